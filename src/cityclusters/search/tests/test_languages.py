"""A question in one language finds texts in the others, and does not drown those in its own."""

import pytest

from cityclusters.search.tests.files import found, index_of
from cityclusters.search.words import concepts

WASTE = {
    "en": "Households sort their waste and keep the recycling",
    "fr": "Les ménages trient leurs déchets pour le recyclage",
    "es": "Los hogares separan sus residuos para el reciclaje",
    "ar": "تفرز الأسر النفايات من أجل إعادة التدوير",
    "zh": "居民对垃圾进行分类回收",
    "ru": "Жители сортируют отходы для переработки",
    "pt": "As famílias separam os resíduos para a reciclagem",
}
OTHERS = {
    "en": "A school bus for villages in the mountains",
    "fr": "Un car scolaire pour les villages de montagne",
    "es": "Un autobús escolar para los pueblos de montaña",
    "ar": "حافلة مدرسية لقرى الجبال",
    "zh": "为山村开通校车",
    "ru": "Школьный автобус для горных деревень",
    "pt": "Um ônibus escolar para as aldeias da montanha",
}
ASKED = {
    "en": "waste", "fr": "déchets", "es": "residuos", "ar": "نفايات", "zh": "垃圾", "ru": "отходы",
    "pt": "resíduos",
}  # fmt: skip


@pytest.mark.parametrize("asked", sorted(ASKED))
@pytest.mark.parametrize("written", sorted(WASTE))
def test_a_word_finds_texts_in_the_other_languages(asked: str, written: str) -> None:
    index = index_of((written, OTHERS[written]), (written, WASTE[written]))
    assert found(index, ASKED[asked], asked) == [1]


def test_the_language_of_the_question_comes_first_among_equals() -> None:
    index = index_of(*WASTE.items(), *OTHERS.items())
    order = list(WASTE)
    for language, word in ASKED.items():
        ranked = found(index, word, language)
        assert ranked[0] == order.index(language)
        assert set(ranked[:7]) == set(range(7))


def test_names_of_countries_are_found_in_all_languages() -> None:
    index = index_of(
        ("ar", "وفد من الأردن"), ("ar", "وفد من مصر"), ("zh", "约旦代表团"), ("en", "The delegation of Egypt")
    )
    assert set(found(index, "Jordan", "en")) == {0, 2}
    assert set(found(index, "Египет", "ru")) == {1, 3}


def test_an_unknown_word_is_put_right_and_a_known_one_never() -> None:
    index = index_of(("en", "Vocational training in markets"), ("en", "A tram"), ("en", "The road to a dam"))
    assert found(index, "vocatonal trainning", "en") == [0]
    assert found(index, "tram", "en") == [1]
    assert found(index, "trqm", "en") == [1]  # one letter of a short word
    assert found(index, "dxm", "en") == []  # none of three
    assert found(index, "trammmm", "en") == []
    assert found(index, "zzqqzzqq", "en") == []


def test_a_language_without_rules_of_its_own_is_found_by_its_words() -> None:
    index = index_of(
        ("sw", "Wanawake wanauza mtandaoni"), ("hi", "महिलाएं ऑनलाइन बेचती हैं"), ("en", "Women sell")
    )
    assert found(index, "wanawake", "sw")[0] == 0
    assert found(index, "महिलाएं")[0] == 1


def test_a_line_of_the_list_of_ideas_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(concepts.read(["a | b | c | d | e | f | g", "a | b"]))


def test_the_list_of_ideas_is_whole() -> None:
    ideas = list(concepts.read(concepts.FILE.read_text(encoding="utf-8").splitlines()))
    assert len(ideas) > 1000
    assert all(idea.expressions(language) for idea in ideas[::20] for language in concepts.LANGUAGES)
