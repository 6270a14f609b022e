"""Abuse 18: the name of an uploaded file decides nothing on the server."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import delegate_lists, log_acts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation, Person

NAMES = [
    "../../../../tmp/evil.csv",
    "/etc/cron.d/evil.csv",
    "..\\..\\evil.csv",
    "evil\x00.csv",
    "gpj.\u202evsc.csv",
    "x" * 300 + ".csv",
    ".htaccess",
    "list.csv.html",
]


@pytest.mark.parametrize("name", NAMES)
def test_18_uploads_are_stored_under_names_of_ours(
    officer: Person, programme: Organisation, name: str
) -> None:
    exchange = Exchange.create(
        officer, programme, title=make_texts("en", en="Training"), zone="UTC", languages=["en"]
    )
    upload = SimpleUploadedFile(name, b"Name,City\nA B,Khiva\n")
    kind = Organisation.Kind.LOCAL
    delegates = delegate_lists.receive(exchange, officer, upload, language="en", country=None, kind=kind)
    log, _new = log_acts.receive(exchange, officer, SimpleUploadedFile(name, b"Name,Joined,Left\n"), "UTC")
    for stored, identifier in ((delegates.file, delegates.public_id), (log.file, log.public_id)):
        path = Path(stored.path).resolve()
        assert path.name == identifier
        assert path.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
        assert not path.is_relative_to(Path(settings.STATIC_ROOT).resolve())
    assert len(delegates.file_name) <= 200
    assert "\x00" not in delegates.file_name
    assert "\u202e" not in delegates.file_name
    assert "/" not in delegates.file_name
