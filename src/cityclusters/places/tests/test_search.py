"""Finding places: by any script and spelling, exact names first, larger places first."""

from cityclusters.places.models import Place


def test_a_place_is_found_by_its_name_as_typed(khiva: Place, bukhara: Place) -> None:
    khiva.add_names(["Xiva", "Хива", "Хива́", "خیوه"])
    for words in ["Khiva", "khi", "XIVA", "Хива", "хив", "خيوه", "Khiva, Uzbekistan", "Khiva, UZ"]:
        assert Place.objects.search(words) == [khiva], words
    assert Place.objects.search("Khiva", "CN") == []
    assert Place.objects.called("khi") == []
    assert Place.objects.called("Xiva") == [khiva]
