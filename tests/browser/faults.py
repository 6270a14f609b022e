"""What must never happen while somebody walks the pages, whatever else a test looks at."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# The browser says this for every answer of 400 and more; which ones are faults is decided below.
REPEATED = "Failed to load resource"


class Faults(list[str]):
    """Console errors (breaches of the security policy are among them), uncaught exceptions, answers of 500
    and more, parts of a page that are missing, and requests to anybody else's server."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host

    def watch(self, context: BrowserContext) -> None:
        """Looks at every page of the context, those that open later too."""
        context.on("page", self._page)
        context.on("console", self._console)
        context.on("request", self._request)
        context.on("response", self._response)

    def _page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(f"uncaught on {page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REPEATED):
            self.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self.append(f"request to somebody else: {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status >= 400 and not response.request.is_navigation_request()
        if response.status >= 500 or missing:
            self.append(f"{response.status} for {response.request.method} {response.url}")
