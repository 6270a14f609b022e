"""The demo's call and practices: what the texts say of nine cities, from submission to publication.

What cities did is told from the texts; reviews, decisions, days and translations are illustrative."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from cityclusters.exchanges.as_practice import of_exchange
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.acts import record
from cityclusters.pages.demo.meetings import IDS
from cityclusters.pages.demo.records import give_post, person, read, texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.judging.criteria import questions
from cityclusters.practices.models import (
    Call,
    CallPartner,
    Criterion,
    Decision,
    Partner,
    Practice,
    Result,
    Review,
    Section,
    StateChange,
    Translation,
    Version,
    WorkStep,
)
from cityclusters.practices.models.choices import SECTIONS, State
from cityclusters.practices.versions import freeze
from cityclusters.spaces.models import Theme

WAY = (State.SUBMITTED, State.SCREENED, State.IN_REVIEW, State.ACCEPTED, State.PUBLISHED)
SENT_ON = {True: date(2020, 11, 14), False: date(2022, 11, 7)}
REASONS = (
    "Two reviewers from other countries advise to accept it: other cities can start from it. Illustrative."
)


class Team(NamedTuple):
    """Those who screen, review, decide and translate."""

    officer: Person
    reviewers: list[tuple[Person, Organisation]]
    translator: Person
    second: Person


def make_team(organisations: dict[str, Organisation], team: dict[str, Person]) -> Team:
    """Two reviewers beside the programme's people, each of another organisation and country."""
    reviewers = []
    for address, name, key in (
        ("reviewer@paho", "Expert in public health", "paho"),
        ("reviewer@undrr", "Expert in risk reduction", "undrr"),
    ):
        found = person(address, name, language="en", zone="UTC")
        give_post(found, organisations[key], name, team["officer"], may_act=False)
        reviewers.append((found, organisations[key]))
    return Team(team["officer"], reviewers, team["steward"], team["second"])


def make_call(organisations: dict[str, Organisation], team: Team) -> Call:
    """The call of 2020 for COVID-19 practices, open from World Cities Day to its published last day."""
    row = read("calls")[0]
    call = Call.objects.create(
        public_id=row["id"],
        title=texts(row["title"]),
        purpose=texts(row["purpose"]),
        organisation=organisations[row["organisation"]],
        state=Call.State.EVALUATED,
        illustrative=True,
        created_by=team.officer,
        **{name: row[name] for name in ("languages", "who", "opens_on", "closes_on", "zone", "source")},
    )
    call.themes.set(Theme.objects.filter(code__in=row["themes"]))
    call.managers.add(team.officer)
    for key in row["partners"]:
        CallPartner.objects.create(call=call, organisation=organisations[key])
    for position, (name, hint) in enumerate(row["criteria"]):
        Criterion.objects.create(call=call, position=position, name=texts(name), hint=texts(hint))
    record(team.officer, "call.evaluated", call, organisation=call.organisation, demo=True)
    return call


def make_practices(
    organisations: dict[str, Organisation], cities: dict[str, Organisation], call: Call, team: Team
) -> dict[str, Practice]:
    """All practices of the data file, published, with their reviews and translations; by key."""
    made = {}
    for row in read("practices"):
        kind, _colon, name = row["organisation"].partition(":")
        owner = cities[name] if kind == "city" else organisations[kind]
        practice = _write(row, owner, call if row["call"] else None, team.officer)
        _parts(practice, row)
        _judge(practice, team, SENT_ON[row["call"]])
        version = _publish(practice, SENT_ON[row["call"]] + timedelta(days=11))
        for language in row["texts"]:
            if language != practice.language:
                _translate(version, language, row["texts"][language], team)
        record(team.officer, "practice.published", practice, organisation=owner, demo=True)
        made[row["key"]] = practice
    return made


def _write(row: dict[str, Any], owner: Organisation, call: Call | None, officer: Person) -> Practice:
    address, name, language, zone = row["author"]
    author = person(address, name, language=language, zone=zone)
    if not author.mandates.exists():
        give_post(author, owner, name, officer)
    text = row["texts"][row["language"]]
    assert owner.place is not None
    practice = Practice.objects.create(
        public_id=row["id"],
        author=author,
        organisation=owner,
        place=owner.place,
        call=call,
        title=text["title"],
        summary=text["summary"],
        sdg_targets=row["sdg"],
        illustrative=False,
        made_from=_origin(row, author),
        **{name: row[name] for name in ("language", "level", "audiences", "licence", "started", "status")},
        **{name: row[name] for name in ("marker", "value_chain", "source") if name in row},
    )
    practice.themes.set(Theme.objects.filter(code__in=row["themes"]))
    return practice


def _origin(row: dict[str, Any], author: Person) -> dict[str, str]:
    """The exchange at which it was presented."""
    key = row.get("exchange", "")
    if not key or not Exchange.objects.filter(public_id=IDS[key]).exists():
        return {}
    found = of_exchange(IDS[key], author)
    return dict(found["made_from"]) if found else {}


def _parts(practice: Practice, row: dict[str, Any]) -> None:
    text = row["texts"][row["language"]]
    Section.objects.bulk_create(
        Section(practice=practice, key=key, text=text[key], saved_by=practice.author, revision=1)
        for key in SECTIONS
        if text.get(key)
    )
    WorkStep.objects.bulk_create(
        WorkStep(practice=practice, position=position, title=title, text=how)
        for position, (title, how) in enumerate(row["steps"])
    )
    Result.objects.bulk_create(
        Result(practice=practice, position=position, **one) for position, one in enumerate(row["results"])
    )
    Partner.objects.bulk_create(
        Partner(practice=practice, name=name, kind=kind, role=role) for name, kind, role in row["partners"]
    )


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _judge(practice: Practice, team: Team, sent: date) -> None:
    """Two reviews, then the decision and the way to it."""
    keys = [criterion.key for criterion in questions(practice)]
    for number, (reviewer, organisation) in enumerate(team.reviewers):
        assert organisation.place is not None
        Review.objects.create(
            practice=practice,
            reviewer=reviewer,
            organisation=organisation,
            country=organisation.place.country_id,
            state=Review.State.DONE,
            asked_by=team.officer,
            asked_at=_at(sent + timedelta(days=2)),
            due=sent + timedelta(days=12),
            no_conflict=True,
            scores={key: 4 + (number + place) % 2 for place, key in enumerate(keys)},
            advice=Review.Advice.ACCEPT,
            level=practice.level,
            to_author="Clear and useful. Figures with their source would help other cities. Illustrative.",
            answered_at=_at(sent + timedelta(days=3)),
            done_at=_at(sent + timedelta(days=6)),
        )
    _decide(practice, team, sent)


def _decide(practice: Practice, team: Team, sent: date) -> None:
    Decision.objects.create(
        practice=practice,
        kind=Decision.Kind.ACCEPT,
        level=practice.level,
        reasons=REASONS,
        by=team.officer,
        at=_at(sent + timedelta(days=9)),
    )
    before = State.DRAFT
    for step, state in enumerate(WAY):
        author = state in (State.SUBMITTED, State.PUBLISHED)
        StateChange.objects.create(
            practice=practice,
            before=before,
            after=state,
            by=practice.author if author else team.officer,
            at=_at(sent + timedelta(days=(0, 1, 2, 9, 11)[step])),
            reason=REASONS if state == State.ACCEPTED else "",
        )
        before = state


def _publish(practice: Practice, day: date) -> Version:
    version = freeze(practice, practice.author)
    Version.objects.filter(pk=version.pk).update(published_at=_at(day))
    practice.state, practice.published_at = State.PUBLISHED, _at(day)
    practice.save(update_fields=["state", "published_at"])
    return version


def _translate(version: Version, language: str, text: dict[str, Any], team: Team) -> None:
    """A translation that a second person has reviewed."""
    content = dict(version.content)
    content |= {"title": text["title"], "summary": text["summary"]}
    content["sections"] = {key: text[key] for key in SECTIONS if text.get(key)}
    if steps := text.get("steps"):
        content["steps"] = [{"title": title, "text": how} for title, how in steps]
    statements = text.get("results", [])
    content["results"] = [
        {**row, "statement": words} for row, words in zip(content["results"], statements, strict=True)
    ]
    row = Translation.objects.create(
        version=version,
        language=language,
        content=content,
        state=Translation.State.REVIEWED,
        translator=team.translator,
        reviewer=team.second,
        saved_at=version.published_at,
        reviewed_at=version.published_at,
    )
    row.hands.add(team.translator)
