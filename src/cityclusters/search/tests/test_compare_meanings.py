"""Texts of two languages that speak of the same are alike; a need finds its host across languages."""

import numpy as np

from cityclusters.search.words.meanings import meanings
from cityclusters.support.finder.text import Likeness

NEED = "Отходы не разделяются; нужен пример города нашего размера."
WASTE = "We sort household waste at the doorstep and recycle it."
TOURISM = "Visitors come back to our old town: crafts and tourism."


def test_the_same_idea_has_one_name_in_every_language() -> None:
    texts = [
        "Our city sorts its waste.", "Наш город разделяет отходы.", "Notre ville trie ses déchets.",
        "Nuestra ciudad separa los residuos.", "مدينتنا تفرز النفايات.", "我们的城市对废物进行分类。",
    ]  # fmt: skip
    assert "=waste" in set.intersection(*(set(meanings(text)) for text in texts))


def test_words_that_the_list_does_not_know_stay() -> None:
    assert "xorazmiy" in meanings("Xorazmiy prize")


def test_a_need_is_like_a_host_that_writes_another_language() -> None:
    alike = Likeness([NEED], [[WASTE], [TOURISM]], meanings).block(np.array([0]), np.array([0, 1]))
    assert alike[0, 0] > alike[0, 1]
    assert alike[0, 0] > 0
