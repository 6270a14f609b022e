"""What the rooms of the door Work hang on one another's pages, and on the door: names alone."""

# Parts of the page of a group: functions (request, group) -> Section | None, in the order of the page.
GROUP_SECTIONS: list[str] = []
# Parts of the page of a project: functions (request, project) -> Section | None.
PROJECT_SECTIONS: list[str] = []
# Parts of the page that shows all projects together: functions (request, None) -> Section | None.
PROGRAMME_SECTIONS: list[str] = []
# What keeps a phase of a project open: functions (project, phase code) -> list of projects.phases.Missing.
PHASE_CHECKS: list[str] = []
# What a project's commission can endorse: code -> function (project, version number) -> words and address of
# that version, or None where there is none.
ENDORSABLE: dict[str, str] = {}
# What one can do behind the door Work: functions (reader) -> list of groups.door.Way.
WORK_WAYS: list[str] = []
