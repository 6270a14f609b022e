"""`cityclusters match FILE`: reads the JSON form of a matching and refuses what it can't vouch for.

The form is fixed in the contract of the engines; unknown keys are refused everywhere. Only `needs`, `offers`
and `pairs` must be there. Beyond the contract, `rules` may name `conflict` (pairs with a conflict of
interest), `seed` (of the recorded draw) and `next_round` (a date).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cityclusters.core.engine_input import (
    InputError,
    a_choice,
    a_code,
    a_list,
    a_share,
    a_whole_number,
    an_object,
    inside,
    kind_of,
    parse_json,
    quoted,
    read_content,
)
from cityclusters.support.engine.build import Limits, NeedColumns, OfferColumns, build, numbered
from cityclusters.support.engine.data import MODES, Answer, Mode, Names, Problem, Rules
from cityclusters.support.engine.pairs_file import PairReader, Row, a_score, read_pairs
from cityclusters.support.engine.stream import NotInBlocks, PairBlocks
from cityclusters.support.matching import match

TOP = ("needs", "offers", "pairs")
TOP_MORE = ("owners", "rules", "previous")
NEED_MORE = ("owner", "country", "wants", "urgency", "prefers_countries")
OFFER_MORE = ("owner", "country", "next_opening")
RULES = ("mode", "acceptable", "stability", "shortlist", "country_capacity", "seed", "next_round")
PAIR_RULES = ("pin", "forbid", "accepted", "declined", "conflict")
LARGEST = 10**9
LONGEST_SHORTLIST = 20
MISSING = object()


def answer(document: object) -> Answer:
    """The verb on a parsed document. Raises InputError."""
    return match(read_problem(document))


def answer_file(path: str) -> Answer:
    """The verb on a file, whose pairs are read block by block. Raises InputError."""
    return match(read_problem_file(path))


def read_problem_file(path: str) -> Problem:
    """The problem in a file. Raises InputError."""
    content = read_content(path)
    try:
        blocks = PairBlocks(content)
        pairs = read_pairs(blocks)
        document = blocks.document()
    except (NotInBlocks, InputError):  # read as a whole, it says what is wrong with it, if anything
        return read_problem(parse_json(content, path))
    del content, blocks
    return _problem(document, pairs)


def read_problem(document: object) -> Problem:
    """The problem in a parsed document. Raises InputError."""
    top = an_object(document, "", required=TOP, optional=TOP_MORE)
    return _problem(document, read_pairs([a_list(top["pairs"], "pairs")]))


def _problem(document: object, pairs: PairReader) -> Problem:
    """The problem, its pairs read already (`pairs` in the document is left aside)."""
    top = an_object(document, "", required=TOP, optional=TOP_MORE)
    need_rows = _rows(top["needs"], "needs", ["id"], NEED_MORE)
    _column(need_rows, "needs", "country", a_code, default=None)
    needs = _read_needs(need_rows)
    offers = _read_offers(_rows(top["offers"], "offers", ["id", "capacity"], OFFER_MORE))
    need_at, offer_at = numbered(needs.ids, "needs"), numbered(offers.ids, "offers")
    owners = _rows(top.get("owners", []), "owners", ["id", "capacity"], ())
    rules, countries = _read_rules(top.get("rules", {}), need_at, offer_at)
    owner_ids = _column(owners, "owners", "id", a_code)
    owner_places = _column(owners, "owners", "capacity", _places)
    numbered(owner_ids, "owners")
    return build(
        needs,
        offers,
        pairs.columns(need_at, offer_at),
        Limits(dict(zip(owner_ids, owner_places, strict=True)), countries),
        rules,
        _names(top.get("previous", []), "previous"),
    )


def _rows(value: object, place: str, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """A list of objects with the right keys."""
    rows = a_list(value, place)
    known = {*required, *optional}
    plain = set(map(type, rows)) <= {dict}
    if not (plain and all({*required} <= {*keys} <= known for keys in set(map(tuple, rows)))):
        for number, row in enumerate(rows):
            an_object(row, f"{place}[{number}]", required=required, optional=optional)
    return rows


def _column(
    rows: Sequence[Row],
    place: str,
    key: str,
    check: Callable[[object, str], object],
    *,
    default: object = MISSING,
) -> list[Any]:
    """One checked key of all rows; where it is absent or null, the default (or the check refuses)."""
    values = [row.get(key) for row in rows]
    fine = FINE[check]
    for number, value in enumerate(values):
        if not fine(value):
            if value is None and default is not MISSING:
                values[number] = default
            else:
                check(value, f"{place}[{number}].{key}")
    return values


def _read_needs(rows: list[Row]) -> NeedColumns:
    return NeedColumns(
        ids=_column(rows, "needs", "id", a_code),
        owner=_column(rows, "needs", "owner", a_code, default=None),
        wants=_column(rows, "needs", "wants", _wanted, default=1),
        urgency=_column(rows, "needs", "urgency", _urgency, default=0),
        prefers=[tuple(names) for names in _column(rows, "needs", "prefers_countries", _codes, default=())],
    )


def _read_offers(rows: list[Row]) -> OfferColumns:
    return OfferColumns(
        ids=_column(rows, "offers", "id", a_code),
        capacity=_column(rows, "offers", "capacity", _places),
        owner=_column(rows, "offers", "owner", a_code, default=None),
        country=_column(rows, "offers", "country", a_code, default=None),
        next_opening=_column(rows, "offers", "next_opening", _a_date, default=None),
    )


def _read_rules(
    value: object, needs: Mapping[str, int], offers: Mapping[str, int]
) -> tuple[Rules, dict[str, int]]:
    """The rules, and the limits of countries."""
    given = an_object(value, "rules", optional=[*RULES, *PAIR_RULES])
    mode: Mode = a_choice(given.get("mode", "flow"), "rules.mode", MODES)  # type: ignore[assignment]
    countries = given.get("country_capacity", {})
    an_object(countries, "rules.country_capacity", optional=countries)
    for country, places in countries.items():
        _places(places, inside("rules.country_capacity", country))
    lists = {key: _names(given.get(key, []), f"rules.{key}") for key in PAIR_RULES}
    for key, pairs in lists.items():
        for number, (need, offer) in enumerate(pairs):
            if need not in needs or offer not in offers:
                kind, name = ("need", need) if need not in needs else ("offer", offer)
                raise InputError(f"rules.{key}[{number}]", f"there is no {kind} {quoted(name)}")
    seed, next_round = given.get("seed", ""), given.get("next_round")
    if type(seed) not in (str, int):
        raise InputError("rules.seed", f"must be text or a whole number, not {kind_of(seed)}")
    return Rules(
        mode=mode,
        acceptable=a_share(given.get("acceptable", 0.75), "rules.acceptable"),
        stability=_not_negative(given.get("stability", 0.1), "rules.stability"),
        shortlist=a_whole_number(
            given.get("shortlist", 1), "rules.shortlist", least=1, most=LONGEST_SHORTLIST
        ),
        seed=str(seed),
        next_round=None if next_round is None else _a_date(next_round, "rules.next_round"),
        **{key: tuple(dict.fromkeys(pairs)) for key, pairs in lists.items()},
    ), dict(countries)


def _names(value: object, place: str) -> list[Names]:
    """A list of `[need, offer]`."""
    pairs = a_list(value, place)
    for number, pair in enumerate(pairs):
        here = f"{place}[{number}]"
        if len(a_list(pair, here)) != 2:
            raise InputError(here, "must be a need and an offer")
        a_code(pair[0], f"{here}[0]")
        a_code(pair[1], f"{here}[1]")
    return [(need, offer) for need, offer in pairs]


def _places(value: object, place: str) -> int:
    return a_whole_number(value, place, least=0, most=LARGEST)


def _wanted(value: object, place: str) -> int:
    return a_whole_number(value, place, least=1, most=LARGEST)


def _not_negative(value: object, place: str) -> float:
    number = a_score(value, place)
    if number < 0:
        raise InputError(place, f"must be at least 0, not {quoted(value)}")
    return number


def _urgency(value: object, place: str) -> float:
    return _not_negative(value, place)


def _codes(value: object, place: str) -> list[str]:
    return [a_code(name, f"{place}[{number}]") for number, name in enumerate(a_list(value, place))]


def _a_date(value: object, place: str) -> str:
    """A date as ISO 8601 writes it, `2027-03-01`."""
    text = a_code(value, place)
    try:
        plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        plain = False
    if not plain:
        raise InputError(place, f"must be a date like 2027-03-01, not {quoted(value)}")
    return text


# What passes a check for certain, in a tenth of the time that the check takes.
FINE: dict[Callable[[Any, str], object], Callable[[Any], bool]] = {
    a_code: lambda value: type(value) is str and value.strip() != "",
    _places: lambda value: type(value) is int and 0 <= value <= LARGEST,
    _wanted: lambda value: type(value) is int and 1 <= value <= LARGEST,
    _urgency: lambda value: type(value) in (int, float) and 0 <= value <= LARGEST,
    _codes: lambda value: False,
    _a_date: lambda value: False,
}
