"""Reports of projects: by project, by group of projects, by period; and the overview of the programme."""
