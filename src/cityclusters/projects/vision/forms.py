"""The forms of a vision and its rankings."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.places.folding import fold
from cityclusters.projects.diagnosis.forms import count_field, language_field
from cityclusters.projects.models import Ballot, GridRow, Project, Proposal, Ranking
from cityclusters.projects.vision import borda
from cityclusters.projects.vision.acts import MOST_PROPOSALS, bad_ballot

SEXES = ("female", "male", "other", "not_stated")
WOMEN, MEN = ("f", "w"), ("m",)
BY_SIGN = {"w": Proposal.By.WOMEN, "m": Proposal.By.MEN, "t": Proposal.By.TOGETHER}
PARTS = re.compile(r"[\s,;>]+")
TIMES = re.compile(r"[x×*](\d{1,5})$", re.IGNORECASE)


class RankingForm(forms.Form):
    """A ranking: when, who was there, and the proposals, one on each line."""

    about = forms.ChoiceField(label=_("About"), choices=Ranking.About)
    title = forms.CharField(label=_("Title"), max_length=140)
    held_on = DayField(label=_("Day"))
    place = forms.CharField(label=_("Where"), max_length=140, required=False)
    female = count_field(_("Women who were there"))
    male = count_field(_("Men who were there"))
    other = count_field(_("With another answer"))
    not_stated = count_field(_("Who stated nothing"))
    proposals = forms.CharField(
        label=_("Proposals, one on each line"),
        max_length=10_000,
        widget=forms.Textarea,
        help_text=_("Begin a line with W:, M: or T: where women, men or both together proposed it."),
    )
    language = language_field()

    def clean(self) -> dict[str, Any]:
        """Empty numbers are nobody."""
        data = super().clean() or {}
        for name in SEXES:
            data[name] = data.get(name) or 0
        return data

    def clean_proposals(self) -> list[dict[str, Any]]:
        """The lines, each with text and by whom. Raises ValidationError for too few, too many, twice the
        same, or a line that is too long."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["proposals"].splitlines()]
        found = [_proposal(line) for line in lines if line]
        if not 2 <= len(found) <= MOST_PROPOSALS:
            raise forms.ValidationError(
                _now("Write two to %(most)s proposals, one on each line.") % {"most": MOST_PROPOSALS}
            )
        if len({fold(one["text"]) for one in found}) < len(found):
            raise forms.ValidationError(_("A proposal stands there twice."))
        if long := next((at for at, one in enumerate(found, start=1) if len(one["text"]) > 300), 0):
            raise forms.ValidationError(
                _now("Line %(line)s is too long: at most %(most)s characters.") % {"line": long, "most": 300}
            )
        return found

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the ranking."""
        return {name: value for name, value in self.cleaned_data.items() if name != "proposals"}

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The proposals in their language."""
        language = self.cleaned_data["language"]
        return [{**line, "language": language} for line in self.cleaned_data["proposals"]]


def _proposal(line: str) -> dict[str, Any]:
    sign, colon, rest = line.partition(":")
    if colon and sign.strip().casefold() in BY_SIGN and rest.strip():
        return {"text": rest.strip(), "by": BY_SIGN[sign.strip().casefold()]}
    return {"text": line, "by": ""}


def lines_of(ranking: Ranking) -> str:
    """The proposals as the form shows them."""
    signs = {str(code): sign.upper() for sign, code in BY_SIGN.items()}
    found = ranking.proposals.all()
    return "\n".join(f"{signs[one.by]}: {one.text}" if one.by in signs else one.text for one in found)


def lines_of_needs(project: Project) -> str:
    """The needs of the diagnosis as lines of a new ranking."""
    return "\n".join(row.name for row in project.grid_rows.filter(grid=GridRow.Grid.NEEDS)[:MOST_PROPOSALS])


class BallotForm(forms.Form):
    """One ballot on a telephone: a rank for each proposal, empty where it was left out."""

    sex = forms.ChoiceField(label=_("Sex, as stated"), choices=Ballot.Sex, initial=Ballot.Sex.NOT_STATED)
    way = forms.ChoiceField(label=_("How it came"), choices=Ballot.Way)
    count = forms.IntegerField(label=_("How many the same"), min_value=1, max_value=10_000, initial=1)

    def __init__(self, *args: Any, proposals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in proposals]
        for one in proposals:
            self.fields[f"rank_{one.number}"] = forms.IntegerField(
                label=f"{one.number}. {one.text}", min_value=1, max_value=len(self.numbers), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a rank given twice and for an empty ballot."""
        data = super().clean() or {}
        if self.errors:
            return data
        ranks = {number: data.get(f"rank_{number}") for number in self.numbers}
        given = sorted(rank for rank in ranks.values() if rank)
        if len(set(given)) < len(given):
            raise forms.ValidationError(_("Two proposals have the same rank. Give each its own."))
        order = [number for number, rank in sorted(ranks.items(), key=lambda pair: pair[1] or 99) if rank]
        if not order:
            raise forms.ValidationError(_("Rank at least one proposal."))
        data["order"] = order
        return data

    @property
    def ballot(self) -> Ballot:
        """What was typed, not saved."""
        data = self.cleaned_data
        return Ballot(sex=data["sex"], way=data["way"], count=data["count"], order=data["order"])


class ManyBallotsForm(forms.Form):
    """Many ballots by hand, one on each line: `W 3 1 2 x4`."""

    way = forms.ChoiceField(label=_("How they came"), choices=Ballot.Way)
    ballots = forms.CharField(
        label=_("Ballots, one on each line"),
        max_length=100_000,
        widget=forms.Textarea,
        help_text=_(
            "W, M, O (another answer) or N (not stated), then the numbers of the proposals, the best first; "
            "x4 at the end where four are the same. For example: W 3 1 2 x4"
        ),
    )

    def __init__(self, *args: Any, numbers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = list(numbers)

    def clean_ballots(self) -> list[Ballot]:
        """The ballots. Raises ValidationError that names each bad line."""
        made, wrong = [], []
        for at, line in enumerate(self.cleaned_data["ballots"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                made.append(_ballot(line.strip(), self.numbers))
            except ValueError as fault:
                wrong.append(_now("Line %(line)s: %(why)s") % {"line": at, "why": fault})
        if wrong:
            raise forms.ValidationError([*wrong[:50]])
        return made

    @property
    def entered(self) -> list[Ballot]:
        """The ballots with how they came."""
        for ballot in self.cleaned_data["ballots"]:
            ballot.way = self.cleaned_data["way"]
        found: list[Ballot] = self.cleaned_data["ballots"]
        return found


SIGNS = {
    "w": Ballot.Sex.FEMALE, "f": Ballot.Sex.FEMALE, "m": Ballot.Sex.MALE, "o": Ballot.Sex.OTHER,
    "n": Ballot.Sex.NOT_STATED,
}  # fmt: skip


def _ballot(line: str, numbers: list[int]) -> Ballot:
    """One line as a ballot. Raises ValueError with the reason."""
    count = 1
    if found := TIMES.search(line):
        count, line = int(found[1]), line[: found.start()].strip()
    sign, *parts = [part for part in PARTS.split(line) if part]
    sex = SIGNS.get(sign.casefold())
    if sex is None:
        raise ValueError(_now("begin with W, M, O or N."))
    if not all(part.isdecimal() and len(part) < 4 for part in parts) or not count:
        raise ValueError(_now("write the numbers of the proposals only."))
    order = [int(part) for part in parts]
    try:
        borda.check(order, numbers)
    except borda.BadBallot as wrong:
        raise ValueError(bad_ballot(wrong)) from wrong
    return Ballot(sex=sex, order=order, count=count)


class VisionForm(forms.Form):
    """A version of the vision."""

    statement = forms.CharField(
        label=_("The vision"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Where you want to be together, in words that everybody who wrote it would use."),
    )
    for_women = forms.CharField(
        label=_("What will be different for women"), max_length=1000, required=False, widget=forms.Textarea
    )
    for_men = forms.CharField(
        label=_("What will be different for men"), max_length=1000, required=False, widget=forms.Textarea
    )
    until = forms.IntegerField(label=_("Year to reach it"), min_value=2000, max_value=2100, required=False)
    ranking = forms.ModelChoiceField(
        Ranking.objects.none(), label=_("It follows from the ranking"), required=False,
        to_field_name="public_id", empty_label=_("None"),
    )  # fmt: skip
    changes = forms.CharField(
        label=_("What changed since the last version"), max_length=1000, required=False, widget=forms.Textarea
    )
    language = language_field()

    def __init__(self, *args: Any, project: Project, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rankings = Ranking.objects.filter(project=project, about=Ranking.About.VISION)
        self.fields["ranking"].queryset = rankings  # type: ignore[attr-defined]
        if number == 1:
            del self.fields["changes"]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the version."""
        return {"changes": "", **self.cleaned_data}
