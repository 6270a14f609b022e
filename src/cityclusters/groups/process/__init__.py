"""How a group makes its product, step by step, in versions that are never edited."""
