"""Pages of the desk, read as a browser reads them, and reports to fill them with."""

import re
from html.parser import HTMLParser
from itertools import count
from typing import Any

from service import models
from tests.client import TestClient
from tests.factories import ORIGIN, report
from tests.hostile.target import Target

_numbers = count(1)


class Markup(HTMLParser):
    """A page as a browser takes it apart: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def check_harmless(self) -> None:
        """Assert that nothing in it runs, loads from elsewhere or asks a library to."""
        for tag, attributes in self.tags:
            assert tag not in ("img", "svg", "iframe", "object", "embed", "base", "style", "math"), (tag, attributes)
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), attributes
            assert not [name for name in attributes if name.startswith(("on", "style", "srcdoc"))], attributes
            asked = {name: value for name, value in attributes.items() if name.startswith("hx-")}
            assert all(_is_ours(name, value) for name, value in asked.items()), attributes
            link = attributes.get("href", "") or attributes.get("action", "")
            assert not link or re.match(r"(/|#|\?|https://[a-z.]+example[/:])", link), attributes


def _is_ours(name: str, value: str) -> bool:
    """Whether the desk's own templates ask the library for this."""
    if name in ("hx-get", "hx-post"):
        return value.startswith("/desk")
    known = {"hx-target": ("#sheet", "#live", "closest li"), "hx-swap": ("outerHTML",)}
    known |= {"hx-trigger": ("every 1s", "load delay:2s", "load delay:20s")}
    return value in (known | {"hx-validate": ("true",)})[name]


def shown(desk: TestClient, path: str) -> Markup:
    """A page of the desk, which is harmless."""
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    markup = Markup(answer.text)
    markup.check_harmless()
    return markup


def send(target: Target, **fields: Any) -> models.Report:
    """Report from a page of its own; the row."""
    sent = report(page={"url": f"{ORIGIN}/stored/{next(_numbers)}"} | fields.pop("page", {}), **fields)
    answer = target.post(sent)
    assert answer.status_code == 202, answer.text
    return target.report(sent["id"])


def squeezed(text: str) -> str:
    return " ".join(text.split())
