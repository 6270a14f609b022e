"""Refuses words that say where something stands: the directory names a city at most, and of a safe place to
stay not even that (rule LP4). Pure, without Django."""

import re
import unicodedata

from cityclusters.core.private_data import LINK
from cityclusters.projects.localplans.telling import Kind, findings

# Two decimal numbers such as -7.6167, -78.0461; degrees and minutes; a plus code (67WW+XR8).
COORDINATES = re.compile(
    r"[-+−]?\d{1,3}[.,]\d{3,}\s*°?\s*[NSEWOнс]?[\s,;/]+[-+−]?\d{1,3}[.,]\d{3,}"
    r"|\d{1,3}\s*°\s*\d{1,2}|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
    re.IGNORECASE,
)
MAPS = re.compile(
    r"(?i)(?:maps?\.|goo\.gl|openstreetmap|osm\.org|what3words|w3w\.co|waze|/maps\b|///\w+\.\w+\.\w+)"
)
POST = re.compile(
    r"(?i)\b(?:p\.?\s?o\.?\s?box|apartado|casilla|boîte postale|b\.?p\.?)\s*\d+|صندوق بريد\s*\d+"
)
# Words of the way to a door, which need no number: "behind the market", "frente a la iglesia".
WAY = re.compile(
    r"(?i)\b(?:behind|opposite|next to|across from|corner of|near the|close to the"
    r"|detr[aá]s de|frente a|al lado de|esquina|a una cuadra|cerca de la|cerca del"
    r"|derri[eè]re|en face d|à c[oô]t[eé] d|au coin d|pr[eè]s d|juste apr[eè]s)\b"
    r"|(?:خلف|مقابل|بجانب|بجوار|قرب|عند زاوية)\s"
)


def _plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def says_where(text: str) -> str:
    """The words of the text that say where something stands; '' for none."""
    shown = _plain_digits(text)
    for pattern in (MAPS, COORDINATES, POST):
        if found := pattern.search(shown):
            return found[0].strip()
    return next((one.words for one in findings(shown) if one.kind is Kind.STREET), "")


def says_where_it_is_safe(text: str) -> str:
    """The same for a safe place to stay, of which nothing may be said that leads there: no number, no link,
    no word of a way."""
    if found := says_where(text):
        return found
    for pattern in (LINK, WAY, re.compile(r"\d+")):
        if hit := pattern.search(_plain_digits(text)):
            return hit[0].strip()
    return ""
