"""Steps that many walks begin with; they work with and without JavaScript, in every language."""

from playwright.sync_api import Page


def sign_in(page: Page, name: str) -> None:
    """Signs in as one of the demo's cast, by the name on its button."""
    page.goto("/account/login/")
    page.get_by_role("button", name=name, exact=True).click()


def choose_language(page: Page, language: str) -> None:
    """Chooses the language in the page's foot; a person's own choice goes before her browser's."""
    page.select_option("#foot-language", language)
    page.locator("form:has(#foot-language) button").click()
