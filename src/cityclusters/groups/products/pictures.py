"""Pictures of a product: added from a telephone, written anew, taken away."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.groups.models import Product, ProductPicture
from cityclusters.groups.products import acts, rules
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.practices import limits

MOST = 6


def digest_of(upload: UploadedFile) -> str:
    """Of the file as it came: the same file twice is one picture."""
    upload.seek(0)
    found = hashlib.sha256()
    for block in upload.chunks():
        found.update(block)
    upload.seek(0)
    return found.hexdigest()


def add(by: Person, product: Product, upload: UploadedFile, *, alt: str, of_people: bool) -> ProductPicture:
    """The picture in both sizes, without place, time and device; it stands last. The same file again gives
    the first. Raises NotPossible for what is no picture, for a seventh, and for others than its keepers."""
    limits.count_picture(by)
    digest = digest_of(upload)
    found = files.picture(upload)
    with transaction.atomic():
        row = acts.locked(product)
        if not rules.may_edit(by, row):
            raise NotPossible(_("Only the producer, or a manager whom she has asked to, can do this."))
        if known := row.pictures.filter(digest=digest).first():
            return known
        if row.pictures.count() >= MOST:
            raise NotPossible(_("A product has at most 6 pictures. Remove one first."))
        last = row.pictures.aggregate(last=Max("position"))["last"] or 0
        made = ProductPicture(
            product=row, digest=digest, alt=alt, of_people=of_people, added_by=by, position=last + 1,
            language=row.language, light_width=found.width, light_height=found.height,
        )  # fmt: skip
        made.file.save(str(found.large.name), found.large, save=False)
        made.light.save(str(found.light.name), found.light, save=False)
        made.save()
        record(by, "groups_product.pictured", row, picture=made.public_id)
    return made


@transaction.atomic
def remove(picture: ProductPicture, by: Person) -> None:
    """Takes it and its files away."""
    record(by, "groups_product.unpictured", picture.product, picture=picture.public_id)
    files.delete_on_commit(picture.file.storage, picture.file.name, picture.light.name)
    picture.delete()


def seen(reader: Reader, product: Product) -> list[ProductPicture]:
    """All for those who keep it; for others no people, unless the producer shows them (rule HU5)."""
    rows = list(product.pictures.all())
    if product.shows_people or rules.may_edit(reader, product):
        return rows
    return [row for row in rows if not row.of_people]
