"""What the directory keeps about a person: that she added and checked services."""

from cityclusters.people.models import Person
from cityclusters.people.own_data import Tables
from cityclusters.projects.models import Service, ServiceCheck


def collect(person: Person) -> Tables:
    """The services that she added and checked."""
    checks = ServiceCheck.objects.filter(by=person).select_related("service").order_by("pk")
    last = Service.objects.filter(verified_by=person).order_by("pk")
    return {
        "services_added": [
            {"service": str(row), "made_at": row.made_at}
            for row in Service.objects.filter(made_by=person).order_by("pk")
        ],
        "services_checked": [
            {"service": str(row.service), "on": row.on, "outcome": row.outcome, "note": row.note}
            for row in checks
        ],
        "services_checked_last": [{"service": str(row), "on": row.verified_on} for row in last],
    }


def erase(person: Person) -> None:
    """The services stay; who she was goes."""
    Service.objects.filter(made_by=person).update(made_by=None)
    Service.objects.filter(verified_by=person).update(verified_by=None)
    ServiceCheck.objects.filter(by=person).update(by=None, note="")
