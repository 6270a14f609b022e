"""A woman's way through a hub: enquiry, intake, courses, guidance, mentoring, and what became of it."""
