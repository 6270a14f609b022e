"""Versions: the working copy frozen as it is read from then on (rule PR4)."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.practices import marks
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.models.choices import SECTIONS
from cityclusters.practices.translating import following as translation_following


def content_of(practice: Practice) -> dict[str, Any]:
    """What a translation translates, as it stands in the working copy: see Version.content."""
    texts = dict(practice.sections.values_list("key", "text"))
    return {
        "title": practice.title,
        "summary": practice.summary,
        "sections": {key: texts[key] for key in SECTIONS if texts.get(key, "").strip()},
        "steps": [{"title": step.title, "text": step.text} for step in practice.steps.all()],
        "results": [
            {
                "statement": row.statement,
                "value": row.value,
                "unit": row.unit,
                "period": row.period,
                "source": row.source,
            }
            for row in practice.results.all()
        ],
    }


def facts_of(practice: Practice) -> dict[str, Any]:
    """What is the same in every language: see Version.facts."""
    owner = practice.organisation
    partners = practice.partners.select_related("organisation").order_by("pk")
    return {
        "organisation": {"id": owner.public_id, "names": owner.names} if owner else None,
        "place": _place(practice.place),
        "more_places": [_place(place) for place in practice.more_places.order_by("pk")],
        "partners": [
            {
                "name": row.name,
                "organisation": row.organisation.public_id if row.organisation else "",
                "kind": row.kind,
                "role": row.role,
            }
            for row in partners
        ],
        "links": [
            {"title": row.title, "url": row.url, "rights": row.rights}
            for row in practice.links.order_by("pk")
        ],
        "themes": [theme.code for theme in practice.themes.all()],
        "call": practice.call.public_id if practice.call else "",
        **{name: getattr(practice, name) for name in PLAIN_FACTS},
    }


PLAIN_FACTS: tuple[str, ...] = ("sdg_targets", "audiences", "value_chain", "marker", "level", "status")
PLAIN_FACTS += ("started", "ended", "licence")


def _place(place: Place) -> dict[str, str]:
    return {"id": place.public_id, "name": place.name, "country": place.country_id}


@transaction.atomic
def freeze(practice: Practice, by: Person | None, change_note: str = "") -> Version:
    """Makes the next version from the working copy; from now on it is what everybody reads.

    The state is `moves.move`'s business. Raises NotPossible where no licence is chosen (rule PR8)."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if not row.licence:
        raise NotPossible(_("Choose a licence first: it says what others may do with the text."))
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        practice=row,
        number=last + 1,
        language=row.language,
        content=content_of(row),
        facts=facts_of(row),
        change_note=change_note.strip()[:300],
        published_by=by,
    )
    row.version = version
    row.published_at = row.published_at or timezone.now()
    row.folded, row.marks = marks.folded(version.content), marks.marks(version.language, version.facts)
    row.save(update_fields=["version", "published_at", "folded", "marks", "changed_at"])
    practice.version, practice.published_at = version, row.published_at
    practice.folded, practice.marks = row.folded, row.marks
    translation_following.follow(version)
    return version


def working_copy(practice: Practice) -> Version:
    """What would be frozen now, as a version that is nowhere kept: for those who write and review."""
    return Version(
        practice=practice,
        number=0,
        language=practice.language,
        content=content_of(practice),
        facts=facts_of(practice),
        published_at=practice.changed_at,
    )
