"""What the demo tells of Help, found by its links: a round in which most asked for one country, why a city
got what it got, a pair that has signed, and a drive whose total opens its rows."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader
from tests.browser.giving_story import amount
from tests.browser.steps import choose_language, sign_in

ROUND = "First round: 35 cities of Uzbekistan and their hosts"


def _row(page: Page, table: str, name: str) -> Locator:
    """The row of a table with this caption."""
    return page.get_by_role("table", name=table).get_by_role("row", name=re.compile(name)).first


def test_T04_everybody_reads_what_came_of_asking_for_one_country(reader: Reader) -> None:
    page = reader(device="phone", javascript=False)
    page.goto("/help/")
    page.locator("main a[href='/rounds/']").first.click()
    page.get_by_role("link", name=ROUND).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("25 of 35 needs (71 %) ask for a host in China: more than 40 %.")
    china = _row(page, "By the country that was asked for", "China")
    for share in ("7 of 25 (28 %)", "19 of 25 (76 %)", "23 of 25 (92 %)", "2 of 25 (8 %)"):
        expect(china).to_contain_text(share)
    expect(main).not_to_contain_text("Khiva")


def test_a_broker_reads_why_a_city_got_its_host_and_why_another_waits(reader: Reader) -> None:
    page = reader()
    sign_in(page, "Programme officer")
    choose_language(page, "en")  # another test may have left her another
    page.goto("/rounds/")
    page.get_by_role("link", name=ROUND).click()
    run = page.locator("main a[href*='/runs/']").first.get_attribute("href")
    assert run
    page.goto(f"{run}?show=waiting")
    main = page.get_by_role("main")
    waiting = main.locator(f"h3 a[href^='{run}needs/']")
    expect(waiting).to_have_count(2)
    waiting.first.click()
    expect(main).to_contain_text("It is looked at again on")
    expect(main.locator("#others ~ article").first).to_contain_text(re.compile("go(es)? to"))
    page.goto(f"{run}?q=Khiva")
    main.locator(f"h3 a[href^='{run}needs/']").click()
    proposed = main.locator("#first ~ article")
    expect(proposed).to_contain_text("Yichun")
    expect(proposed).to_contain_text(re.compile(r"\d+ of 100 points"))
    expect(main).to_contain_text("both work with women who sell crafts to visitors")


def test_B19_the_pair_that_signed_stands_on_the_pages_of_both_cities(reader: Reader) -> None:
    page = reader(device="phone")
    page.goto("/agreements/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Khiva.*Yichun|Yichun.*Khiva")).first.click()
    agreement = page.url
    expect(page.locator("main .badge").first).to_have_text("In force")
    partners = page.locator("main .facts dd a[href^='/organisations/']")
    expect(partners).to_have_count(2)
    for address in [str(link.get_attribute("href")) for link in partners.all()]:
        page.goto(address)
        partnerships = page.locator("section[aria-labelledby=partnerships]")
        expect(partnerships.locator("a[href^='/agreements/']").first).to_be_visible()
        assert str(partnerships.locator("a[href^='/agreements/']").first.get_attribute("href")) in agreement


def test_T12_the_total_of_the_drive_opens_the_rows_that_make_it(reader: Reader) -> None:
    page = reader(device="phone", javascript=False)
    page.goto("/aid/")
    page.get_by_role("link", name="Masks for cities, spring 2020").first.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("682,000")
    expect(main).to_contain_text("do not contain it")
    came = page.locator("section[aria-labelledby=came]")
    masks = came.get_by_role("row", name=re.compile("Masks")).first
    masks.get_by_role("link", name=amount("22 300")).click()
    rows = page.locator("main a[href^='/aid/shipments/']")
    expect(rows).to_have_count(3)
    for number in ("S1", "S2", "S6"):
        expect(main).to_contain_text(number)
    for number in ("S3", "S4", "S5"):
        expect(main).not_to_contain_text(number)
    page.go_back()
    masks.get_by_role("link", name=amount("47 300")).first.click()
    expect(rows).to_have_count(5)
