"""The access table of projects: see access_table.py for how to read a row."""

TABLE = """
"""
