"""The access table of groups and what stands behind the door Work: see access_table.py for how to read a row."""

TABLE = """
"""
