"""The office as an owner uses it without JavaScript: a page's form is read whole, changed and sent."""

from html.parser import HTMLParser
from urllib.parse import urljoin

from httpx2 import Response

from tests.client import TestClient
from tests.factories import log_in


class Form:
    """One form of a page, with what it shows."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: dict[str, str] = {}


class _Forms(HTMLParser):
    """All forms: inputs, areas and choices, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area = ""
        self._choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "input" and name:
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self.forms[-1].fields[name] = given.get("value", "on")
        elif tag == "textarea" and name:
            self._area = name
            self.forms[-1].fields[name] = ""
        elif tag == "select" and name:
            self._choice = name
        elif tag == "option" and self._choice:
            fields = self.forms[-1].fields
            if "selected" in given or self._choice not in fields:
                fields[self._choice] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._choice = ""


class Office:
    """Somebody at the office."""

    def __init__(self, client: TestClient, email: str) -> None:
        self.client = client
        assert log_in(client, email).status_code == 303
        self.page: Response = client.get("/office")

    def open(self, path: str) -> Response:
        """Go to a page."""
        self.page = self.client.get(path)
        return self.page

    @property
    def forms(self) -> list[Form]:
        """All forms of the page."""
        parsed = _Forms()
        parsed.feed(self.page.text)
        return parsed.forms

    def form(self, action: str) -> Form:
        """The page's form whose action ends so."""
        return next(form for form in self.forms if form.action.endswith(action))

    def send(self, action: str, /, *, without: tuple[str, ...] = (), **changes: str) -> Response:
        """Send the form with these changes, `__` in names being a dot, and go where it leads."""
        form = self.form(action)
        fields = form.fields | {name.replace("__", "."): value for name, value in changes.items()}
        sent = {name: value for name, value in fields.items() if name not in without}
        answer = self.client.post(form.action, data=sent, headers={"sec-fetch-site": "same-origin"})
        self.page = answer
        if answer.status_code == 303:
            self.open(urljoin(str(answer.url), answer.headers["location"]))
        return answer
