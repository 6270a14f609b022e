"""From the source of an edition to what all its files print alike: lines of the imprint, credits, notes.

Pure: the same source gives the same lines, whatever has changed since."""

import re
from typing import Any

from babel.dates import format_date
from django.utils.dateparse import parse_date
from django.utils.encoding import iri_to_uri

from cityclusters.booklets.prose import Said, said
from cityclusters.core.texts import RIGHT_TO_LEFT

Data = dict[str, Any]
ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?")
LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-3.0-IGO": ("CC BY 3.0 IGO", "https://creativecommons.org/licenses/by/3.0/igo/"),
}


def day_in(iso: str, language: str) -> str:
    """'2026-11-22' as the language writes it."""
    found = parse_date(iso[:10])
    return format_date(found, "long", locale="en_GB" if language == "en" else language) if found else iso


def web_address(url: str) -> str:
    """The address as every format accepts it; '' for what is no plain address of the web."""
    found = iri_to_uri(url.strip()) or ""
    return found if ADDRESS.fullmatch(found) and found.count("#") < 2 else ""


def comma(language: str) -> str:
    """What stands between names in the language."""
    return {"zh": "、"}.get(language, "، " if language in RIGHT_TO_LEFT else ", ")


def laid_out(source: Data, site: str) -> Data:
    """The source with the lines that are worked out of it; `site` is the address before the path of a
    practice's page.

    Adds: edition, imprint [{label, values}], licences, credits [{number, title, lines}], cover_alt,
    cover_credit, parted, taken_out (in words); and to each practice: number, below (it stands under the
    heading of a part), foot, address."""
    words, language = source["words"], source["language"]
    edition = words["edition"] % {"number": source["number"]} if source["number"] else words["proof"]
    parted, practices = False, []
    for number, practice in enumerate(source["practices"], 1):
        parted = parted or practice["part"] is not None
        foot = _foot(practice, words, language)
        about = {"number": number, "below": parted, "address": site + practice["url"], "foot": foot}
        links = [{**link, "href": web_address(link["url"])} for link in practice["links"]]
        results = [{**row, "about": _about(row, words)} for row in practice["results"]]
        practices.append({**practice, **about, "links": links, "results": results})
    picture, owner = _cover(source)
    return {
        **source,
        "edition": edition,
        "practices": practices,
        "parted": parted,
        "imprint": _imprint(source),
        "licences": _licences(source),
        "credits": _credits(practices, words, language),
        "cover_alt": picture["alt"]["text"] if picture else "",
        "cover_credit": _cover_credit(picture, owner, words),
        "taken_out": [
            words["taken_out"] % {"day": day_in(row["at"], language)} for row in source["taken_out"]
        ],
        "sdgs": [
            {**row, "words": f"{words['goal'] % {'number': row['goal']}} · {row['name']}"}
            for row in source["sdgs"]
        ],
    }


def _about(row: Data, words: dict[str, str]) -> list[str]:
    """What stands below a result: number, period, source; or that it is the author's statement."""
    figure = " ".join(filter(None, [row["value"], row["unit"]]))
    period = f"{words['period']}: {row['period']}" if row["period"] else ""
    source = f"{words['result_source']}: {row['source']}" if row["source"] else ""
    return list(filter(None, [figure, period, source, words["as_stated"] if row["stated"] else ""]))


def _foot(practice: Data, words: dict[str, str], language: str) -> str:
    version = words["version"] % {
        "number": practice["version"],
        "day": day_in(practice["published"], language),
    }
    name = LICENCES.get(practice["licence"], (practice["licence"], ""))[0]
    return f"{version} · {words['licence']}: {name}" if name else version


def _imprint(source: Data) -> list[Data]:
    words, language = source["words"], source["language"]
    editors = [said(row["name"], language) for row in source["editors"] if row["name"]]
    rows = [
        ("published_by", [source["publisher"]]),
        ("edited_by", editors),
        ("made_from", [source["made_from"]] if source["made_from"] else []),
        ("call", [source["call"]] if source["call"] else []),
    ]
    return [{"label": words[key], "values": values} for key, values in rows if values]


def _licences(source: Data) -> list[Data]:
    """The licences of the practices, each with the address of its text: [{"name", "url"}]."""
    used = {practice["licence"] for practice in source["practices"] if practice["licence"]}
    found = [LICENCES.get(code, (code, "")) for code in sorted(used)]
    return [{"name": name, "url": url} for name, url in found]


def _credits(practices: list[Data], words: dict[str, str], language: str) -> list[Data]:
    """For each practice: its organisation and place, and the people who are named, with what they did."""
    found = []
    for practice in practices:
        who = [value for row in practice["facts"] if row["label"] == words["who"] for value in row["values"]]
        lines: list[Said] = [*who, said(practice["places"][0]["words"], language)]
        lines += [
            said(f"{words[row['role']]}: {row['name']}", language)
            for row in practice["credits"]
            if row["name"]
        ]
        lines += [
            said(f"{words['picture']}: {credit}", language)
            for credit in dict.fromkeys(row["credit"] for row in practice["pictures"] if row["credit"])
        ]
        found.append({"number": practice["number"], "title": practice["title"], "lines": lines})
    return found


def _cover(source: Data) -> tuple[Data | None, Data | None]:
    """The picture of the cover and its practice."""
    for practice in source["practices"]:
        for picture in practice["pictures"]:
            if picture["id"] == source["cover"]:
                return picture, practice
    return None, None


def _cover_credit(picture: Data | None, owner: Data | None, words: dict[str, str]) -> str:
    if picture is None or owner is None:
        return ""
    title = owner["title"]["text"]
    named = f"{title}, {picture['credit']}" if picture["credit"] else title
    return words["cover_of"] % {"title": named}


def picture_ids(source: Data) -> list[str]:
    """Public ids of all pictures that the source prints, in their order."""
    return [picture["id"] for practice in source["practices"] for picture in practice["pictures"]]
