"""Pages that a walk along links never shows: lists without anything, refused forms, pages of errors."""

import json
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.site import Site
from tests.browser.steps import sign_in

EMPTY = ".empty"
REFUSED = ".problems, .errorlist, .notice.error, .messages .error"
NOTHING = "nothing222"
OFFICER = "Programme officer"
SECOND = "Second programme officer"
HUB = "Manager of the Creative Women Hub"
OF_THE_HUB = "/practices/ammanhvb22/"
NOT_A_SHEET = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00 neither a sheet nor a picture"
# An exchange with nothing in it, and on the demo's training an open survey in which all must be answered.
PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Organisation, Person
from cityclusters.surveys import building
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.tokens import token_of
training = Exchange.objects.get(public_id="uzbekstan2")
officer, delegate = training.owner, training.registrations.order_by("pk")[0].person
city = Organisation.objects.filter(kind="local_authority", place__isnull=False)[0]
nothing = Exchange.objects.create(public_id="nothing222", title={"_": "en", "en": "Nothing yet"},
    organiser=training.organiser, owner=officer, kind="webinar", mode="online", zone="UTC",
    languages=["en"], needs_assessment=True)
draft = building.create(nothing, officer)
now = timezone.now()
asked = building.create(training, officer, key="short_evaluation", languages=["en", "ar"])
asked.questions.update(required=True)
Survey.objects.filter(pk=asked.pk).update(state="open", opened_at=now, closes_at=now + timedelta(days=7),
    mode="anonymous", mode_when_opened="anonymous")
ticket = Ticket.objects.create(survey=asked, person=delegate)
print(json.dumps({
    "token": token_of(ticket), "draft": draft.public_id, "delegate": delegate.name,
    "follow_up": FollowUp.objects.filter(state="open")[0].public_id, "person": delegate.public_id,
    "city": city.public_id,
    "place": city.place.public_id,
    "seat": training.registrations.get(person=delegate).public_id,
}))
"""


class State(NamedTuple):
    """A page in a certain state.

    `address` may name what `prepare` made: {token}. `form` is what the form to be sent holds: a field or a
    button; it goes off as it stands, past what the browser itself would ask for, with `fields` typed in and
    `file` instead of a sheet. `sign` is what the page then shows, or the status of its answer."""

    address: str
    sign: str | int = REFUSED
    form: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    file: bytes = b""

    def __str__(self) -> str:
        return f"{self.address} {self.form}".strip()


def prepare(site: Site) -> dict[str, str]:
    """Makes the records that the states need; the words that their addresses name."""
    made: dict[str, str] = json.loads(site.run("shell", "-v", "0", "-c", PREPARE).splitlines()[-1])
    return made


CITY = "/welcome/organisation/?kind=local_authority"
WORK = f"/exchanges/{NOTHING}/manage/"
SURVEY = f"{WORK}survey/{{draft}}/"
STATES: dict[str, list[State]] = {
    "": [
        State("/exchanges/?q=zzzz", EMPTY),
        State("/exchanges/?time=past&q=zzzz", EMPTY),
        State("/places/?q=zzzz", EMPTY),
        State("/organisations/?q=zzzz", EMPTY),
        State("/account/login/", form="[name=login]", fields=(("login", "nobody at all"),)),
        State("/account/signup/", form="[name=email]"),
        State("/certificates/?code=AAAA"),
        State("/check-in/?code=0000-0000"),
        State("/there-is-no-such-page/", 404),
        State("/surveys/answer/forged/", 404),
        State("/surveys/answer/{token}/?in={language}", form="[value=send]"),
        State("/practices/?q=zzzz", EMPTY),
        State("/practices/compare/", 200),
        State("/calls/forged2222/", 404),
        State("/consents/forged/", 404),
    ],
    HUB: [
        State(f"{OF_THE_HUB}voices/pictures/", form="[type=file]", file=NOT_A_SHEET),
        State(f"{OF_THE_HUB}voices/testimonials/", form="[name=text]"),
        State(f"{OF_THE_HUB}voices/requests/", form="[name=email]"),
        State(f"{OF_THE_HUB}voices/", EMPTY),
        State(f"{OF_THE_HUB}retirement/", form="[name=reason]"),
        State(f"{OF_THE_HUB}submission/", 200),
        State(f"{OF_THE_HUB}answers/", 200),
        State("/practices/banjwkvb22/adaptations/new/", form="[name=plan]", fields=(("place", "Yichun"),)),
    ],
    "Newcomer without a post": [
        State("/my-work/", EMPTY),
        State("/follow-ups/", EMPTY),
        State("/statements/?whose=own", EMPTY),
        State("/me/posts/", EMPTY),
        State("/exchanges/uzbekstan2/need/", EMPTY),
        State("/exchanges/uzbekstan2/manage/", 403),
        State("/welcome/organisation/", 200),
        State(CITY, form="[name=place]"),
        State(
            "/welcome/organisation/?kind=local_authority", form="[name=place]", fields=(("place", "Yichun"),)
        ),
        State("/organisations/{city}/posts/ask/", form="[name=post]"),
        State("/me/profile/", form="[name=name]", fields=(("name", ""), ("place", "zzzz"))),
        State("/practices/new/", form="[name=title]", fields=(("place", "Yichun"),)),
        State("/practices/banjwkvb22/adaptations/new/", EMPTY),
        State("/translations/?source=pt&to=zh", EMPTY),
    ],
    "Mayor, Kokand": [
        State("/exchanges/uzbekstan2/need/", form="[name=problem]"),
        State("/exchanges/markets222/delegation/", form="button"),
        State("/exchanges/nothing222/", 404),
    ],
    OFFICER: [
        State("/follow-ups/?state=dropped", EMPTY),
        State("/letters/?words=zzzz", EMPTY),
        State("/journal/?subject=zzzz", EMPTY),
        State("/posts/waiting/", EMPTY),
        State("/organisations/waiting/", EMPTY),
        State("/follow-ups/{follow_up}/", form="[name=outcome]"),
        State("/spaces/new/", form="button"),
        State("/organisations/new/", form="[name=place]", fields=(("place", "Yichun"), ("website", "no"))),
        State("/organisations/{city}/merger/", form="[name=into]"),
        State("/places/new/", form="[name=kind]"),
        State("/exchanges/new/", form="[name=zone]", fields=(("sdg_targets", "99.z"), ("capacity", "-1"))),
    ],
    SECOND: [
        State("/calls/new/", form="[name=who]", fields=(("closes_on", "2000-01-01"),)),
        State("/calls/cavdca2222/practices/", EMPTY),
        State("/calls/cavdca2222/team/", form="[name=manager-email]"),
        State("/submissions/?q=zzzz", EMPTY),
        State("/booklets/new/", form="[name=title]"),
        State("/guides/new/", form="[name=title]"),
        State("/practices/banjwkvb22/reviewers/", 200),
    ],
    "Administrator of the platform": [
        State("/people/?q=zzzz", EMPTY),
        State("/data-requests/", EMPTY),
        State("/data-requests/", form="[name=email]"),
        State("/places/{place}/edit/", form="[name=kind]", fields=(("parent", "zzzz"),)),
    ],
}
# What an officer sees of an exchange with nothing in it, and what she can do wrong there.
EMPTY_WORK = [
    State(f"/exchanges/{NOTHING}/", 200),
    State(WORK, 200),
    State(f"{WORK}programme/", EMPTY),
    State(f"{WORK}partners/", EMPTY),
    State(f"{WORK}registrations/", EMPTY),
    State(f"{WORK}delegates/", 200),
    State(f"{WORK}attendance/", EMPTY),
    State(f"{WORK}attendance/logs/", 200),
    State(f"{WORK}media/", EMPTY),
    State(f"{WORK}certificates/", EMPTY),
    State(f"{WORK}assessment/", EMPTY),
    State(f"{WORK}roster/", EMPTY),
    State(f"{SURVEY}questions/", EMPTY),
    State(f"{SURVEY}check/", 200),
    State(f"/exchanges/{NOTHING}/report/", 200),
]
WRONG_WORK = [
    State(f"{WORK}edit/", form="[name=zone]", fields=(("title", ""), ("link", "no address"))),
    State(f"{WORK}cancellation/", form="[name=reason]"),
    State(f"{WORK}programme/", form="[name=title]"),
    State(f"{WORK}programme/", form="[name=form-0-title]", fields=(("form-0-title", "A"),)),
    State(f"{WORK}programme/", form="[type=file]", file=NOT_A_SHEET),
    State(f"{WORK}partners/", form="[name=partner-role]", fields=(("partner-organisation", "zzzz"),)),
    State(f"{WORK}partners/", form="[name$=quantity]"),
    State(f"{WORK}contributors/", form="[name=post]", fields=(("email", "nobody at all"),)),
    State(f"{WORK}messages/", form="[name=post]"),
    State(f"{WORK}media/", form="[name=credit]", file=NOT_A_SHEET),
    State(f"{WORK}delegates/", form="[type=file]", file=NOT_A_SHEET),
    State(f"{WORK}attendance/logs/", form="[type=file]", file=NOT_A_SHEET),
    State(f"{WORK}assessment/", form="[type=file]", file=NOT_A_SHEET),
    State(f"{SURVEY}settings/", form="[name=open_days]", fields=(("title_en", ""), ("open_days", "0"))),
    State(f"{SURVEY}questions/new/single/", form="[name=code]"),
    State(f"{SURVEY}questions/upload/", form="[type=file]", file=NOT_A_SHEET),
]

OPEN_ALL = "() => document.querySelectorAll('main details').forEach(each => { each.open = true; })"
SEND = """form => {
  form.noValidate = true;
  const send = form.querySelector('button[value=send]') || form.querySelector('.actions button, button');
  form.requestSubmit(send);
}"""


def enter(page: Page, role: str) -> None:
    """Signs in as one of the cast; '' stays a visitor."""
    if role:
        sign_in(page, role)


def show(page: Page, state: State, made: dict[str, str]) -> int:
    """Brings the page into the state; the status of the answer."""
    answer = page.goto(state.address.format(**made))
    assert answer is not None
    if not state.form:
        return answer.status
    page.evaluate(OPEN_ALL)
    form = page.locator(f"main form:has({state.form})").last
    for name, text in state.fields:
        form.locator(f"[name={name}]").fill(text)
    if state.file:
        sent = {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": state.file}
        form.locator("[type=file]").first.set_input_files(sent)  # type: ignore[arg-type]
    with page.expect_navigation() as sent_form:
        form.evaluate(SEND)
    return sent_form.value.status
