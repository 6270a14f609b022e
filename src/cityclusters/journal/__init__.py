"""What happened (Entry), letters waiting to go (Letter), who does what next (FollowUp), unfinished forms.

Takes acts from every app above it; gives the audit page, mail, reminders and restored drafts."""
