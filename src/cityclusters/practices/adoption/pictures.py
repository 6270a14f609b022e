"""Pictures of a practice: added from a telephone, put in order, described, taken away."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices import limits
from cityclusters.practices.adoption import voices
from cityclusters.practices.models import Picture, Practice, VoiceConsent

MOST = 12  # of one practice


def add(by: Person, practice: Practice, upload: UploadedFile, given: voices.Given, **about: Any) -> Picture:
    """The picture, written anew in both sizes, with its consent; it stands last. `about` is its caption,
    alternative text and credit. The same file again gives the picture that is there.

    Raises NotPossible for what is no picture, and when there are twelve already."""
    if practice.pictures.count() >= MOST:  # before the work of reading it; asked again below
        raise NotPossible(_too_many())
    limits.count_picture(by)
    large, light, width, height = files.picture(upload)
    made = Picture(practice=practice, added_by=by, light_width=width, light_height=height, **about)
    made.large_bytes, made.light_bytes, made.digest = large.size, light.size, _digest(upload)
    with transaction.atomic():
        row = Practice.objects.select_for_update().get(pk=practice.pk)
        if known := row.pictures.filter(digest=made.digest).first():
            return known
        present = list(row.pictures.values_list("position", flat=True))
        if len(present) >= MOST:
            raise NotPossible(_too_many())
        made.position = max(present, default=0) + 1
        made.consent = voices.consent(by, row, VoiceConsent.For.PICTURE, given, None)
        made.file.save(large.name, large, save=False)
        made.light.save(light.name, light, save=False)
        made.save()
        record(by, "practice_picture.added", row, organisation=row.organisation, picture=made.public_id)
    return made


def _digest(upload: UploadedFile) -> str:
    upload.seek(0)
    found = hashlib.sha256()
    for block in upload.chunks():
        found.update(block)
    return found.hexdigest()


def _too_many() -> str:
    return _("A practice has at most %(most)s pictures. Remove one first.") % {"most": MOST}


@transaction.atomic
def describe(picture: Picture, by: Person, **about: Any) -> None:
    """Another caption, alternative text or credit."""
    for name, value in about.items():
        setattr(picture, name, value)
    picture.save(update_fields=list(about))
    _record(by, "practice_picture.changed", picture)


@transaction.atomic
def move(picture: Picture, by: Person, step: int) -> None:
    """One place earlier (-1) or later (1); at the end of the row nothing happens."""
    practice = Practice.objects.select_for_update().get(pk=picture.practice_id)
    row = list(practice.pictures.all())
    here = next((index for index, one in enumerate(row) if one.pk == picture.pk), None)
    if here is None or not 0 <= here + step < len(row):
        return
    row[here], row[here + step] = row[here + step], row[here]
    for position, one in enumerate(row, start=1):
        one.position = position
    Picture.objects.bulk_update(row, ["position"])
    _record(by, "practice_picture.moved", picture)


@transaction.atomic
def remove(picture: Picture, by: Person) -> None:
    """Takes the picture, its files and what was noted of its consent away."""
    _record(by, "practice_picture.removed", picture)
    agreed = VoiceConsent.objects.select_for_update().get(pk=picture.consent_id)
    voices.drop_pictures([picture])
    if not (agreed.pictures.exists() or agreed.testimonials.exists()):
        if agreed.email:  # somebody holds its link: the link goes on to say that nothing is shown
            voices.empty(agreed)
        else:
            agreed.delete()
    voices.told(picture.practice)


def _record(by: Person, act: str, picture: Picture) -> None:
    practice = picture.practice
    record(by, act, practice, organisation=practice.organisation, picture=picture.public_id)
