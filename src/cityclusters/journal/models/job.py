"""Job: when each regular job last ran."""

from django.db import models


class Job(models.Model):
    """A function of settings.JOBS, when a worker last started it, and what went wrong if it did."""

    path = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.path
