"""The plan: versions with objectives, actions and indicators, and the gate that answers while one types."""
