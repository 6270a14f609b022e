"""Headings of lists of delegates, in the languages in which cities send them."""

import pytest

from cityclusters.exchanges.delegate_columns import (
    bare,
    bare_place,
    field_of,
    is_yes,
    language_of,
    recognise,
    sex_of,
    values_of,
)
from cityclusters.exchanges.delegate_names import same_name


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Full name", "E-mail address *", "Job title", "Organization", "City", "Country"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["Nom et prénom", "Courriel", "Fonction", "Collectivité", "Ville", "Pays"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["Nombre y apellidos", "Correo electrónico", "Cargo", "Institución", "Ciudad", "País"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["الاسم الكامل", "البريد الإلكتروني", "المنصب", "المؤسسة", "المدينة", "الدولة"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["Ф.И.О.", "Эл. почта", "Должность", "Место работы", "Город", "Страна"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["F.I.Sh.", "Elektron pochta", "Lavozimi", "Tashkilot nomi", "Shahar", "Mamlakat"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["Ф.И.Ш.", "Электрон почта", "Лавозими", "Ташкилот номи", "Шаҳар", "Мамлакат"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["姓名", "电子邮箱", "职务", "工作单位", "城市", "国家"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["Nome completo", "E-mail", "Cargo", "Instituição", "Cidade", "País"],
         ["name", "email", "post", "organisation", "place", "country"]),
        (["№", "Имя / Name", "Name of organisation (official)", "E-mail of the participant"],
         [None, "name_part", "organisation", "email"]),
    ],
)  # fmt: skip
def test_headings_are_understood_in_eight_languages(header: list[str], fields: list[str | None]) -> None:
    found = recognise(header)
    assert [found.get(index) for index in range(len(header))] == fields


def test_parts_of_a_name_are_joined_in_the_order_of_the_file() -> None:
    columns = recognise(["Фамилия", "Имя", "Отчество", "Город"])
    assert (
        values_of(["Каримов", "Алишер", "Ботирович", "Хива"], columns)["name"] == "Каримов Алишер Ботирович"
    )
    french = recognise(["Nom", "Prénom", "Ville"])
    assert values_of(["GBÉTÉ", "Adélaïde", "Cotonou"], french)["name"] == "GBÉTÉ Adélaïde"
    both = recognise(["Full name", "First name", "Last name"])
    assert values_of(["Ana María Pérez", "Ana María", "Pérez"], both)["name"] == "Ana María Pérez"


def test_a_heading_twice_counts_once_and_an_unknown_one_not_at_all() -> None:
    assert recognise(["Name", "Name", "Favourite colour"]) == {0: "name"}
    assert field_of("Signature") == ""
    assert field_of("Favourite colour") is None


@pytest.mark.parametrize(
    ("text", "sex"),
    [("F", "female"), ("жен.", "female"), ("Аёл", "female"), ("erkak", "male"), ("男", "male"),
     ("ذكر", "male"), ("femme", "female"), ("autre", "other"), ("prefer not to say", "undisclosed"),
     ("", ""), ("Ms.", None), ("Maria", None), ("1", None)],
)  # fmt: skip
def test_T10_only_words_for_a_sex_state_one(text: str, sex: str | None) -> None:
    assert sex_of(text) == sex


def test_languages_and_yes_in_several_languages() -> None:
    assert [language_of(text) for text in ("Русский", "oʻzbek tili", "中文", "", "Klingon")] == [
        "ru", "uz", "zh", "", None,
    ]  # fmt: skip
    assert [is_yes(text) for text in ("Да", "✓", "да", "no", "", "-")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_words_around_a_city_are_taken_off() -> None:
    texts = ["г. Хива", "Khiva city", "Xiva shahri", "南京市", "Municipality of Khiva", "Khiva"]
    assert [bare_place(text) for text in texts] == ["хива", "khiva", "xiva", "南京", "khiva", ""]
    assert bare("Municipality") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Қодирова Нодира", "Nodira Qodirova", True),
        ("Каримов Алишер Ботирович", "Alisher Karimov", True),
        ("Oʻgʻiloy Xasanova", "O'G'ILOY HASANOVA", False),
        ("Юлдашева Нигора", "Каримова Нигора", False),
        ("", "Anybody", True),
        ("王炳阳", "王炳阳", True),
    ],
)
def test_names_are_compared_across_scripts_and_orders(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
