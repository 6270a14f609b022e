"""Evidence that goods arrived: photos, written anew and small, and signed papers (PDF). Everybody sees only
what somebody has said may be seen; it can be taken back at any time."""

import hashlib
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.support.giving import rules
from cityclusters.support.models import Drive, Evidence, Shipment

MOST = 12  # of one shipment
PAPER = b"%PDF-"


def _digest(upload: UploadedFile) -> str:
    upload.seek(0)
    found = hashlib.sha256()
    for block in upload.chunks():
        found.update(block)
    upload.seek(0)
    return found.hexdigest()


def paper(upload: UploadedFile) -> ContentFile[bytes]:
    """A signed paper under a name of ours. Raises NotPossible for what is no PDF."""
    files.check_size(upload)
    upload.seek(0)
    content: bytes = upload.read()
    if not content.startswith(PAPER):
        raise NotPossible(_("This is no PDF."))
    return ContentFile(content, f"{public_id()}.pdf")


def add(by: Person, shipment: Shipment, upload: UploadedFile, **about: Any) -> Evidence:
    """A photo or a PDF with `words`, `shown`, `agreed`, `agreed_on`. The same file again gives the first.

    Raises NotPossible for other files, and when there are twelve already."""
    made = Evidence(shipment=shipment, by=by, digest=_digest(upload), **about)
    head: bytes = upload.read(5)
    if head == PAPER:
        main, light = paper(upload), None
    else:
        found = files.picture(upload)
        main, light = found.large, found.light
        made.light_width, made.light_height = found.width, found.height
    with transaction.atomic():
        row = Shipment.objects.select_for_update().get(pk=shipment.pk)
        if known := row.evidence.filter(digest=made.digest).first():
            return known
        if row.evidence.count() >= MOST:
            raise NotPossible(_("A shipment has at most 12 pieces of evidence. Remove one first."))
        made.file.save(str(main.name), main, save=False)
        if light is not None:
            made.light.save(str(light.name), light, save=False)
        made.save()
        record(by, "aid_evidence.added", shipment, evidence=made.public_id, shown=made.shown)
    return made


def visible_to(reader: Reader, shipment: Shipment) -> list[Evidence]:
    """All for the two sides and officers, what may be seen for everybody else."""
    rows = shipment.evidence.all()
    if rules.is_donor(reader, shipment) or rules.is_recipient(reader, shipment):
        return list(rows)
    return [row for row in rows if row.shown]


@transaction.atomic
def show(
    evidence: Evidence, by: Person, shown: bool, agreed: str = "", agreed_on: date | None = None
) -> None:
    """Lets everybody see it, with how those in it agreed; or takes that back."""
    evidence.shown = shown
    if shown:
        evidence.agreed, evidence.agreed_on = agreed, agreed_on
    evidence.save(update_fields=["shown", "agreed", "agreed_on"])
    act = "aid_evidence.shown" if shown else "aid_evidence.hidden"
    record(by, act, evidence.shipment, evidence=evidence.public_id)


@transaction.atomic
def remove(evidence: Evidence, by: Person) -> None:
    """Takes it and its files away."""
    record(by, "aid_evidence.removed", evidence.shipment, evidence=evidence.public_id)
    files.delete_on_commit(evidence.file.storage, evidence.file.name, evidence.light.name)
    evidence.delete()


def picture_of(drive: Drive, upload: UploadedFile) -> None:
    """Puts the picture into the drive, in both sizes, not saved yet; the earlier files go once it is.

    Raises NotPossible for what is no picture."""
    found = files.picture(upload)
    files.delete_on_commit(drive.picture.storage, drive.picture.name, drive.light.name)
    drive.light_width, drive.light_height = found.width, found.height
    drive.picture.save(str(found.large.name), found.large, save=False)
    drive.light.save(str(found.light.name), found.light, save=False)
