"""The walk of Help in a browser: from a need stated on a telephone to an agreement in force.

One city has a phone of 360 pixels, the other one no JavaScript; the host that the first one gets says no."""

from playwright.sync_api import Page, expect

from tests.browser import help_agreement as agreement
from tests.browser import help_story as story
from tests.browser.conftest import Reader
from tests.browser.share_story import enter
from tests.browser.site import Site
from tests.browser.steps import choose_language, sign_in


def test_from_a_need_to_an_agreement_in_force(reader: Reader, own_site: Site) -> None:
    city, old_phone, hosts = _people(reader, own_site)
    story.tell_statement(city)
    need = story.state_need(city)
    other = story.state_without_script(old_phone)
    broker = reader(at=own_site)
    sign_in(broker, "Programme officer")
    offers = _offer(broker, hosts)
    before = len(own_site.letters())
    round_ = story.open_round(broker)
    for host, offer in offers.items():
        story.confirm_offer(hosts[host], own_site, host, offer, before)
    story.calculate(broker, round_)
    story.set_together(broker, round_, other)
    run = story.calculate(broker, round_)
    first, second = story.read_why(broker, run, need, other)
    story.what_if(broker, run, need)
    story.publish(broker, own_site, round_)
    agreement.take_the_last_place(old_phone, hosts[story.WANTED])
    before = len(own_site.letters())
    agreement.open_match(hosts[first], story.TITLE)
    agreement.decline(hosts[first])
    match = agreement.read_next(city, own_site, first, second, before)
    agreement.meet(city, hosts[second], own_site, second, match)
    signed = agreement.draft(city, hosts[second])
    agreement.sign(city, hosts[second], signed)
    visitor = reader(device="phone", at=own_site)
    agreement.read_public(visitor, signed, second)
    for side in (city, hosts[second]):
        agreement.show(side, signed)
    visitor.reload()
    expect(visitor.get_by_role("main")).to_contain_text(agreement.CHANGED)


def _people(reader: Reader, site: Site) -> tuple[Page, Page, dict[story.Host, Page]]:
    """The two cities on their phones, and three hosts at their desks."""
    city = reader(device="phone", at=site)
    old_phone = reader(device="phone", javascript=False, at=site)
    hosts = {host: reader(at=site) for host in story.HOSTS}
    people = {story.CITY: city, story.OTHER_CITY: old_phone}
    for address, page in (people | {host.address: page for host, page in hosts.items()}).items():
        enter(page, site, address)
        choose_language(page, "en")
    return city, old_phone, hosts


def _offer(broker: Page, hosts: dict[story.Host, Page]) -> dict[story.Host, str]:
    """Each host makes its offer, and the officer verifies it."""
    offers = {host: story.make_offer(page, host) for host, page in hosts.items()}
    for offer in offers.values():
        story.verify(broker, offer)
    return offers
