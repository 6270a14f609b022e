"""Words that may tell of one person (rule LP1): what is found, and what is left alone."""

import pytest

from cityclusters.projects.localplans.telling import Kind, findings

KNOWN = ["Khiva", "Uzbekistan", "Municipality of Khiva"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("María Quispe was hurt", Kind.NAME, "María Quispe"),
        ("In the district, María said no", Kind.NAME, "María"),
        ("Mrs. Flores came", Kind.NAME, "Mrs. Flores"),
        ("السيدة مريم علي قالت", Kind.NAME, "السيدة مريم علي"),
        ("A 34-year-old woman", Kind.AGE, "34-year-old"),
        ("una mujer de 34 años", Kind.AGE, "mujer de 34 años"),
        ("une femme de 30 ans", Kind.AGE, "femme de 30 ans"),
        ("on 12 March 2021", Kind.DAY, "12 March 2021"),
        ("el 12 de mayo de 2021", Kind.DAY, "12 de mayo de 2021"),
        ("on 2021-03-12", Kind.DAY, "2021-03-12"),
        ("12 مايو", Kind.DAY, "12 مايو"),
        ("at Jr. Grau 123", Kind.STREET, "Jr. Grau 123"),
        ("at 12 main street", Kind.STREET, "12 main street"),
        ("write to a.b@c.example", Kind.EMAIL, "a.b@c.example"),
        ("call +51 976 551 234", Kind.PHONE, "+51 976 551 234"),
        ("call ٠٧٩١٢٣٤٥٦٧", Kind.PHONE, "0791234567"),
    ],
)
def test_LP1_words_that_may_tell_of_one_person_are_found(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in findings(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Women weavers have no income of their own. Many depend on their partners.",
        "Women aged 15 to 49 and girls under 18 years old",
        "Women aged 15 and over",
        "mujeres de 15 a 49 años",
        "un plan de 3 años",
        "On 8 March and 25 November people march in Khiva.",
        "The Municipality of Khiva adopted its Ordinance 012-2021.",
        "UNDP, the Ministry of Women and the Network of Women Leaders",
        "In 2021 and in March 2022",
        "See https://example.org/2021/03/12/Maria-Quispe",
        "",
    ],
)
def test_LP1_what_is_said_of_many_is_left_alone(text: str) -> None:
    assert findings(text, KNOWN) == []


def test_LP1_the_source_of_a_statement_may_bear_a_day_and_no_name() -> None:
    assert findings("Ordinance of 12 March 2021", is_source=True) == []
    assert findings("Interview with Rosa Quispe, 12 March 2021", is_source=True)[0].kind is Kind.NAME
