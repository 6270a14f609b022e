"""What of lists, logs and certificates waits for a person on "My work"."""

from datetime import date

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Certificate, ConnectionLog, DelegateList, Exchange, LogRow
from cityclusters.exchanges.waiting_attendance import items
from cityclusters.people.models import Person


def titles(person: Person) -> list[str]:
    return [item.title for item in items(person)]


def test_lists_and_unmatched_lines_wait_for_those_who_manage(
    training: Exchange, officer: Person, khiva_deputy: Person
) -> None:
    DelegateList.objects.create(exchange=training, file_name="cities.xlsx", state="checked", by=officer)
    DelegateList.objects.create(exchange=training, file_name="done.xlsx", state="done", by=officer)
    log = ConnectionLog.objects.create(exchange=training, digest="x", zone="UTC", state="applied")
    LogRow.objects.create(log=log, line=2, name="Somebody")
    LogRow.objects.create(log=log, line=3, problem="nobody")
    found = titles(officer)
    assert any("cities.xlsx" in title for title in found)
    assert not any("done.xlsx" in title for title in found)
    assert any(title.startswith("Match 1 line") for title in found)
    assert titles(khiva_deputy) == []


def test_a_new_certificate_waits_for_its_holder_only(
    training: Exchange, officer: Person, khiva_deputy: Person, bukhara_deputy: Person
) -> None:
    seat = training.register(khiva_deputy, by=officer, notify=False)
    day = date(2020, 11, 6)
    Certificate.objects.create(
        exchange=training,
        registration=seat,
        kind="completion",
        name="X",
        event_title=make_texts("en", en="Training"),
        event_first_day=day,
        event_last_day=day,
        language="en",
    )
    assert titles(khiva_deputy) == ["Your certificate is ready: Training"]
    assert titles(bukhara_deputy) == []
