"""What the worker does for this app outside a request. Each task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.exchanges import certificates, log_acts
from cityclusters.exchanges.delegate_read import read
from cityclusters.exchanges.delegate_write import ListWriter
from cityclusters.exchanges.models import ConnectionLog, DelegateList, Exchange
from cityclusters.people.models import Person


@task()
def read_list(key: int) -> None:
    """The dry run of an uploaded list; nothing where it is not waiting for one."""
    delegates = DelegateList.objects.filter(pk=key, state=DelegateList.State.READING).first()
    if delegates is not None:
        read(delegates)


@task()
def write_list(key: int) -> None:
    """Writes a confirmed list; nothing where it is written already."""
    delegates = DelegateList.objects.filter(pk=key, state=DelegateList.State.WRITING).first()
    if delegates is not None:
        ListWriter(delegates).run()


@task()
def read_connections(key: int) -> None:
    """Reads an uploaded connection log; nothing where it is read already."""
    log = ConnectionLog.objects.filter(pk=key, state=ConnectionLog.State.READING).first()
    if log is not None:
        log_acts.read(log)


@task()
def issue_certificates(key: int, by: int) -> int:
    """Issues what is earned and not issued yet; how many certificates they were."""
    exchange = Exchange.objects.select_related("organiser").get(pk=key)
    return certificates.issue(exchange, Person.objects.get(pk=by))
