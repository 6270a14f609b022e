"""Products of producers and of groups: a page to share, enquiries passed on, sales as they are reported."""
