"""Lists in the reader's way."""

from django.utils.translation import override

from cityclusters.core.templatetags.core import joined
from cityclusters.core.texts import LEFT_TO_RIGHT_MARK, with_commas, with_semicolons


def test_a_list_ends_with_and_in_the_readers_language() -> None:
    with override("en"):
        assert joined(["Jordan", "Peru", "China"]) == "Jordan, Peru and China"
    with override("fr"):
        assert joined(["Amman", "Chiclayo"]) == "Amman et Chiclayo"


def test_a_long_list_in_arabic_is_parted_by_commas() -> None:
    with override("ar"):
        assert joined(["Amman", "Khiva"]) == "Amman وKhiva"
        row = joined(["Angren", "Chust", "خيوة", "Khiva"])
        assert row.replace(LEFT_TO_RIGHT_MARK, "") == "Angren، Chust، خيوة، Khiva"


def test_commas_and_semicolons_follow_the_script() -> None:
    with override("ar"):
        assert with_commas(["8.3", "11.a"]) == "\u200e8.3\u200e، \u200e11.a\u200e", "each keeps its own order"
        assert with_semicolons(["أ", "ب"]) == "أ؛ ب"
    with override("es"):
        assert (with_commas([8.3, "11.a"]), with_semicolons(["a", "b"])) == ("8.3, 11.a", "a; b")
