"""A task for test_killed_worker.py: it may be cut short anywhere and run again."""

import random
import time

from django_tasks import task

from cityclusters.journal.models import Draft
from cityclusters.people.models import Person


@task()
def write_down(number: int) -> int:
    """Leaves a row that says that it ran, once for its number."""
    time.sleep(random.uniform(0, 0.01))
    person, _new = Person.objects.get_or_create(email="writer@mail.test")
    Draft.objects.update_or_create(person=person, form=str(number), defaults={"data": {}})
    time.sleep(random.uniform(0, 0.01))
    return number
