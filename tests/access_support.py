"""The access table of needs, offers and what follows from them: see access_table.py for how to read a row."""

TABLE = """
# support: cities like mine
support:peers | 200 | 405
support:peers-table | 302 302 200 200 302 302 302 302 | 405
"""
