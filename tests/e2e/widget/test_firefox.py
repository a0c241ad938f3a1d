"""The main path once more, in Firefox."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.widget.reader import ARTICLE, MARKED, REPORT_AFTER, SELECT, TAG
from tests.e2e.widget.servers import Pages, Service
from tests.firefox import CONTROL, ENTER, ESCAPE, TAB, Firefox

# One process starts the one Firefox.
pytestmark = pytest.mark.xdist_group("firefox")

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "normalised_text.json").read_text(encoding="utf-8"))
BODY = "<p>“Nobody was asked.” The board's misattributtion reflects an attempt.</p><button>Page</button>"
ROOT = "document.querySelector('bluepencil-widget')?.shadowRoot"
DIALOG = f"{ROOT}?.querySelector('dialog:modal')"
OUTCOME = f"{ROOT}?.querySelector('[role=alert]')?.textContent"
NOTHING_WAITS = "Object.values(localStorage).every((entry) => !JSON.parse(entry).body)"


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")).running() as running:
        yield running


class Visitor:
    """Somebody who reads a page in Firefox."""

    def __init__(self, firefox: Firefox, service: Service, pages: Pages) -> None:
        self.firefox = firefox
        self.service = service
        self.pages = pages

    def visit(self, body: str, *, template: str = ARTICLE, **headers: Any) -> None:
        html = template.format(body=body, tag=TAG.format(service=self.service.origin))
        self.firefox.open(self.pages.put("/article", html, **headers))
        self.firefox.wait_for("typeof window.Bluepencil?.open === 'function'")

    def press_on(self, text: str) -> None:
        assert self.firefox.run(f"(...given) => ({SELECT})(given)", text, 0)
        self.firefox.press(CONTROL, ENTER)
        self.firefox.wait_for(DIALOG + " && true")

    def focused(self) -> str:
        return str(self.firefox.run(f"() => {ROOT}.activeElement?.name || {ROOT}.activeElement?.textContent"))


@pytest.fixture
def visitor(firefox: Firefox, widget_service: Service, widget_pages: Pages) -> Iterator[Visitor]:
    yield Visitor(firefox, widget_service, widget_pages)
    firefox.run("() => localStorage.clear()")


def test_a_report_by_keyboard_alone(visitor: Visitor) -> None:
    firefox = visitor.firefox
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    assert visitor.focused() == "correction"
    firefox.type("misattribution")
    assert firefox.run(f"() => {ROOT}.querySelector('ins').textContent") == "misattribution"
    names = []
    for _ in range(4):
        firefox.press(TAB)
        names.append(visitor.focused())
    assert names == ["kind", "comment", "Cancel", "Send"]
    firefox.press(ENTER)
    firefox.wait_for(f"{OUTCOME} === 'Thank you! Our editors have received your report.'")
    assert visitor.focused() == "Close"
    firefox.press(ENTER)
    firefox.wait_for(f"!{DIALOG}")
    firefox.wait_for("getSelection().toString() === 'misattributtion'")
    [report] = visitor.service.reports
    assert report["quote"] == {
        "exact": "misattributtion",
        "prefix": "“Nobody was asked.” The board's ",
        "suffix": " reflects an attempt.\nPage",
    }
    assert report["sentence"] == "The board's misattributtion reflects an attempt."
    assert report["correction"] == "misattribution"


def test_the_shared_vectors_hold(visitor: Visitor) -> None:
    visitor.visit(MARKED)
    for case in VECTORS:
        if case["html"] is None:
            continue
        report = visitor.firefox.run(REPORT_AFTER, case["html"])
        expected = case["text"] + "\n" if case["text"] else ""
        assert report["quote"]["prefix"] == expected[-96:], case["name"]
        assert report["position"]["start"] == len(expected), case["name"]


def test_a_selection_in_a_shadow_root(visitor: Visitor) -> None:
    visitor.visit(
        """<p>Before.</p><x-card></x-card><script>
        document.querySelector("x-card").attachShadow({mode: "open"}).innerHTML = "<p>A shadowy misteak here.</p>";
        </script>"""
    )
    visitor.press_on("misteak")
    assert visitor.firefox.run(f"() => {ROOT}.querySelector('mark').textContent") == "misteak"
    visitor.firefox.press(ESCAPE)
    visitor.firefox.wait_for(f"!{DIALOG}")


def test_what_could_not_be_sent_is_kept_and_sent_once(visitor: Visitor) -> None:
    firefox = visitor.firefox
    visitor.service.status = 503
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    firefox.press(ENTER)
    firefox.wait_for(f"{OUTCOME}?.includes('could not be sent')")
    visitor.service.status = 202
    visitor.visit(BODY)
    firefox.run("() => void dispatchEvent(new Event('online'))")
    firefox.wait_for(NOTHING_WAITS)
    assert [report["id"] for report in visitor.service.reports] == [visitor.service.reports[0]["id"]] * 2


def test_a_strict_policy_is_never_violated(visitor: Visitor) -> None:
    service = visitor.service.origin
    visitor.visit(
        BODY,
        template="<!doctype html><html lang=ar><meta charset=utf-8><title>t</title><body>{body}{tag}",
        Content_Security_Policy=f"default-src 'none'; script-src {service}; connect-src {service}",
    )
    visitor.firefox.run(
        """() => {
          window.violations = [];
          addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
        }"""
    )
    visitor.press_on("misattributtion")
    visitor.firefox.wait_for(f"{DIALOG}.lang === 'ar' && getComputedStyle({DIALOG}).direction === 'rtl'")
    assert visitor.firefox.run(f"() => getComputedStyle({DIALOG}).width") == "480px"
    visitor.firefox.press(ENTER)
    visitor.firefox.wait_for(f"{OUTCOME}?.startsWith('شكرًا')")
    assert visitor.firefox.run("() => violations") == []
