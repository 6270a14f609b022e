"""Variables of the environment: what they give, and what is refused with the variable's name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cityclusters.config import env


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("CITYCLUSTERS_TRIAL", text)
    assert env.flag("TRIAL") is value


def test_an_unclear_flag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYCLUSTERS_TRIAL", "maybe")
    with pytest.raises(ImproperlyConfigured, match="CITYCLUSTERS_TRIAL must be yes or no, not 'maybe'"):
        env.flag("TRIAL")


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "١٢"])
def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("CITYCLUSTERS_TRIAL", text)
    with pytest.raises(ImproperlyConfigured, match="CITYCLUSTERS_TRIAL must be a whole number"):
        env.number("TRIAL", 5)


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYCLUSTERS_TRIAL", " a.example, ,b.example,")
    assert env.words("TRIAL") == ["a.example", "b.example"]


def test_a_database_address_gives_all_its_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(
        "CITYCLUSTERS_DATABASE", "postgres://city:p%40ss@db.example:5433/cities?sslmode=require"
    )
    found = env.database(tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "city",
        "p@ss",
        "db.example",
        "5433",
        "cities",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["OPTIONS"]["connect_timeout"] == 5


def test_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITYCLUSTERS_DATABASE", "mysql://db.example/cities")
    with pytest.raises(ImproperlyConfigured, match="must begin with postgres://, not mysql://"):
        env.database(tmp_path)


def test_without_an_address_the_embedded_database_has_its_safe_options(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CITYCLUSTERS_DATABASE", raising=False)
    found = env.database(tmp_path / "new")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (tmp_path / "new").is_dir()
