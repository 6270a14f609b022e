"""An uploaded or pasted table: read, kept until it is confirmed, then rows."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.sheets import Sheet, read_sheet
from cityclusters.journal import drafts
from cityclusters.people.models import Person
from cityclusters.projects.diagnosis import acts, table
from cityclusters.projects.diagnosis.forms import TableForm
from cityclusters.projects.models import Project


def key_of(project: Project, kind: str) -> str:
    """The name under which a read table waits; it also salts its signature."""
    return f"diagnosis-table-{project.public_id}-{kind}"


def sheet_of(form: TableForm, kind: str) -> Sheet:
    """The table that was sent in either way. Raises Refused."""
    if file := form.cleaned_data["file"]:
        return read_sheet(file, file.name, known=table.known_in(kind))
    pasted = form.cleaned_data["pasted"].encode()
    return read_sheet(BytesIO(pasted), "pasted.csv", known=table.known_in(kind))


def keep(person: Person, project: Project, kind: str, reading: table.Reading, *, replace: bool) -> None:
    """Keeps what was read as a draft of her own, until she confirms it. Raises DraftRefused."""
    # Signed, because a draft is also what somebody sends by hand.
    key = key_of(project, kind)
    data = {"signed": signing.dumps({"rows": reading.rows, "replace": replace}, salt=key, compress=True)}
    url = reverse("projects:diagnosis-upload", args=[project.public_id, kind])
    drafts.save(person, key, data, title=_("Uploaded table"), url=url)


def kept(person: Person, project: Project, kind: str) -> Mapping[str, Any] | None:
    """What was read last and not confirmed; None where there is nothing that can be believed."""
    key = key_of(project, kind)
    draft = drafts.load(person, key)
    try:
        found: Mapping[str, Any] = signing.loads(draft.get("signed", "") if draft else "", salt=key)
    except signing.BadSignature:
        return None
    return found


def forget(person: Person, project: Project, kind: str) -> None:
    """Drops what was kept."""
    drafts.drop(person, key_of(project, kind))


@transaction.atomic
def make(person: Person, project: Project, kind: str) -> int:
    """The rows of what was kept, which is dropped: pressed twice, they are made once. How many.

    Raises NotPossible where nothing was kept, and as `acts.add_many`."""
    Project.objects.select_for_update().get(pk=project.pk)
    found = kept(person, project, kind)
    if not found:
        raise NotPossible(_("Upload the table first."))
    made = acts.add_many(project, person, kind, found["rows"], replace=bool(found["replace"]))
    forget(person, project, kind)
    return made
