"""Abuse 30: a certificate's code can't be guessed, and a forged one tells nothing."""

import re
from datetime import date

import pytest
from django.test import Client

from cityclusters.core.ids import ALPHABET
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Certificate, Exchange
from cityclusters.people.models import Organisation, Person

TYPED = re.compile(r'value="[^"]*"')  # what the reader typed is the only difference


@pytest.fixture
def certificate(officer: Person, programme: Organisation) -> Certificate:
    title = make_texts("en", en="Training")
    exchange = Exchange.create(officer, programme, title=title, zone="UTC", languages=["en"])
    day = date(2020, 11, 6)
    return Certificate.objects.create(
        exchange=exchange,
        kind="completion",
        name="A Name",
        event_title=title,
        event_first_day=day,
        event_last_day=day,
        language="en",
    )


def test_30_codes_have_at_least_128_bits_and_none_repeats(certificate: Certificate) -> None:
    assert len(ALPHABET) ** len(certificate.code) > 2**128
    made = {Certificate(kind="completion").code for _ in range(1000)}
    assert len(made) == 1000


def test_30_forged_mistyped_and_malformed_codes_get_one_and_the_same_page(
    certificate: Certificate, client: Client
) -> None:
    code = certificate.code
    wrong = code[:-1] + ("a" if code[-1] != "a" else "b")
    forged = [wrong, code[:-1], code + "a", "x", "1" * 27, "٣" * 27, "%27%20OR%201=1", "𓀀" * 27]
    answers = [client.get(f"/certificates/{text}/") for text in forged]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {TYPED.sub("", answer.text.split('id="content"')[1].split("</main>")[0]) for answer in answers}
    assert len(bodies) == 1
    assert all("A Name" not in answer.text for answer in answers)
    assert all(answer["X-Robots-Tag"].startswith("noindex") for answer in answers)


def test_30_guessing_is_slowed_down_and_the_right_code_still_works(
    certificate: Certificate, client: Client
) -> None:
    statuses = [client.get(f"/certificates/{'a' * 26}{'bc'[n % 2]}/").status_code for n in range(61)]
    assert statuses == [404] * 60 + [429]
    assert client.get(certificate.get_absolute_url()).status_code == 200
