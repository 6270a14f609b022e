"""Questionnaires, answers, statements of need, and their analysis by sex with small cells protected.

Takes attendance; gives percentages that name their base, and needs that can be followed up."""
