"""Anybody with a code sees whether a certificate is genuine, and nothing more."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Certificate, Exchange
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def certificate(training: Exchange, khiva_deputy: Person, khiva_city: Organisation) -> Certificate:
    seat = training.register(
        khiva_deputy, by=training.owner, organisation=khiva_city, post="Deputy mayor", notify=False
    )
    return Certificate.objects.create(
        exchange=training,
        registration=seat,
        kind="participation",
        name="Nodira Qodirova",
        event_title=make_texts("en", en="Transforming cities"),
        event_first_day=date(2020, 11, 2),
        event_last_day=date(2020, 11, 6),
        language="fr",
    )


def page(certificate: Certificate) -> str:
    return certificate.get_absolute_url()


def shown(text: str) -> str:
    """What stands inside the page's main part."""
    return text.split('id="content"')[1].split("</main>")[0]


def test_EX4_the_page_shows_name_event_date_kind_and_validity_and_nothing_else(
    certificate: Certificate, client: Client, khiva_deputy: Person
) -> None:
    response = client.get(page(certificate))
    text = shown(response.text)
    for visible in ("Nodira Qodirova", "Transforming cities", "Nov 2", "6, 2020", "Valid"):
        assert visible in text
    assert "Certificate of participation" in text
    hidden = [
        "Deputy mayor",
        "Municipality",
        khiva_deputy.email or "",
        certificate.exchange.public_id,
        "Khiva",
    ]
    hidden += [certificate.code, "issued", "minutes"]
    assert [word for word in hidden if word in text] == []
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in response["Cache-Control"]


def test_EX4_a_revoked_or_replaced_one_says_so_without_the_reason(
    certificate: Certificate, client: Client, officer: Person
) -> None:
    new = certificate.replace(officer, name="Nodira Kodirova")
    old = shown(client.get(page(certificate)).text)
    assert "Replaced by a corrected certificate" in old
    assert new.code not in old
    assert "Kodirova" not in old
    assert "Valid" in shown(client.get(page(new)).text)
    new.revoke(officer, "Given to the wrong person")
    text = shown(client.get(page(new)).text)
    assert "Revoked" in text
    assert "wrong person" not in text


def test_a_certificate_that_is_no_longer_valid_stays_as_it_is(
    certificate: Certificate, officer: Person
) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        certificate.revoke(officer, " ")
    with pytest.raises(NotPossible, match="Nothing would change"):
        certificate.replace(officer, name=certificate.name)
    certificate.revoke(officer, "A mistake")
    for act in (lambda: certificate.revoke(officer, "Again"), lambda: certificate.replace(officer, name="X")):
        with pytest.raises(NotPossible, match="no longer valid"):
            act()


def test_the_code_is_taken_as_people_copy_it(certificate: Certificate, client: Client) -> None:
    typed = client.get(
        reverse("exchanges:certificates-check"), {"code": f" {certificate.spaced_code.upper()} "}
    )
    assert typed["Location"] == page(certificate)
    assert client.get(reverse("exchanges:certificate", args=[certificate.spaced_code])).status_code == 200


def test_only_the_holder_and_those_who_manage_download_the_file(
    certificate: Certificate,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    officer: Person,
    as_person: AsPerson,
) -> None:
    file = reverse("exchanges:certificate-file", args=[certificate.code])
    assert as_person(None).get(file).status_code == 302, "sign in first"
    assert as_person(bukhara_deputy).get(file).status_code == 404
    for person in (khiva_deputy, officer):
        answer = as_person(person).get(file)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    certificate.revoke(officer, "A mistake")
    assert as_person(khiva_deputy).get(file).status_code == 404, "only its page remains"


def test_a_person_finds_her_own_certificates_on_the_page(
    certificate: Certificate, khiva_deputy: Person, bukhara_deputy: Person, as_person: AsPerson
) -> None:
    address = reverse("exchanges:certificates-check")
    assert page(certificate) in as_person(khiva_deputy).get(address).text
    assert page(certificate) not in as_person(bukhara_deputy).get(address).text


def test_officers_correct_and_revoke_on_pages_that_others_do_not_have(
    certificate: Certificate,
    training: Exchange,
    officer: Person,
    khiva_deputy: Person,
    stranger: Person,
    as_person: AsPerson,
) -> None:
    arguments = [training.public_id, certificate.pk]
    browser = as_person(officer)
    assert browser.get(reverse("exchanges:certificate-work", args=arguments)).status_code == 200
    empty = browser.post(reverse("exchanges:certificate-revocation", args=arguments), {"revoked_reason": ""})
    assert empty.status_code == 422
    browser.post(reverse("exchanges:certificate-replacement", args=arguments), {"name": "Corrected Name"})
    new = Certificate.objects.get(name="Corrected Name")
    assert Letter.objects.filter(body__contains=new.code).exists()
    browser.post(
        reverse("exchanges:certificate-revocation", args=[training.public_id, new.pk]),
        {"revoked_reason": "No"},
    )
    new.refresh_from_db()
    assert new.state == "revoked"
    for name in ("certificate-work", "certificate-revocation", "certificate-replacement"):
        address = reverse(f"exchanges:{name}", args=[training.public_id, new.pk])
        for person, status in ((khiva_deputy, 403), (stranger, 404)):
            browser_of = as_person(person)
            reply = browser_of.get(address) if name == "certificate-work" else browser_of.post(address)
            assert reply.status_code == status
    assert (
        browser.get(reverse("exchanges:certificate-work", args=[training.public_id, 10**18])).status_code
        == 404
    )
