"""Messages are found where Django would find them, and every language of the interface is complete."""

import gettext
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.utils.translation import _trans  # type: ignore[attr-defined]  # where the engine asks

from cityclusters.core import messages

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
TEMPLATE = """{% load i18n %}
{% translate "Plain words" %} {% translate "100 % sure" as sure %}
{% blocktranslate trimmed with name=person.name %}
  Dear {{ name }},
  welcome
{% endblocktranslate %}
{% blocktranslate count n=number %}{{ n }} city{% plural %}{{ n }} cities{% endblocktranslate %}
{% include "x.html" with label=_("In a tag") %}
"""
PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("From Python")
_now("At once")
ngettext("%(n)s day", "%(n)s days", 2)
pgettext("state of a form", "Open")
"""


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (10, 3),
        (11, 4),
        (37, 4),
        (99, 4),
        (100, 5),
        (102, 5),
        (103, 3),
        (111, 4),
    ],
)
def test_arabic_says_eleven_as_it_says_ninety_nine(number: int, form: int) -> None:
    """Who writes Arabic counts its forms so: the fifth is that of 11 to 99."""
    messages.compile_all(settings.PACKAGE, ["ar"])
    found = gettext.translation("django", str(settings.PACKAGE / "locale"), ["ar"])
    catalogue = messages.read(settings.PACKAGE, "ar")
    one, many = "%(number)d open need", "%(number)d open needs"
    written = next(message.string for message in catalogue if message.id == (one, many))
    assert written
    assert found.ngettext(one, many, number) == written[form]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "code.py").write_text(PYTHON, encoding="utf-8")
    return tmp_path


def test_finds_every_kind_of_message(package: Path) -> None:
    texts = {(found.text, found.plural, found.context) for found in messages.found_in(package)}
    assert texts == {
        ("Plain words", "", ""),
        ("100 %% sure", "", ""),
        ("Dear %(name)s, welcome", "", ""),
        ("%(n)s city", "%(n)s cities", ""),
        ("In a tag", "", ""),
        ("From Python", "", ""),
        ("At once", "", ""),
        ("%(n)s day", "%(n)s days", ""),
        ("Open", "", "state of a form"),
    }


def test_message_ids_are_those_that_django_looks_up(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the template engine asks for at run time is what was extracted."""
    asked: set[str] = set()

    def note(text: str, *more: object) -> str:
        asked.add(text)
        return text

    monkeypatch.setattr(_trans, "gettext", note)
    monkeypatch.setattr(_trans, "ngettext", lambda one, many, number: note(one))
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"})
    source = TEMPLATE.replace('{% include "x.html" with label=_("In a tag") %}', '{{ _("In a tag") }}')
    engine.from_string(source).render(Context({"person": {"name": "x"}, "number": 2}))
    assert asked == {found.text for found in messages.found_in(package) if found.file.endswith(".html")}


def test_an_empty_a_fuzzy_and_a_wrong_placeholder_are_named(package: Path) -> None:
    messages.update(package, "fr")
    path = messages.catalogue_path(package, "fr")
    text = path.read_text(encoding="utf-8")
    assert "Plain words" in "".join(messages.problems(package, "fr"))
    dear = 'msgid "Dear %(name)s, welcome"\nmsgstr "'
    text = text.replace(f'{dear}"', f'{dear}Cher %(nom)s"')
    text = text.replace('msgid "Plain words"\nmsgstr ""', '#, fuzzy\nmsgid "Plain words"\nmsgstr "Mots"')
    path.write_text(text, encoding="utf-8")
    found = messages.problems(package, "fr")
    assert any("placeholders" in line for line in found)
    assert any("fuzzy" in line for line in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interface_is_complete_in(language: str) -> None:
    """Fails on a message that is missing, empty, fuzzy, or has other placeholders."""
    assert messages.problems(settings.PACKAGE, language) == []
