"""Projects: partnerships, producer-cluster projects, local action plans, through phases with gates.

Takes groups, agreements and people; gives teams, diagnoses, visions, plans that a gate lets through, values
by sex, and reports.
"""
