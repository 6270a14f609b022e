"""Starting a standard, answering its checklist, writing down a certificate, moving it on (rules HU4, C20)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import ComplianceRecord, Group, Product, StandardAnswer
from cityclusters.groups.standards.catalogue import standards
from cityclusters.groups.standards.showing import is_complete
from cityclusters.journal.acts import record as write
from cityclusters.people.models import Person
from cityclusters.support.giving.evidence import paper

State = ComplianceRecord.State
MOVES: Mapping[str, tuple[str, ...]] = {
    State.NOT_STARTED: (State.IN_PREPARATION,),
    State.IN_PREPARATION: (State.SELF_DECLARED, State.AUDITED, State.NOT_STARTED),
    State.SELF_DECLARED: (State.AUDITED, State.IN_PREPARATION),
    State.AUDITED: (State.IN_PREPARATION,),
    State.CERTIFIED: (State.SUSPENDED, State.WITHDRAWN),
    State.SUSPENDED: (State.WITHDRAWN, State.IN_PREPARATION),
    State.EXPIRED: (State.IN_PREPARATION,),
    State.WITHDRAWN: (State.IN_PREPARATION,),
}
"""By hand. A certificate (`certify`) leads to 'certified' from anywhere, its last day to 'expired'."""


class Answer(NamedTuple):
    """One line of a checklist as a form hands it over."""

    item: str
    met: str
    on: date | None
    evidence: str


@transaction.atomic
def start(by: Person, group: Group, product: Product | None, standard: str) -> ComplianceRecord:
    """The standard for the product, or for the place where the group makes things; twice gives one."""
    known = standards().get(standard)
    if known is None:
        raise NotPossible(_("Choose a standard."))
    if known.about == "laboratory" and product is not None:
        raise NotPossible(_("This standard is for laboratories. It is never a claim about a product."))
    if known.holds_for_product() and product is None:
        raise NotPossible(_("This standard is about one product. Choose the product."))
    made, is_new = ComplianceRecord.objects.get_or_create(
        group=group, product=product, standard=standard, defaults={"by": by}
    )
    if is_new:
        write(by, "groups_standard.started", made, organisation=group.organisation, standard=standard)
    return made


def locked(record: ComplianceRecord) -> ComplianceRecord:
    """The row with its group, held until the end of the transaction."""
    rows = ComplianceRecord.objects.select_for_update(of=("self",))
    found = rows.select_related("group__place", "group__organisation", "product__group__place").get(
        pk=record.pk
    )
    return found


@transaction.atomic
def answer(record: ComplianceRecord, by: Person, answers: Iterable[Answer]) -> int:
    """Keeps the checklist's lines; one line in the journal. How many changed. Raises NotPossible for a line
    that is met without evidence, or on a day to come."""
    row = locked(record)
    known = standards()[row.standard]
    items = {item.code for item in known.items}
    before = {one.item: one for one in row.answers.all()}
    changed = []
    for one in answers:
        if one.item not in items:
            continue
        _must_be_whole(one, row.group.today())
        old = before.get(one.item)
        if (old and (old.met, old.on, old.evidence) == one[1:]) or not (old or one.met):
            continue
        changed.append(one.item)
        if not one.met:
            row.answers.filter(item=one.item).delete()
            continue
        fields = {"met": one.met, "on": one.on, "evidence": one.evidence, "by": by}
        row.answers.update_or_create(item=one.item, defaults={**fields, "changed_at": timezone.now()})
    if changed:
        write(by, "groups_standard.answered", row, organisation=row.group.organisation, items=changed)
    return len(changed)


def _must_be_whole(one: Answer, today: date) -> None:
    if one.met in (StandardAnswer.Met.YES, StandardAnswer.Met.NOT_APPLICABLE) and not one.evidence:
        raise NotPossible(_("Say what shows it, where a line is met, and why, where it does not apply."))
    if one.met == StandardAnswer.Met.YES and one.on is None:
        raise NotPossible(_("Say since when a line is met."))
    if one.on is not None and one.on > today:
        raise NotPossible(_("This day has not come yet."))


@transaction.atomic
def move(record: ComplianceRecord, by: Person, state: str) -> None:
    """Takes it to another state by hand. Raises NotPossible for a step that there is not, and for one's own
    word while the checklist has gaps."""
    row = locked(record)
    if row.state == state:
        return
    if state not in MOVES[row.state]:
        raise NotPossible(_("This step is not possible from here."))
    if state == State.SELF_DECLARED and not is_complete(row):
        raise NotPossible(_("The checklist has lines that are not met yet."))
    _go(row, state)
    write(by, "groups_standard.moved", row, organisation=row.group.organisation, state=state)
    record.refresh_from_db()


def _go(row: ComplianceRecord, state: str) -> None:
    row.state, row.state_at = state, timezone.now()
    row.save()


@transaction.atomic
def certify(
    record: ComplianceRecord, by: Person, *, upload: UploadedFile | None = None, **fields: Any
) -> None:
    """Writes down a certificate: `body`, `number`, `certified_on`, `expires_on`, `evidence`. Raises
    NotPossible for a paper that is neither a PDF nor a picture, and where no paper is named."""
    row = locked(record)
    for name, value in fields.items():
        setattr(row, name, value)
    old = row.paper.name
    if upload is not None:
        kept = _kept(upload)
        row.paper.save(str(kept.name), kept, save=False)
        files.delete_on_commit(row.paper.storage, old)
    if not row.has_evidence:
        raise NotPossible(_("Add the certificate, or say where the paper is kept."))
    over = row.expires_on is not None and row.expires_on < row.group.today()
    _go(row, State.EXPIRED if over else State.CERTIFIED)
    write(by, "groups_standard.certified", row, organisation=row.group.organisation, until=row.expires_on)
    record.refresh_from_db()


def _kept(upload: UploadedFile) -> "ContentFile[bytes]":
    """A PDF as it is, a picture written anew."""
    upload.seek(0)
    head: bytes = upload.read(5)
    upload.seek(0)
    return paper(upload) if head == b"%PDF-" else files.picture(upload).large
