"""A reader without a mouse: keys only, and at every stop the focus is where it can be seen."""

from playwright.sync_api import Page

MOST_STOPS = 250
# Where the focus is, and whether a person who looks at the page sees it there.
LOOK = """() => {
  const at = document.activeElement, before = window.stopBefore;
  const outlined = each => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  const wrong = [];
  if (!at || at === document.body || at === document.documentElement) return ['', wrong];
  window.stopBefore = at;
  const box = at.getBoundingClientRect(), name = at.outerHTML.slice(0, 120);
  if (!outlined(at)) wrong.push('no outline: ' + name);
  if (!box.width || !box.height) wrong.push('takes no room: ' + name);
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    wrong.push('not on the screen: ' + name);
  if (before && before !== at && outlined(before)) wrong.push('outlined without focus: ' + name);
  return [name, wrong];
}"""
MATCHES = "selector => document.activeElement.matches(selector)"


class Keyboard:
    """Keys pressed on a page. `wrong` collects stops at which the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []

    def press(self, key: str) -> None:
        """Presses one key: 'Enter', 'Space', 'ArrowDown'."""
        self.page.keyboard.press(key)

    def go(self, key: str = "Enter") -> None:
        """Presses a key that opens another page, and waits for it."""
        with self.page.expect_navigation():
            self.press(key)

    def tab(self, back: bool = False) -> str:
        """Goes one stop on; what has the focus, '' where the page ends."""
        self.press("Shift+Tab" if back else "Tab")
        name, wrong = self.page.evaluate(LOOK)
        self.wrong += wrong
        stop: str = name
        return stop

    def to(self, selector: str, back: bool = False) -> "Keyboard":
        """Goes on to the first stop that fits; fails where the page has none, or does not let go."""
        for _stop in range(MOST_STOPS):
            self.tab(back)
            if self.page.evaluate(MATCHES, selector):
                return self
        raise AssertionError(f"No key leads to {selector} on {self.page.url}")

    def write(self, selector: str, text: str) -> "Keyboard":
        """Goes to a field and types in place of what stands there."""
        self.to(selector)
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        return self

    def stays(self, selector: str) -> None:
        """The focus is here, and was not lost by what happened."""
        assert self.page.evaluate(MATCHES, selector), self.page.evaluate(LOOK)
