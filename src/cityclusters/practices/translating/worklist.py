"""The worklist of translations: what is wanted, in work, waiting for a review, outdated."""

from collections.abc import Collection

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from cityclusters.practices.models import Translation, TranslationAsk
from cityclusters.practices.models.translation import TranslationQuerySet

State = Translation.State


def work() -> TranslationQuerySet:
    """Translations of what is read now, with `asks` (how many people wait) and `outdated` (whether an older
    version can be read in the language)."""
    asked = TranslationAsk.objects.filter(
        practice=OuterRef("version__practice"), language=OuterRef("language"), answered_at=None
    )
    number = asked.order_by().values("practice").annotate(number=Count("pk")).values("number")
    return (
        Translation.objects.published()
        .current()
        .annotate(asks=Coalesce(Subquery(number, output_field=IntegerField()), Value(0)), outdated=_older())
    )


def _older() -> Exists:
    """Whether an older version can be read in the same language."""
    return Exists(
        Translation.objects.filter(
            version__practice=OuterRef("version__practice"),
            version__number__lt=OuterRef("version__number"),
            language=OuterRef("language"),
            state=State.REVIEWED,
        )
    )


def shown(kind: str) -> TranslationQuerySet:
    """The rows of one of the lists: 'wanted', 'outdated', 'in_work', 'in_review'."""
    rows = work()
    match kind:
        case "outdated":
            return rows.filter(_older()).exclude(state=State.REVIEWED)
        case "in_work":
            return rows.filter(state=State.IN_WORK)
        case "in_review":
            return rows.filter(state=State.IN_REVIEW)
    return rows.filter(~_older(), state=State.WANTED)


def ordered(rows: TranslationQuerySet, languages: Collection[str]) -> TranslationQuerySet:
    """Those in the reader's own languages first, then by how many people wait, then the oldest."""
    hers = Q(language__in=languages, version__language__in=languages)
    rows = rows.annotate(
        hers=Case(When(hers, then=Value(True)), default=Value(False), output_field=BooleanField())
    )
    rows = rows.select_related("version__practice__place__country", "version__practice__version")
    return rows.order_by("-hers", "-asks", "created_at", "pk")
