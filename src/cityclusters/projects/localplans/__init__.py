"""Local action plans against violence: takes a project, its plan of actions and its commission; gives the
legal base, drivers, institutions, money and counts, and a page that leaves nothing behind (rules LP)."""
