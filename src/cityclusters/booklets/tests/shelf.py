"""What the tests of booklets put on the shelf: practices with pictures and voices, booklets and editions."""

import io
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from cityclusters.booklets import choosing, editions, making
from cityclusters.booklets.models import Booklet, Edition
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import versions
from cityclusters.practices.models import Picture, Practice, Section, Testimonial, Translation, VoiceConsent
from cityclusters.practices.models.choices import State

WORDS = {
    "en": ("Market women register a cooperative", "Forty women, one stall.\n\n- A bank account\n- A stall"),
    "fr": ("Des vendeuses fondent une coopérative", "Quarante femmes, un étal.\n\n1. Un compte\n2. Un étal"),
    "ar": ("بائعات السوق يسجلن تعاونية", "أربعون امرأة وكشك واحد في عام 2020.\n\n- حساب مصرفي\n- كشك"),
    "zh": ("市场妇女注册合作社", "四十名妇女，一个“摊位”（2020年）。\n\n- 银行账户\n- 摊位"),
    "ru": (
        "Торговки рынка регистрируют кооператив",
        "Сорок женщин, один прилавок.\n\n- Счёт в банке\n- Прилавок",
    ),
}


def content(language: str, mark: str = "") -> dict[str, Any]:
    """A text of a practice in a language; `mark` makes it another one."""
    title, text = WORDS[language]
    result = {"statement": title, "value": "40", "unit": "%", "period": "2020", "source": "Survey"}
    return {
        "title": f"{title} {mark}".strip(),
        "summary": text.split("\n")[0],
        "sections": {"done": text, "result": text, "failed": text},
        "steps": [{"title": title, "text": text}],
        "results": [result, {**result, "source": ""}],
    }


def practice(
    author: Person, place: Place, owner: Organisation | None = None, *, language: str = "en", mark: str = ""
) -> Practice:
    """A published practice."""
    words = content(language, mark)
    made = Practice.objects.create(
        author=author, place=place, organisation=owner, language=language, title=words["title"],
        summary=words["summary"], licence="CC-BY-4.0", started="2020-03", sdg_targets=["5.5", "8.3"],
    )  # fmt: skip
    for key, text in words["sections"].items():
        Section.objects.create(practice=made, key=key, text=text)
    versions.freeze(made, author)
    publish_again(made, words)
    return made


def publish_again(made: Practice, words: dict[str, Any]) -> None:
    """Puts the text into the version that is read now, and calls the practice published."""
    assert made.version is not None
    type(made.version).objects.filter(pk=made.version.pk).update(content=words)
    made.version.refresh_from_db()
    Practice.objects.filter(pk=made.pk).update(state=State.PUBLISHED)
    made.refresh_from_db()


def correct(made: Practice, by: Person, mark: str) -> None:
    """Publishes a corrected version."""
    Practice.objects.filter(pk=made.pk).update(title=f"{made.title} {mark}")
    made.refresh_from_db()
    versions.freeze(made, by, "corrected")
    publish_again(made, content(made.language, mark))


def translate(made: Practice, language: str, translator: Person, reviewer: Person | None) -> Translation:
    """A translation of its version: reviewed, or a machine's draft that is shown."""
    assert made.version is not None
    words = content(language)
    fields: dict[str, Any] = {"content": words, "state": "reviewed", "reviewed_at": timezone.now()}
    if reviewer is None:
        fields = {
            "machine": "LibreTranslate",
            "machine_shown": True,
            "machine_content": words,
            "content": words,
        }
    else:
        fields |= {"translator": translator, "reviewer": reviewer}
    return Translation.objects.create(version=made.version, language=language, **fields)


def consent(made: Practice, what: str) -> VoiceConsent:
    return VoiceConsent.objects.create(
        practice=made, given_for=what, how="paper", words="May be printed.", given_on=date(2024, 1, 1)
    )


def picture(made: Practice, colour: str = "teal") -> Picture:
    """A picture of one colour, 1200 × 800."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(out, "JPEG")
    row = Picture(
        practice=made, consent=consent(made, "picture"), credit="City of Khiva",
        caption=make_texts("en", en="A stall", ar="كشك"), alt=make_texts("en", en="Women at a stall"),
    )  # fmt: skip
    row.file.save("large.jpg", ContentFile(out.getvalue()), save=False)
    row.light.save("light.jpg", ContentFile(out.getvalue()), save=False)
    row.save()
    return row


def quote(made: Practice, text: str = "Now the bank listens to us.") -> Testimonial:
    return Testimonial.objects.create(
        practice=made,
        text=text,
        language="en",
        named="Chair of the cooperative",
        consent=consent(made, "words"),
    )


def booklet(by: Person, publisher: Organisation, practices: list[Practice], *languages: str) -> Booklet:
    """In the making, in these languages (English by default)."""
    made = choosing.create(by, publisher, title=make_texts("en", en="Markets", ar="أسواق", zh="市场"))
    made.languages = list(languages or ["en"])
    made.preface = make_texts("en", en="Why we made this.\n\n- For you", ar="لماذا")
    made.save()
    choosing.add(made, by, practices)
    return made


def frozen(made: Booklet, by: Person, note: str = "") -> list[Edition]:
    """The next edition with its files."""
    rows = editions.freeze(made, by, make_texts("en", en=note))
    work()
    return rows


def published(made: Booklet, by: Person, note: str = "") -> list[Edition]:
    rows = frozen(made, by, note)
    editions.publish(made, rows[0].number, by)
    return [Edition.objects.get(pk=row.pk) for row in rows]


def work() -> None:
    """What the worker would do: all editions that are waiting for files."""
    keys = {row.args_kwargs["args"][0] for row in DBTaskResult.objects.filter(task_path__contains="booklets")}
    for edition in Edition.objects.filter(pk__in=keys):
        making.make(edition)


def data(edition: Edition, kind: str) -> bytes:
    """The file of the edition."""
    row = edition.files.get(kind=kind)
    with row.file.open("rb") as stored:
        content: bytes = stored.read()
    return content
