"""The engine of matching: arrays in, a match and its proof out. No Django."""
