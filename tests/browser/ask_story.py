"""The acts of a question, each as the person does it; `test_ask` puts them in order.

Those who ask and answer use nothing but mail, the city that shares the question an old phone, the steward a
desk. Only the clock is helped along: the morning of a digest comes at once."""

import re
import time
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.browser import mail_program
from tests.browser.keyboard import Keyboard
from tests.browser.mail_program import US, header
from tests.browser.site import Site
from tests.browser.steps import sign_in

SPACE = "e-commerce"
ASKER = "delegate@margilan.example"
SHARER = "delegate@kokand.example"
NEWCOMER = "newcomer@mail.example"
TITLE = "Как женщинам продавать вышивку покупателям за границей через интернет?"
TEXT = "Мастерицы продают только на базаре. Кто помогает им с оплатой, доставкой и фотографиями?"
REPLY = "Selling embroidery abroad: payment, sending, pictures"
NEWS = "Visit https://shop.example for our list of prices."
REASON = "It praises a shop and does not answer the question."
DECISION = re.compile(r"http\S+/questions/decisions/\S+")
NOW = (
    "from datetime import timedelta; from django.utils import timezone; "
    "from cityclusters.digests.models import Subscription; "
    "Subscription.objects.update(next_at=timezone.now() - timedelta(minutes=1))"
)
FRESH_SECONDS = 60  # what is published is found within a minute


class City(NamedTuple):
    """Somebody who answers: her words, what her mail program puts around the letter that it quotes, and how
    she is credited."""

    address: str
    language: str
    words: str
    above: str
    mark: str
    below: str
    credit: str


CITIES = [
    City(
        "hub.manager@amman.example",
        "ar",
        "النساء عندنا يتشاركن غرفة لتصوير المنتجات وتغليفها.",
        f"في ٢٢ نوفمبر ٢٠٢٦، الساعة ٣:٠٤ م، كتب {US}:",
        "> ",
        "",
        "Manager · Creative Women Hub · Amman, Jordan",
    ),
    City(
        "development@yichun.example",
        "zh",
        "我们先教手机拍照，再教网上收款。\n\n小组一起发货，运费便宜一半。",
        f"发件人: {US}\n发送时间: 2026年11月22日 15:04\n收件人: 发展部\n主题: 您可能知道",
        "",
        "",
        "Development department of the Women’s Federation · Women’s Federation of Yichun · Yichun, Jiangxi",
    ),
    City(
        "councillor@cajabamba.example",
        "es",
        "Una de nosotras cobra y envía por todas, y el correo nos hace un precio.",
        f"El dom, 22 nov 2026 a las 15:04, {US}\nescribió:",
        "> ",
        "-- \nRegidora\nEnviado desde mi iPhone",
        "Councillor of Cajabamba · Provincial Municipality of Cajabamba · Cajabamba",
    ),
]


def ask_by_mail(site: Site, visitor: Page) -> str:
    """A delegate writes to the address of the space. Nobody vouches for her address, so nothing is published
    before she has answered "yes" to a letter. Returns the address of the question."""
    before = len(site.letters())
    mail_program.send(site, ASKER, f"{SPACE}@localhost", TITLE, TEXT)
    asked = site.wait_for_letter(f"To: {ASKER}", "Did you write this?", TITLE, after=before)
    visitor.goto(f"/spaces/{SPACE}/")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
    mail_program.reply(site, asked, "Да", above=f"22 нояб. 2026 г., в 15:04, {US} написал(а):")
    site.wait_for_letter(f"To: {ASKER}", "Your question is published", after=before)
    visitor.goto(f"/spaces/{SPACE}/")
    visitor.get_by_role("link", name=TITLE).click()
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("City administration of Margilan")
    expect(main).to_contain_text("by mail")
    expect(main.locator("h1 [lang=ru]")).to_have_text(TITLE)
    return visitor.url


def ask_three_cities(page: Page, question: str) -> None:
    """The steward asks those who have published something like it; each is proposed with the reason."""
    page.goto(question)
    page.get_by_role("link", name="Ask people directly").click()
    for name in ("Creative Women Hub", "Women’s Federation of Yichun", "Municipality of Cajabamba"):
        page.get_by_role("checkbox", name=re.compile(f"{name}.*has published")).check()
    page.get_by_role("button", name="Send the letters").click()
    expect(page.get_by_role("main")).to_contain_text("Letters on their way: 3.")


def answer_by_mail(site: Site) -> None:
    """Three cities reply to the letter that each got, in three languages and with three mail programs. The
    asker gets each answer as a letter that can be answered too."""
    letters = [site.wait_for_letter(f"To: {city.address}", TITLE) for city in CITIES]
    assert len({header(letter, "Reply-To") for letter in letters}) == len(CITIES)
    for city, letter in zip(CITIES, letters, strict=True):
        mail_program.reply(site, letter, city.words, city.above, city.mark, city.below)
        site.wait_for_letter(f"To: {ASKER}", city.words.splitlines()[-1])


def read_answers(page: Page, question: str) -> None:
    """A visitor reads what the three wrote and nothing of what their programs quoted, each in its language
    and from its side of the page."""
    page.goto(question)
    answers = page.locator("[id^=answer-] .prose")
    expect(answers).to_have_text([" ".join(city.words.split()) for city in CITIES])
    for city, answer in zip(CITIES, answers.all(), strict=True):
        expect(answer).to_have_attribute("lang", city.language)
        expect(answer).to_have_attribute("dir", "rtl" if city.language == "ar" else "ltr")


def share(page: Page, question: str) -> None:
    """Another city has the same question; on an old phone without JavaScript."""
    page.goto(question)
    page.get_by_role("link", name="Ours too").click()
    page.fill("[name=note]", "У нас то же самое")
    page.get_by_role("button", name="Ours too").click()
    expect(page.locator("#ours-too")).to_contain_text("City administration of Kokand")
    expect(page.locator("#ours-too")).to_contain_text("У нас то же самое")


def post_a_link(page: Page, question: str) -> None:
    """A newcomer's first post, written on a Spanish page, holds a link: it waits, and she is told so."""
    page.goto(question)
    page.locator("main a[href$='/answers/']").first.click()
    page.fill("[name=text]", NEWS)
    page.locator("main form .actions button").first.click()
    waiting = page.locator("[id^=answer-]", has_text=NEWS)
    expect(waiting.locator(".badge.wait")).to_have_text("A la espera de una persona responsable")


def release(page: Page, visitor: Page, site: Site, question: str) -> None:
    """The steward finds it on her desk, marked, and releases it; its author and the asker hear of it."""
    visitor.goto(question)
    expect(visitor.get_by_role("main")).not_to_contain_text(NEWS)
    before = len(site.letters())
    page.goto("/questions/desk/")
    waiting = page.locator("main li.card", has_text=NEWS)
    expect(waiting).to_contain_text("with links")
    waiting.get_by_role("button", name="Release").click()
    expect(page.get_by_role("main")).to_contain_text("Published. Its author gets a letter.")
    site.wait_for_letter(f"To: {NEWCOMER}", f"{question}?answer=", after=before)
    site.wait_for_letter(f"To: {ASKER}", NEWS, after=before)
    visitor.goto(question)
    expect(visitor.locator("[id^=answer-]", has_text=NEWS)).to_contain_text("A member")


def write_reply(page: Page, question: str) -> None:
    """The steward lays the answers into her outline by keys alone: puts each of Yichun's and Cajabamba's into
    a section, marks a paragraph of Yichun, and has it quoted with its source."""
    page.goto(question)
    keyboard = Keyboard(page)
    keyboard.to("main aside a[href$='/reply/writing/']").go()
    keyboard.to("main form button").go()
    keyboard.write("[name=title]", REPLY)
    keyboard.to("[name=language]")
    page.keyboard.type("English")
    keyboard.write("[name=introduction]", "Three cities answered. Women who sell together pay less.")
    keyboard.write("[name^=title_]", "Sell as a group")
    keyboard.write("[name^=text_]", "Yichun and Cajabamba send parcels together.")
    for city in CITIES[1:]:
        card = page.locator("article.card", has_text=city.words.splitlines()[0])
        keyboard.to(f"[name='{card.locator('select').get_attribute('name')}']").press("ArrowDown")
        if city.language == "zh":
            value = card.locator("[name=quote]").last.get_attribute("value")
            keyboard.to(f"[name=quote][value='{value}']").press("Space")
    keyboard.to("button[value=quote]").go()
    assert not keyboard.wrong, keyboard.wrong


def check_excerpt(page: Page) -> None:
    """The marked paragraph stands in the section with its source, and only that one; nothing that was typed
    is lost."""
    text = page.locator("[name^=text_]").first
    words = CITIES[1].words.split("\n\n")
    expect(text).to_have_value(re.compile(f"together.\\s+> {words[1]}\\s+> — Development.*Yichun", re.S))
    assert words[0] not in text.input_value()
    expect(page.locator("[name=title]")).to_have_value(REPLY)
    expect(page.get_by_text("2 answers are put here.")).to_be_visible()


def publish_reply(page: Page) -> str:
    """She looks at it as others will, and publishes it. Returns the address of the reply."""
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_role("main")).to_contain_text("nobody else sees it yet")
    page.get_by_role("button", name="Publish and send to everybody").click()
    expect(page.get_by_role("main")).to_contain_text("Everybody who contributed gets it by letter.")
    return page.url


def read_reply(page: Page, reply: str) -> None:
    """A visitor reads the reply; everybody who had a part in it is credited with organisation and place."""
    page.goto(reply)
    expect(page.locator("h1")).to_have_text(REPLY)
    expect(page.locator("blockquote")).to_contain_text("小组一起发货")
    credits = page.locator("aside .card", has_text="Credits")
    for credit in [
        "Deputy mayor · City administration of Margilan · ",
        *(city.credit for city in CITIES),
        "Mayor · City administration of Kokand · ",
        "A steward of the space",
    ]:
        expect(credits.get_by_role("listitem").filter(has_text=credit)).to_have_count(1)


def get_reply(site: Site) -> None:
    """It comes to everybody by letter, once."""
    for address in [ASKER, SHARER, NEWCOMER, *(city.address for city in CITIES)]:
        letter = site.wait_for_letter(f"To: {address}", REPLY)
        assert REPLY in header(letter, "Subject")
        assert "小组一起发货" in letter
        sent = [one for one in site.letters() if f"To: {address}" in one and REPLY in header(one, "Subject")]
        assert len(sent) == 1, sent


def report(page: Page, question: str) -> None:
    """A reader reports a post that should not stand there."""
    page.goto(question)
    page.locator("[id^=answer-]", has_text=NEWS).get_by_role("link", name="Report this post").click()
    page.locator("[name=reason]").first.check()
    page.get_by_role("button", name="Report this post").click()
    expect(page.get_by_role("main")).to_contain_text("A steward of another organisation will look at it.")


def hide(page: Page, visitor: Page, question: str) -> None:
    """The steward decides; not without a reason, which everybody reads in the place of the post."""
    page.goto("/questions/desk/")
    page.get_by_role("link", name="Look at it and decide").click()
    page.get_by_label("Remove it").check()
    page.fill("[name=reason]", "  ")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("form .wrong [name=reason]")).to_be_visible()
    expect(page.get_by_label("Remove it")).to_be_checked()
    page.fill("[name=reason]", REASON)
    page.get_by_role("button", name="Decide").click()
    visitor.goto(question)
    main = visitor.get_by_role("main")
    expect(main).not_to_contain_text(NEWS)
    expect(main.locator(".notice", has_text=REASON)).to_contain_text("by a steward")


def appeal(site: Site, author: Page) -> None:
    """The author learns the reason by letter and asks that another person look at it."""
    letter = site.wait_for_letter(f"To: {NEWCOMER}", REASON)
    found = DECISION.search(letter)
    assert found, letter
    author.goto(found[0])
    author.fill("[name=words]", "The prices answer what was asked.")
    author.locator("main form .actions button").click()
    expect(author.locator("main blockquote")).to_have_text("The prices answer what was asked.")


def decide_appeal(site: Site, steward: Page, officer: Page, visitor: Page, question: str) -> None:
    """Not the one who decided, but another person shows it again."""
    steward.goto("/questions/desk/")
    expect(steward.get_by_role("main")).to_contain_text("No appeal waits for you.")
    officer.goto("/questions/desk/")
    officer.locator("section", has_text="The prices answer").get_by_role("link").last.click()
    officer.get_by_label("Show the post again").check()
    officer.fill("[name=reason]", "Prices were asked for.")
    officer.get_by_role("button", name="Decide").click()
    site.wait_for_letter(f"To: {NEWCOMER}", "Prices were asked for.")
    visitor.goto(question)
    expect(visitor.locator("[id^=answer-]", has_text=NEWS)).to_have_count(1)


def find(page: Page, words: str, *addresses: str, since: float) -> None:
    """A search in another language finds all these pages, at the latest a minute after `since`."""
    missing = list(addresses)
    while missing:
        page.goto(f"/search/?q={words}")
        links = [link.get_attribute("href") or "" for link in page.locator(".results h3 a").all()]
        missing = [address for address in addresses if not any(address.endswith(link) for link in links)]
        late = time.monotonic() - since
        assert not missing or late < FRESH_SECONDS, f"not found after {late:.0f} s: {missing} in {links}"
        if missing:
            page.wait_for_timeout(500)


def choose_digest(page: Page) -> None:
    """She wants to hear of questions and replies every day."""
    sign_in(page, "Mayor, Kokand")
    page.goto("/me/e-mail/")
    page.check("[name=rhythm][value=daily]")
    page.check("[name=themes][value=e-commerce]")
    page.check("[name=languages][value=en]")
    page.get_by_role("button", name="Send me these").click()
    expect(page.get_by_role("main")).to_contain_text("You get a letter with what is new")


def bring_the_morning(site: Site) -> None:
    """It is seven o'clock for everybody who gets digests."""
    site.run("shell", "-v", "0", "-c", NOW)


def stop_digest(site: Site, page: Page, reply: str) -> None:
    """Opening the link changes nothing, as programs open links too; the button of her mail program ends the
    letters, and the site says so."""
    letter = site.wait_for_letter(f"To: {SHARER}", "List-Id: <digest.", reply, seconds=90)
    page.goto(header(letter, "List-Unsubscribe").strip("<>"))
    page.goto("/me/e-mail/")
    expect(page.get_by_role("main")).to_contain_text("You get a letter with what is new")
    assert mail_program.press_stop(letter) == 200
    page.goto("/me/e-mail/")
    expect(page.get_by_role("main")).to_contain_text("You get no regular letters.")
