"""An editor at the desk, as the benchmark of it drives one: a log-in, pages and forms, over one connection."""

import http.client
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

IDLE_SECONDS = 2
"""After so long a connection is made anew before it is measured: the server closes those that are idle."""


@dataclass
class Answer:
    """One answer and the seconds that it took."""

    status: int
    text: str
    seconds: float


@dataclass
class Form:
    """One form as the page has it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: set[tuple[str, str]] = field(default_factory=set)


class _Page(HTMLParser):
    """A page's forms and its link to the next page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.next: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("a", "link") and "next" in given.get("rel", "").split():
            self.next = given.get("href")
        elif tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif self.forms and "name" in given and "form" not in given:
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        name, value = given["name"], given.get("value", "")
        if tag == "button":
            self.forms[-1].buttons.add((name, value))
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.forms[-1].fields[name] = value


class Editor:
    """Somebody who is logged in."""

    def __init__(self, port: int, email: str, password: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._asked_at = time.perf_counter()
        self._cookie = ""
        answer = self._ask("POST", "/login", {"email": email, "password": password})
        if answer.status != 303:
            raise SystemExit(f"{email} could not log in: {answer.status}")

    def get(self, path: str) -> Answer:
        """Open a page. Ends the benchmark where that is not answered 200."""
        answer = self._ask("GET", path)
        if answer.status != 200:
            raise SystemExit(f"{path} was answered {answer.status}")
        return answer

    def issues(self, queue: str) -> list[int]:
        """The numbers of the issues that a queue's page lists."""
        return list(dict.fromkeys(map(int, re.findall(r'href="/desk/issues/(\d+)', self.get(queue).text))))

    def walk(self, queue: str, pages: int) -> tuple[str, int]:
        """Follow the link to the next page. The address of the last page, and how many pages that was."""
        for done in range(1, pages):
            following = _Page(self.get(queue).text).next
            if following is None:
                return queue, done
            queue = following
        return queue, pages

    def decide(self, number: int, decision: str) -> Answer:
        """Send the form of the issue's page that has the decision's button. Only the sending is measured."""
        page = _Page(self.get(f"/desk/issues/{number}").text)
        button = ("decision", decision)
        form = next((form for form in page.forms if button in form.buttons), None)
        if form is None:
            raise SystemExit(f"issue {number} offers no form to {decision} it")
        answer = self._ask("POST", form.action, form.fields | dict([button]))
        if answer.status not in (200, 303):
            raise SystemExit(f"the decision on issue {number} was answered {answer.status}")
        return answer

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self._cookie}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if fields is None else urlencode(fields).encode()
        if time.perf_counter() - self._asked_at > IDLE_SECONDS:
            self._connection.close()
            self._connection.connect()
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        self._asked_at = time.perf_counter()
        seconds = self._asked_at - began
        if cookie := answer.getheader("Set-Cookie"):
            self._cookie = cookie.partition(";")[0]
        return Answer(answer.status, content.decode(), seconds)
