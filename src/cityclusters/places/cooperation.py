"""Between which countries help goes: the route of a gift and the type of a cooperation, as a proposal.

No convention says which countries are developing; the answer follows the programme's dated list
(`groups.is_south`), and a person confirms it. Pure: no database."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.places.groups import is_south, state_of


class Route(models.TextChoices):
    """Between whom something was given (rule AI3)."""

    DOMESTIC = "domestic", _("Within one country")
    SOUTH_SOUTH = "south_south", _("South-South")
    OTHER = "other", _("Other route")


class Cooperation(models.TextChoices):
    """The type of a cooperation between cities (rule CO9)."""

    DOMESTIC = "domestic", _("Within one country")
    SOUTH_SOUTH = "south_south", _("South-South cooperation")
    TRIANGULAR = "triangular", _("Triangular cooperation")
    OTHER = "other", _("Other cooperation")


MULTILATERAL = ""
"""Stands for the country of an organisation that belongs to none."""


def route(donor_country: str, recipient_country: str) -> Route:
    """The route of a gift between two countries (ISO 3166-1; '' for an organisation that belongs to none).

    A territory and its State are one country here."""
    if donor_country and state_of(donor_country) == state_of(recipient_country):
        return Route.DOMESTIC
    if is_south(donor_country) and is_south(recipient_country):
        return Route.SOUTH_SOUTH
    return Route.OTHER


def proposed_type(partners: Iterable[str], facilitators: Iterable[str] = ()) -> Cooperation:
    """The type that the countries suggest (rule CO9): triangular where partners of two or more developing
    countries are supported by a developed country or a multilateral organisation.

    `partners` are the countries of those who work together; `facilitators` of those whose support is on
    record, `MULTILATERAL` for an organisation of many States. A developing country that supports counts as a
    partner."""
    helping = set(facilitators)
    states = {state_of(code) for code in partners} | {state_of(code) for code in helping if is_south(code)}
    developing = {code for code in states if is_south(code)}
    if len(developing) >= 2 and any(not is_south(code) for code in helping):
        return Cooperation.TRIANGULAR
    if len(states) == 1 and MULTILATERAL not in states:
        return Cooperation.DOMESTIC
    return Cooperation.SOUTH_SOUTH if len(developing) >= 2 and developing == states else Cooperation.OTHER
