"""Addresses of this app, one list per room; that of the registry last, for it takes what the others leave."""

from django.urls import URLPattern

from cityclusters.projects.commission.urls import COMMISSION
from cityclusters.projects.diagnosis.urls import DIAGNOSIS
from cityclusters.projects.directory.urls import DIRECTORY
from cityclusters.projects.gates.urls import GATES
from cityclusters.projects.localplans.urls import LOCAL_PLANS
from cityclusters.projects.marking.urls import MARKING
from cityclusters.projects.monitoring.urls import MONITORING
from cityclusters.projects.planning.urls import PLANNING
from cityclusters.projects.registry.urls import REGISTRY
from cityclusters.projects.reporting.urls import REPORTING
from cityclusters.projects.team.urls import TEAM
from cityclusters.projects.vision.urls import VISION

app_name = "projects"
urlpatterns: list[URLPattern] = [
    *TEAM,
    *GATES,
    *LOCAL_PLANS,
    *COMMISSION,
    *DIAGNOSIS,
    *VISION,
    *MARKING,
    *PLANNING,
    *MONITORING,
    *REPORTING,
    *DIRECTORY,
    *REGISTRY,
]
