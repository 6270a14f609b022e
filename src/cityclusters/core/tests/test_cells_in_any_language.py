"""Cells say yes, no and short words in the language of whoever filled the sheet in."""

import pytest

from cityclusters.core.sheets.said import NO, YES, says, yes_or_no


@pytest.mark.parametrize("text", ["yes", " Oui ", "SÍ", "نعم", "Да", "是", "1", "x"])
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["", "  ", "No", "non", "لا", "Нет", "否", "0", "–"])
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["perhaps", "2", "yes and no"])
def test_neither(text: str) -> None:
    assert yes_or_no(text) is None


def test_no_word_means_both() -> None:
    assert not YES & NO


def test_words_of_the_pages_in_their_languages() -> None:
    assert says("donor", "Donor")
    assert says("donante", "Donor")
    assert says("DONATEUR", "Donor")
    assert not says("recipient", "Donor")
