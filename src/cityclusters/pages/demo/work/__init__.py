"""The demo's groups and projects: what the texts tell of them as records, the rest left open or marked."""
