"""The list of projects, a project's page, and making, changing, stopping one."""
