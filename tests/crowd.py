"""Many records of every kind that a public page lists, added to the world of tests/world.py.

Written row by row through the models, so that what they keep beside their rows (folded names, marks for
lists) is there as in use."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import (
    Attendance,
    Certificate,
    Contribution,
    Contributor,
    Exchange,
    Partner,
    Picture,
    Publication,
    RecordedMessage,
    Registration,
    Session,
)
from cityclusters.journal.models import Letter
from cityclusters.people.models import Consent, Mandate, Organisation, Person
from cityclusters.places.countries import listed
from cityclusters.places.models import Country, Place
from cityclusters.practices.models import Link, Practice, Result, WorkStep
from cityclusters.practices.models import Partner as PracticePartner
from cityclusters.practices.tests import making
from cityclusters.practices.versions import freeze
from cityclusters.questions.models import Answer, ConsolidatedReply, Credit, OursToo
from cityclusters.questions.models import Question as AskedQuestion
from cityclusters.spaces.models import Membership, Space, Theme
from cityclusters.surveys.models import Question, Survey
from tests import (
    world_adoption,
    world_booklets,
    world_groups_hub,
    world_groups_registry,
    world_judging,
    world_projects_diagnosis,
    world_projects_local,
    world_projects_plan,
    world_projects_registry,
    world_quiet,
    world_support_giving,
    world_support_matches,
    world_support_needs,
    world_support_offers,
    world_support_rounds,
    world_translations,
)
from tests.world import World

STATES = ("planned", "open", "running", "done", "reported", "postponed")


class Crowd:
    """Adds to a world, each time under further names."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.things = world.things
        self.number = 0

    def grow(self, by: int) -> None:
        """`by` more rows of each kind, each with rows of its own below it."""
        for _ in range(by):
            self.number += 1
            place = self._place()
            office = self._organisation(place)
            person = self._person(place, office)
            theme, space = self._space(person)
            self._exchange(office, space, theme, person)
            self._on_the_exchange(office, person, space, theme)
            self._on_its_stage(office, person)
            self._questions()
            self._practice(office, place, person, theme)
            self._letter(person)
            self._asked(office, space, theme, person)
            world_judging.more(self.things, person, office, theme, self.number)
            world_translations.more(self.things["translated_practice"], person, self.number)
            officer = self.things["follow_up"].owner
            world_adoption.more(self.things["practice"], office, person, officer, self.number)
            world_booklets.more(self.things, office, person, officer, self.number)
            self._support(office, person, officer, theme)
            self._work(office)

    def _named(self, word: str) -> dict[str, str]:
        return make_texts("en", en=f"{word} {self.number}", fr=f"{word} {self.number} (fr)")

    def _place(self) -> Place:
        """A further country with a city, and a further Khiva."""
        code = sorted(listed())[self.number]
        country, _new = Country.objects.get_or_create(
            code=code, defaults={"kind": "state", "region": "001", "as_of": timezone.localdate()}
        )
        Place.objects.create(
            name=f"Khiva {self.number}", country_id="UZ", zone="UTC", latitude=41.0, longitude=60.0
        ).add_names([f"Хива {self.number}"])
        self.things["place"].add_names([f"Another name {self.number}", f"Другое {self.number}"])
        return Place.objects.create(
            name=f"City {self.number}", country=country, zone="UTC", latitude=self.number, longitude=10.0
        )

    def _organisation(self, place: Place) -> Organisation:
        """A deep tree in another country, of which the lowest is returned, and an office in Khiva below the
        world's own."""
        common = {"kind": Organisation.Kind.LOCAL, "state": "verified"}
        own = self.things["organisation"]
        Organisation.objects.create(names=self._named("Branch"), place=own.place, parent=own, **common)
        upper = None
        for word in ("Ministry", "Region", "City", "Office", "Hub"):
            upper = Organisation.objects.create(names=self._named(word), place=place, parent=upper, **common)
        assert upper is not None
        return upper

    def _person(self, place: Place, office: Organisation) -> Person:
        """Somebody with posts there and in the world's own organisation, who agreed to be listed."""
        person = Person.objects.create_user(
            email=f"n{self.number}@crowd.example", name=f"Delegate {self.number}", place=place, sex="female"
        )
        for organisation in (office, self.things["organisation"]):
            Mandate.objects.create(
                person=person,
                organisation=organisation,
                post=f"Deputy {self.number}",
                state="confirmed",
                may_act=True,
            )
        Consent.objects.create(person=person, purpose="directory", text_version="1")
        return person

    def _space(self, person: Person) -> tuple[Theme, Space]:
        """A further theme and a space with it; the person keeps that one and the world's."""
        theme = Theme.objects.create(code=f"theme-{self.number}", names=self._named("Theme"), order=9)
        space = Space.objects.create(
            slug=f"space-{self.number}", names=self._named("Space"), purpose=self._named("Purpose"), order=9
        )
        space.themes.add(theme)
        self.things["space"].themes.add(theme)
        for kept in (space, self.things["space"]):
            Membership.objects.create(space=kept, person=person, role=Membership.Role.STEWARD)
        return theme, space

    def _exchange(self, office: Organisation, space: Space, theme: Theme, person: Person) -> None:
        """An exchange in each state, in two spaces, before and behind us."""
        for state in STATES:
            exchange = Exchange.objects.create(
                title=self._named("Exchange"), summary=self._named("Summary"), state=state, organiser=office,
                owner=person, zone="UTC", languages=["en", "fr"], interpretation=["ar"],
            )  # fmt: skip
            exchange.themes.add(theme, self.things["theme"])
            Partner.objects.create(exchange=exchange, organisation=office, role="host")
            Registration.objects.create(exchange=exchange, person=person, organisation=office)
            for where in (space, self.things["space"]):
                Publication.objects.create(exchange=exchange, space=where, by=person)
            days = -5 if state in ("done", "reported") else 5
            for hour in range(2):
                start = timezone.now() + timedelta(days=days, hours=hour * 2)
                end = start + timedelta(hours=1)
                Session.objects.create(exchange=exchange, title=self._named("Part"), start=start, end=end)

    def _on_the_exchange(self, office: Organisation, person: Person, space: Space, theme: Theme) -> None:
        """A session, a seat with its attendance, a partner, a gift, a certificate, a space and a theme."""
        exchange: Exchange = self.things["exchange"]
        start = timezone.now() + timedelta(days=5, hours=self.number)
        end = start + timedelta(hours=1)
        session = Session.objects.create(
            exchange=exchange, title=self._named("Session"), start=start, end=end, track=f"T{self.number % 3}"
        )
        seat = Registration.objects.create(
            exchange=exchange, person=person, organisation=office, post="Expert", listed=True
        )
        Attendance.objects.create(session=session, registration=seat, joined=start, left=end, source="log")
        Partner.objects.create(exchange=exchange, organisation=office, role="supporter")
        Contribution.objects.create(
            exchange=exchange, organisation=office, kind="money", quantity=self.number, unit="USD"
        )
        Certificate.objects.create(
            exchange=exchange, registration=seat, kind="participation", name=person.name,
            event_title=exchange.title, event_first_day=start.date(), event_last_day=end.date(),
            language="en",
        )  # fmt: skip
        Publication.objects.create(exchange=exchange, space=space, by=person)
        exchange.themes.add(theme)

    def _on_its_stage(self, office: Organisation, person: Person) -> None:
        """A trainer in a session, a recorded message with all its files, a picture."""
        exchange: Exchange = self.things["exchange"]
        session = exchange.sessions.latest("pk")
        Contributor.objects.create(
            exchange=exchange, session=session, person=person, organisation=office, sex="female",
            post=f"Professor {self.number}", role="trainer", topic="Services", state="confirmed",
        )  # fmt: skip
        RecordedMessage.objects.create(
            exchange=exchange, session=session, title=self._named("Message"), organisation=office,
            post="Mayor", language="en", transcript=self._named("Words"),
            video=ContentFile(b"video", "video.mp4"), audio=ContentFile(b"audio", "audio.mp3"),
            captions=ContentFile(b"WEBVTT", "words.vtt"),
        )  # fmt: skip
        Picture.objects.create(
            exchange=exchange, caption=self._named("Room"), credit="The programme", consent_note="List",
            file=ContentFile(b"large", "large.jpg"), light=ContentFile(b"light", "light.jpg"),
        )  # fmt: skip

    def _questions(self) -> None:
        """One of each kind, in the survey that takes answers."""
        survey: Survey = self.things["open_survey"]
        options = [{"code": code, "texts": make_texts("en", en=code)} for code in ("yes", "no")]
        for kind in Question.Kind.values:
            Question.objects.create(
                survey=survey, code=f"{kind}-{self.number}", kind=kind, order=self.number,
                texts=self._named("Question"), options=options if kind in ("single", "multiple") else [],
            )  # fmt: skip

    def _practice(self, office: Organisation, place: Place, person: Person, theme: Theme) -> None:
        """A published practice of the new city on its own and on the world's theme, and one version more of
        the world's practice, with one row more of each kind."""
        told = making.draft(person, place, office, title=f"Practice {self.number}")
        told.themes.add(theme, self.things["theme"])
        told.sdg_targets, told.value_chain = ["5.5"], f"Chain {self.number}"
        told.save()
        making.publish(told, person)
        practice: Practice = self.things["practice"]
        WorkStep.objects.create(practice=practice, title=f"Step {self.number}", position=self.number)
        Result.objects.create(practice=practice, statement=f"Result {self.number}", position=self.number)
        PracticePartner.objects.create(practice=practice, name=f"Partner {self.number}", organisation=office)
        Link.objects.create(practice=practice, title="Film", url="https://films.example/")
        practice.more_places.add(place)
        practice.themes.add(theme)
        freeze(practice, person, "One more")

    def _asked(self, office: Organisation, space: Space, theme: Theme, person: Person) -> None:
        """A question with an answer and a reply; and on the world's own question an answer, "ours too", a
        credit and an earlier wording."""
        own: AskedQuestion = self.things["question_asked"]
        for where in (space, self.things["space"]):
            question = AskedQuestion.objects.create(
                space=where, author=person, organisation=office, place=office.place, language="en",
                title=f"Question {self.number}", text="What do you do?", shown_at=timezone.now(),
                replied_at=timezone.now(),
            )  # fmt: skip
            question.themes.add(theme, self.things["theme"])
            ConsolidatedReply.objects.create(
                question=question, language="en", title=f"Reply {self.number}", text="So.", state="published",
                introduction="So.", published_at=timezone.now(),
            )  # fmt: skip
        answer = Answer.objects.create(
            question=own, author=person, organisation=office, place=office.place, language="en", text="We do."
        )
        answer.earlier.create(text="We did.", language="en")
        OursToo.objects.create(question=own, person=person, organisation=office, place=office.place)
        reply = own.replies.get(state="published")
        Credit.objects.create(
            reply=reply, kind="answered", answer=answer, person=person, organisation=office,
            place=office.place, day=timezone.localdate(),
        )  # fmt: skip

    def _support(self, office: Organisation, person: Person, officer: Person, theme: Theme) -> None:
        """One more need, offer, match, round and gift, and more on those of the world."""
        deputy, city, other = (self.things[name] for name in ("deputy", "organisation", "other_deputy"))
        host = other.mandates.select_related("organisation").get().organisation
        world_support_needs.more(deputy, city, theme)
        world_support_offers.more(
            self.things["offer"], self.things["practice"], office, person, officer, theme
        )
        world_support_matches.more(city, host, deputy, other, officer)
        world_support_rounds.more(officer, self.number)
        drive, asked = self.things["aid_drive"], self.things["aid_request"]
        world_support_giving.more(drive, asked, host, deputy, self.number)

    def _work(self, office: Organisation) -> None:
        """One more of everything behind the door Work."""
        world_projects_local.more(self.things["local_plan"], office)
        diagnosed = self.things["diagnosed"]
        world_projects_diagnosis.more(diagnosed, diagnosed.team.get().person)
        project = self.things["project"]
        leads = self.things["project_member"].person
        world_projects_plan.more(self.things["planned"], self.things["deputy"], self.number)
        world_projects_registry.more(project, project.place, leads, self.number)
        hub = self.things["hub"]
        world_groups_hub.more(hub, hub.keepers.get(role="manager").person, self.number)
        world_groups_registry.more(self.things["weavers"], self.things["deputy"])
        own = self.things["organisation"]
        world_quiet.more(self.things["desk"], self.things["other_deputy"], own)

    def _letter(self, person: Person) -> None:
        Letter.objects.create(
            key=f"crowd-{self.number}", person=person, to=person.email or "", subject="News", body="Hello",
            language="en",
        )  # fmt: skip
