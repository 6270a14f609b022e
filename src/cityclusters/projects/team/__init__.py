"""The team: roles, who decides, balance of women and men, briefing (items GM01 to GM04)."""
