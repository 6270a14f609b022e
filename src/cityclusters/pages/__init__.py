"""Screens that show several subjects together: home, the programme, my work, the journal, the demo's records.

Takes every app below; gives pages, and the acts on places and people that need a journal line. No models."""
