"""The desk as an editor uses it without JavaScript: pages are read, and their forms filled in and sent."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from httpx2 import Response

from tests.client import TestClient
from tests.factories import log_in


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        if tag == "input" and self.forms and "name" in given:
            if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                return
            self.forms[-1][1][given["name"]] = given.get("value", "")


class Desk:
    """One editor at the desk."""

    def __init__(self, client: TestClient, email: str) -> None:
        self.client = client
        answer = log_in(client, email)
        assert answer.status_code == 303, answer.text
        self.page = client.get("/desk")

    def open(self, path: str) -> Response:
        """Go to a page of the desk."""
        self.page = self.client.get(path)
        return self.page

    def shown(self) -> str:
        """The page's text, without tags."""
        text = re.sub(r"<(head|script|style)\b.*?</\1>", " ", self.page.text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def send(self, action: str, /, **fields: str) -> Response:
        """Send the page's form whose action holds `action`, with these fields filled in, and go where it leads."""
        parsed = _Forms()
        parsed.feed(self.page.text)
        path, filled = next((path, values) for path, values in parsed.forms if action in path)
        answer = self.client.post(path, data=filled | fields, headers={"sec-fetch-site": "same-origin"})
        if answer.status_code == 303:
            self.open(urljoin(str(answer.url), answer.headers["location"]))
        else:
            self.page = answer
        return answer

    def decide(self, decision: str, **fields: str) -> Response:
        """Press a decision's button on the issue that is shown."""
        return self.send("/decision", decision=decision, **fields)


def numbers(desk: Desk) -> list[int]:
    """The issues that the page's queue shows, in its order."""
    return [int(number) for number in re.findall(r'class="row" href="/desk/issues/(\d+)', desk.page.text)]
