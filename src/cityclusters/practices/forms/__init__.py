"""Forms of practices."""
