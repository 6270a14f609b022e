"""Acts on a person's account: profile, consents, address, devices, data, erasing; roles and suspending."""

import secrets
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people import codes, consents, personal_data
from cityclusters.people.models import DataRequest, Person, RoleGrant

CHANGE, PROVE = "new-address", "prove"


@transaction.atomic
def change_profile(person: Person, fields: dict[str, Any]) -> list[str]:
    """Writes the fields that differ; the journal names them, never their contents."""
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, fields[name])
    if changed:
        person.save()
        record(person, "person.profile_changed", person, fields=changed)
    return changed


@transaction.atomic
def set_consent(person: Person, purpose: str, *, given: bool) -> None:
    """Gives or withdraws a consent (rule SA3)."""
    if given:
        row = consents.give(person, purpose)
        record(person, "consent.given", person, purpose=purpose, version=row.text_version)
    elif consents.withdraw(person, purpose):
        record(person, "consent.withdrawn", person, purpose=purpose)


@transaction.atomic
def end_devices(person: Person, public_id: str, current: str) -> int:
    """Signs out the device with the id, or all but the current session for ''. Says how many."""
    rows = person.sign_ins.exclude(session_key=current)
    ended = (rows.filter(public_id=public_id) if public_id else rows).end()
    if ended:
        record(person, "person.signed_out_devices", person, devices=ended)
    return ended


def _code_letter(person: Person | None, to: str, template: str, **context: Any) -> None:
    letters.write(
        f"code:{secrets.token_hex(16)}",
        person,
        template,
        {"minutes": codes.LIVES // 60, "sign_in": letters.absolute(reverse("account_login")), **context},
        to=to,
        secret=True,
    )


def send_proof(request: HttpRequest, person: Person) -> None:
    """Sends a code to her present address: she shows that she reads it before something grave."""
    address = person.email or ""
    code = codes.shown(codes.issue(request, PROVE, address))
    _code_letter(person, address, "pages/mail/proof_code", code=code)


def send_to_new_address(request: HttpRequest, person: Person, email: str) -> None:
    """Sends a code to the new address. Where somebody has it, the letter says so and holds no code; the
    page says the same in both cases, so that nobody learns who has an account (abuse case 10)."""
    code = codes.issue(request, CHANGE, email)
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        _code_letter(None, email, "pages/mail/address_in_use", email=email)
    else:
        _code_letter(None, email, "pages/mail/new_address_code", code=codes.shown(code), email=email)


@transaction.atomic
def change_address(person: Person, email: str, current: str) -> None:
    """Gives her the new address, tells the old one, and signs out her other devices. Raises AddressInUse."""
    old = person.email
    person.change_email(email)
    person.sign_out_everywhere(but=current)
    record(person, "person.address_changed", person)
    if old:
        letters.write(
            f"address-changed:{person.public_id}:{secrets.token_hex(8)}",
            person,
            "pages/mail/address_changed",
            {"mail_from": settings.DEFAULT_FROM_EMAIL},
            to=old,
        )


@transaction.atomic
def take_data(person: Person) -> bytes:
    """A copy of all her data, asked for and answered at once (rule SA4)."""
    request = DataRequest.objects.create(person=person, kind=DataRequest.Kind.COPY)
    request.close(DataRequest.State.DONE, by=person)
    record(person, "person.data_taken", person)
    return personal_data.archive(person)


@transaction.atomic
def erase(person: Person, by: Person) -> None:
    """Erases the account; she gets a last letter. Raises LastAdministrator (and changes nothing)."""
    address, language = person.email, person.language
    _one_at_a_time(person)
    request, _new = DataRequest.objects.get_or_create(
        person=person, kind=DataRequest.Kind.ERASURE, state__in=DataRequest.OPEN
    )
    personal_data.erase(person)
    request.close(DataRequest.State.DONE, by=by)
    record(by if by.pk != person.pk else None, "person.erased", person)
    if address:
        key = f"erased:{person.public_id}"
        letters.write(key, None, "pages/mail/erased", {}, to=address, secret=True, language=language)


def _one_at_a_time(person: Person) -> None:
    """Waits until no other request about her is being written: what is not there yet can't be locked."""
    Person.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def receive_request(by: Person, person: Person, kind: str) -> DataRequest:
    """Keeps a request that came by letter or telephone, due as every other (rule SA4); asking again while
    one of the kind waits gives that one."""
    _one_at_a_time(person)
    row, new = DataRequest.objects.get_or_create(person=person, kind=kind, state__in=DataRequest.OPEN)
    if new:
        record(by, "data_request.received", person, kind=kind)
    return row


@transaction.atomic
def fulfil_request(by: Person, row: DataRequest) -> bytes | None:
    """Does what was asked for: erases the account, or gives the file with the copy. Raises ValueError for
    one that has been answered or whose asker is not checked yet, LastAdministrator as `erase`."""
    if row.state not in {DataRequest.State.CHECKED, DataRequest.State.IN_WORK}:
        raise ValueError("answered already, or nobody has checked who asks")
    if row.kind == DataRequest.Kind.ERASURE:
        erase(row.person, by=by)
        return None
    answer_request(by, row, DataRequest.State.DONE, "")
    return personal_data.archive(row.person)


@transaction.atomic
def answer_request(by: Person, row: DataRequest, state: str, reason: str) -> None:
    """Moves a request on; done and refused are final, and the person is told (rule SA4). Raises
    ValueError for one that has been answered, or a refusal without a reason."""
    if not row.is_open:
        raise ValueError("answered already")
    row.handled_by = by
    if state in {DataRequest.State.DONE, DataRequest.State.REFUSED}:
        row.close(state, by, reason)
        letters.write(
            f"data-request:{row.public_id}", row.person, f"pages/mail/request_{state}", {"row": row}
        )
    else:
        row.state = state
        row.save()
    record(by, "data_request.moved", row.person, state=state)


@transaction.atomic
def give_role(by: Person | None, person: Person, role: str) -> RoleGrant:
    """Gives a role; the person is told."""
    grant = RoleGrant.grant(person, role, by)
    record(by, "role.given", person, role=role)
    letters.write(f"role:{grant.pk}", person, "pages/mail/role_given", {"grant": grant})
    return grant


@transaction.atomic
def end_role(by: Person, grant: RoleGrant) -> None:
    """Ends a role. Raises LastAdministrator."""
    grant.finish(by)
    record(by, "role.ended", grant.person, role=grant.role)


@transaction.atomic
def suspend(by: Person, person: Person, reason: str) -> None:
    """Keeps the person out; her sessions end at once. Raises ValueError for the last administrator."""
    held = RoleGrant.objects.filter(role="administrator", ended_at=None, person__state="active")
    if not held.exclude(person=person).exists():
        raise ValueError("the last administrator")
    person.suspend()
    record(by, "person.suspended", person, reason=reason)


@transaction.atomic
def restore(by: Person, person: Person) -> None:
    """Lets the person in again. Raises ValueError where she was not suspended."""
    person.restore()
    record(by, "person.restored", person)
