"""Screens that show several subjects together: home, a place, the programme, my work. No models."""
