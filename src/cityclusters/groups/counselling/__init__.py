"""Confidential counselling: takes what a counsellor writes after a session, gives it back to that counsellor
alone; only counts of enough people ever leave this room (rules HU1 and HU2)."""
