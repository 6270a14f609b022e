"""A practice that another city adapts, with a picture, a testimonial and somebody who is asked for one, for
the access table and the counts of queries."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption import adaptations, voice_requests, voices
from cityclusters.practices.models import Adaptation, Picture, Practice, VoiceConsent
from cityclusters.practices.tests.making import publish
from cityclusters.practices.writing import create


def things(
    practice: Practice, draft: Practice, other: Organisation, deputy: Person, member: Person
) -> dict[str, Any]:
    """`adaptation` is the other city's; `practice_picture`, `testimonial` and `voice_consent` belong to the
    practice, `draft_picture` to the draft; the member is asked by `voice_request`."""
    writer = practice.author
    return {
        "adaptation": adaptations.declare(deputy, practice, other, language="en", plan="The same, smaller"),
        "practice_picture": picture(practice),
        "draft_picture": picture(draft),
        "testimonial": (said := _said(practice)),
        "voice_consent": said.consent,
        "voice_request": voice_requests.ask(writer, practice, member.email or ""),
    }


def _consent(practice: Practice) -> VoiceConsent:
    return VoiceConsent.objects.create(
        practice=practice,
        given_for="picture",
        how="paper",
        words="May be shown",
        given_on=timezone.localdate(),
    )


def picture(practice: Practice) -> Picture:
    """One more picture, with a consent of its own."""
    return Picture.objects.create(
        practice=practice,
        position=practice.pictures.count() + 1,
        file=ContentFile(b"large", "large.jpg"),
        light=ContentFile(b"light", "light.webp"),
        light_width=3,
        light_height=2,
        caption=make_texts("en", en="The market"),
        alt=make_texts("en", en="Stalls"),
        credit="The municipality",
        consent=_consent(practice),
    )


def _said(practice: Practice) -> Any:
    given = voices.Given("paper", "May be quoted", timezone.localdate())
    return voices.quote(practice.author, practice, given, text="It helps", language="en", named="A trader")


def more(practice: Practice, office: Organisation, person: Person, officer: Person, number: int) -> None:
    """A further city that tells it as a practice of its own, one that was named, a picture and words."""
    assert office.place is not None
    own = create(person, title=f"Grown {number}", place=office.place, language="en", organisation=office)
    publish(own, officer)
    common: dict[str, Any] = {"version": practice.version, "place": office.place, "language": "en"}
    Adaptation.objects.create(
        practice=practice,
        organisation=office,
        state="reported",
        outcome="works",
        result="It works",
        confirmed_at=timezone.now(),
        became=own,
        **common,
    )
    if office.parent is not None:
        Adaptation.objects.create(
            practice=practice, organisation=office.parent, state="named", named_by=office, **common
        )
    picture(practice)
    _said(practice)
