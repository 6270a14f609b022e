"""Acts of Share up to the published practice, each as the person does it in a browser; `test_share` puts
them in order. The author reads and writes Spanish: what she presses is found by its form, not its words."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.site import Site

AUTHOR = "councillor@cajabamba.example"
OTHER_CITY = "focal.point@medellin.example"
REVIEWERS = {
    "reviewer@paho.example": "Expert in public health",
    "reviewer@undrr.example": "Expert in risk reduction",
}
COUNTRYWOMAN = "Newcomer without a post"
CALL = "Markets that sell online"
TITLE = "Ferias virtuales de tejedoras"
DONE = "Veinte tejedoras vendieron sus chompas en una feria virtual. La municipalidad pagó el envío."
RESULT = "Diez de ellas siguen vendiendo por su cuenta."
STEPS = ["Preguntar a las tejedoras qué necesitan", "Enseñar a fotografiar las prendas"]
FAILED = "El primer mes nadie respondía los mensajes por la noche."
STATEMENT = "Tejedoras que venden en línea"
QUESTION = "Who answers customers at night now?"
ANSWER = "Dos tejedoras se turnan cada semana."
REASONS = "Another city can start from it."
CREDIT = "Municipalidad de Cajabamba"
CODE = re.compile(r"\b[0-9]{4}-[0-9]{4}\b")
GPS = 0x8825  # the part of a photo's data that says where it was taken
KEPT = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('draft:')).map(pair => pair[1])"


def enter(page: Page, site: Site, address: str) -> None:
    """Signs in by the code of a letter, whatever language the pages and the letter are in."""
    page.goto("/account/login/")
    page.fill("[name=login]", address)
    before = len(site.letters())
    page.locator("form:has([name=login]) .actions button").click()
    letter = site.wait_for_letter(f"To: {address}", after=before)
    found = CODE.search(letter.split("\n\n", 1)[1])
    assert found, letter
    page.fill("[name=code]", found.group(0))
    page.locator("form:has([name=code]) button").first.click()
    expect(page.locator("[name=code]")).to_have_count(0)


def _id_of(page: Page, kind: str) -> str:
    found = re.search(rf"/{kind}/(\w{{10}})/", page.url)
    assert found, page.url
    return found.group(1)


def _day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%d")


def _main(page: Page, selector: str) -> None:
    """Presses the one button or link of the page's main part."""
    page.locator(f"main {selector}").first.click()


def open_call(page: Page) -> str:
    """A call whose last day stands before its first is refused and comes back filled in; corrected, it gets
    a criterion and opens. Returns its public id."""
    page.goto("/calls/new/")
    page.fill("[name=organisation]", "United Nations Office for South-South Cooperation (UNOSSC)")
    page.fill("[name=title]", CALL)
    page.fill(
        "[name=purpose]", "What did your city do so that women sell online? What failed is welcome too."
    )
    page.get_by_label("E-Commerce, Digitization and Smart Cities", exact=True).check()
    for language in ("en", "es"):
        page.check(f"[name=languages][value={language}]")
    page.check("[name=who][value=cities]")
    page.fill("[name=opens_on]", _day(0))
    page.fill("[name=closes_on]", _day(-1))
    page.select_option("[name=zone]", "America/Lima")
    _main(page, "form.stack .actions button")
    expect(page.get_by_text("The last day is before the first.")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(CALL)
    page.fill("[name=closes_on]", _day(30))
    _main(page, "form.stack .actions button")
    public_id = _id_of(page, "calls")
    page.goto(f"/calls/{public_id}/criteria/")
    page.fill("[name=name]", "Other cities can start from it")
    page.get_by_role("button", name="Add", exact=True).click()
    page.goto(f"/calls/{public_id}/acts/early-opening/")
    page.fill("[name=reason]", "All is ready.")
    _main(page, "form.stack .actions button")
    expect(page.get_by_role("link", name="Tell your practice")).to_be_visible()
    return public_id


def tell_offline(page: Page, call: str) -> Page:
    """Begins the short form on the phone and chooses the place from the list; the line is cut in the middle
    and the page is closed. The phone has kept every word, and brings it to the server by itself when the
    form is opened again. Returns the page of the form."""
    page.goto(f"/calls/{call}/")
    page.locator(f"a.button[href*='call={call}']").first.click()
    form = page.url
    page.fill("[name=title]", TITLE)
    page.fill("[name=place]", "")
    page.locator("[name=place]").press_sequentially("Cajamarca")
    page.locator("[role=option]", has_text="Cajamarca").first.click()
    place = page.locator("[name=place]").input_value()
    with page.expect_response(lambda answer: "/drafts/" in answer.url):
        page.fill("[name=done]", DONE)
    page.context.set_offline(True)
    page.fill("[name=result]", RESULT)
    state = page.locator(".draft-state")
    expect(state).to_have_text(str(state.get_attribute("data-offline")))
    assert len(page.evaluate(KEPT)) == 1
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    with again.expect_response(lambda answer: "/drafts/" in answer.url):
        again.goto(form)
    for name, text in {"title": TITLE, "place": place, "done": DONE, "result": RESULT}.items():
        expect(again.locator(f"[name={name}]")).to_have_value(text)
    expect(again.locator(".draft-state")).to_have_text(
        str(again.locator(".draft-state").get_attribute("data-saved"))
    )
    assert again.evaluate(KEPT) == []
    return again


def finish_on_another_phone(page: Page, call: str) -> str:
    """The same account on a phone without JavaScript: the server has every word. Keeps the practice and
    returns its public id."""
    page.goto(f"/practices/new/?call={call}")
    for name, text in {"title": TITLE, "done": DONE, "result": RESULT}.items():
        expect(page.locator(f"[name={name}]")).to_have_value(text)
    expect(page.locator("main [name=language]")).to_have_value("es")
    _main(page, "form.stack .actions button")
    if page.locator("[name=place_choice]").count():  # without the script the server asks which one is meant
        page.locator("[name=place_choice]").first.check()
        _main(page, "form.stack .actions button")
    public_id = _id_of(page, "practices")
    expect(page.get_by_role("main")).to_contain_text("Cajamarca")
    return public_id


def tell_without_script(page: Page, call: str) -> None:
    """Another city tells its practice with nothing but forms: a place that is unclear is asked back, what
    was typed stays, and a draft is kept by a button."""
    page.goto(f"/practices/new/?call={call}")
    page.fill("[name=title]", "Una escuela de ventas")
    page.fill("[name=place]", "Medelin")
    page.fill("[name=done]", "Cursos cortos en el barrio.")
    page.locator("button[formaction*='/drafts/']").last.click()
    page.goto(f"/practices/new/?call={call}")
    expect(page.locator("[name=done]")).to_have_value("Cursos cortos en el barrio.")
    _main(page, "form.stack .actions button")
    expect(page.locator("[name=title]")).to_have_value("Una escuela de ventas")
    page.get_by_label(re.compile("Medell.n.*Colombia")).first.check()
    _main(page, "form.stack .actions button")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("Una escuela de ventas")
    expect(page.get_by_role("main")).to_contain_text("Medell")


def write_sections(page: Page, practice: str) -> None:
    """Completes it later, part by part: steps, a result with its source and one without, and what did not
    work, which is typed while the line is cut and reaches the server by itself."""
    for number, step in enumerate(STEPS):
        page.goto(f"/practices/{practice}/writing/steps/")
        page.fill(f"[name=steps-{number}-title]", step)
        page.locator("main [name=add]").click()
    page.goto(f"/practices/{practice}/writing/results/")
    result = {"statement": STATEMENT, "value": "14", "unit": "mujeres", "period": "2021"}
    for name, text in (result | {"source": "Registro de la municipalidad"}).items():
        page.fill(f"[name=results-0-{name}]", text)
    page.locator("main [name=add]").click()
    page.fill("[name=results-1-statement]", "Las familias comen mejor")
    _main(page, "form.stack .actions button")
    page.goto(f"/practices/{practice}/writing/failed/")
    page.context.set_offline(True)
    page.fill("[name=text]", FAILED)
    state = page.locator(".draft-state")
    expect(state).to_have_text(str(state.get_attribute("data-offline")))
    page.context.set_offline(False)
    expect(state).to_have_text(str(state.get_attribute("data-saved")))
    page.goto(f"/practices/{practice}/writing/tags/")
    page.locator("label", has_text=re.compile("comercio electr", re.I)).first.click()
    _main(page, "form.stack .actions button")
    page.goto(f"/practices/{practice}/working-copy/")
    for text in (*STEPS, STATEMENT, "Registro de la municipalidad", FAILED):
        expect(page.get_by_role("main")).to_contain_text(text)
    expect(page.locator("main li, main tr", has_text="Las familias comen mejor")).to_contain_text(
        "según indica"
    )


def photo() -> bytes:
    """A photo as a telephone takes it: large, and its data say where."""
    taken = Image.effect_noise((1600, 1200), 40).convert("RGB")
    data = Image.Exif()
    data[0x010F] = "A telephone"
    data.get_ifd(GPS).update({1: "S", 2: (7.0, 37.0, 0.0), 3: "W", 4: (78.0, 3.0, 0.0)})
    file = BytesIO()
    taken.save(file, "JPEG", quality=85, exif=data)
    assert Image.open(BytesIO(file.getvalue())).getexif().get_ifd(GPS), "the test's own photo has a position"
    return file.getvalue()


def add_picture(page: Page, practice: str) -> None:
    """A picture with the consent of those in it; what is served says nothing of where it was taken."""
    page.goto(f"/practices/{practice}/voices/pictures/")
    sent = {"name": "feria.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.set_input_files("[name=file]", sent)  # type: ignore[arg-type]
    page.fill("[name=caption]", "La primera feria")
    page.fill("[name=alt]", "Una mesa con chompas de lana")
    page.fill("[name=credit]", CREDIT)
    page.check("[name=how][value=spoken]")
    _main(page, "form.stack .actions button")
    shown = page.locator("main .card img")
    expect(shown).to_have_attribute("alt", "Una mesa con chompas de lana")
    for part in ("light", "large"):
        address = str(shown.get_attribute("src")).replace("light", part)
        served = page.request.get(address)
        assert served.ok, address
        assert not dict(Image.open(BytesIO(served.body())).getexif()), f"{part} still says something"
        assert b"A telephone" not in served.body()


def submit(page: Page, site: Site, practice: str) -> None:
    """Is told what others will ask about, submits it anyway with a reason, and gets a letter."""
    before = len(site.letters())
    page.goto(f"/practices/{practice}/submission/")
    expect(page.locator(".notice.warn li")).to_have_count(3)
    page.fill("[name=reason]", "Todavía no sabemos cuánto costó.")
    _main(page, "form.stack .actions button")
    expect(page.locator(".lead .badge")).to_have_text("Enviada")
    site.wait_for_letter(f"To: {AUTHOR}", TITLE, after=before)


def take_a_post(page: Page, officer: Page) -> None:
    """A woman from the author's country gets a post there, so that she could review at all."""
    page.goto("/organisations/?q=UNDP+Country+Office+in+Peru")
    page.locator("main a", has_text=re.compile("Per[uú]")).first.click()
    page.locator("main a[href$='/posts/ask/']").first.click()
    page.fill("[name=post]", "Adviser")
    _main(page, "form.stack button")
    officer.goto("/posts/waiting/")
    officer.get_by_role("row", name=re.compile("UNDP Country Office in Peru")).get_by_role("link").click()
    officer.check("[name=verdict][value=yes]")
    officer.get_by_role("button", name="Decide").click()


def screen(page: Page, call: str, practice: str) -> None:
    """The manager finds it in the call's worklist; without the four checks it does not go on."""
    page.goto(f"/calls/{call}/practices/")
    page.locator(f"a[href='/practices/{practice}/screening/']").click()
    page.check("[name=outcome][value=screened]")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("To go on, all four must be true.")).to_be_visible()
    for box in page.locator("input[name^=check_]").all():
        box.check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/practices/{practice}/reviewers/")
    expect(page.get_by_role("heading", name="Ask somebody")).to_be_visible()


def ask_reviewers(page: Page, site: Site, practice: str) -> dict[str, str]:
    """The picker offers people of other organisations and countries; the author and somebody from her
    country can't be asked, and it says why. Returns each reviewer's link by her address."""
    before = len(site.letters())
    for words, refusal in {
        COUNTRYWOMAN: "Is from the author's country.",
        "Cajabamba": "This is the author.",
    }.items():
        page.goto(f"/practices/{practice}/reviewers/?q={words}")
        expect(page.locator("section:has(> #others) li", has_text=refusal)).to_have_count(1)
        expect(page.locator("[name=people]")).to_have_count(0)
    page.goto(f"/practices/{practice}/reviewers/?q=Expert")
    for name in REVIEWERS.values():
        page.locator("label", has_text=name).locator("[name=people]").check()
    page.fill("[name=due]", _day(14))
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_role("row", name=re.compile("Expert"))).to_have_count(2)
    links = {}
    for address in REVIEWERS:
        letter = site.wait_for_letter(f"To: {address}", "/reviews/", after=before)
        found = re.search(r"https?://\S+(/reviews/\S+)", letter)
        assert found, letter
        links[address] = found.group(1)
    return links


def accept_review(page: Page, site: Site, address: str, link: str) -> None:
    """She says that she has no conflict of interest; the form of the review then opens."""
    enter(page, site, address)
    page.goto(link)
    expect(page.locator("[name=to_author]")).to_have_count(0)
    page.check("[name=answer][value=accept]")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("[name=to_author]")).to_be_visible()


def ask_author(page: Page, author: Page, site: Site, practice: str) -> None:
    """A reviewer asks; the author gets a letter that does not name her, answers; the reviewer reads it."""
    before = len(site.letters())
    page.locator("details:has([name=section]) > summary").click()
    page.fill("form[action$='/question/'] [name=text]", QUESTION)
    page.get_by_role("button", name="Send the question").click()
    letter = site.wait_for_letter(f"To: {AUTHOR}", QUESTION, after=before)
    assert not any(name in letter for name in REVIEWERS.values())
    author.goto(f"/practices/{practice}/answers/")
    expect(author.get_by_role("main")).to_contain_text(QUESTION)
    author.locator("form[action*='/answers/'] [name=text]").fill(ANSWER)
    author.locator("form[action*='/answers/'] button").click()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(ANSWER)


def hand_in(page: Page, words: str) -> None:
    """Scores, advice, level, and a word to the author."""
    for group in page.locator("fieldset:has([name^=score_])").all():
        group.locator("input").last.check()
    page.check("[name=advice][value=accept]")
    page.check("[name=level][value=good]")
    page.fill("[name=to_author]", words)
    page.get_by_role("button", name="Hand the review in").click()
    expect(page.locator(".lead .badge")).to_have_text("Handed in")


def decide(page: Page, site: Site, practice: str) -> None:
    """The manager sees both reviews beside each other and decides with reasons, which the author gets."""
    before = len(site.letters())
    page.goto(f"/practices/{practice}/decision/")
    expect(page.locator("main article.card")).to_have_count(2)
    page.check("[name=kind][value=accept]")
    page.check("[name=level][value=good]")
    page.fill("[name=reasons]", REASONS)
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Accepted")
    letter = site.wait_for_letter(f"To: {AUTHOR}", REASONS, after=before)
    assert "A word to the author" in letter


def publish(page: Page, practice: str) -> None:
    """Without a licence it is not published (rule PR8); with one everybody reads it."""
    page.goto(f"/practices/{practice}/publication/")
    page.locator("main form.stack").evaluate("form => { form.noValidate = true; }")
    _main(page, "form.stack .actions button")
    expect(page.locator(".errorlist").first).to_be_visible()
    page.check("[name=licence][value='CC-BY-4.0']")
    _main(page, "form.stack .actions button")
    expect(page).to_have_url(re.compile(rf"/practices/{practice}/$"))
