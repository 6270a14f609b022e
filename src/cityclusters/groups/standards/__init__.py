"""Standards as checklists with evidence, and which claims a product may show (rule HU4)."""
