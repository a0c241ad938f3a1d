"""The dialog: for the keyboard, and whatever the page's text looks like."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.visitor import ROOT, Visitor

BODY = """<main><h1>Harbour</h1>
<p>The likely <a href=# style=color:inherit>link</a> misattributtion reflects an attempt. Others recieved it.</p>
<button>Page</button><p><bluepencil-caption></bluepencil-caption></p></main>"""


def test_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.visit(BODY)
    visitor.run("() => document.querySelector('main > button').focus()")
    visitor.press_on("misattributtion")
    visitor.see(focused="correction", correction="misattributtion", name="Spelling error report")
    visitor.driver.type("misattribution")
    for field in ("kind", "comment", "Cancel", "Send"):
        visitor.driver.press("Tab")
        visitor.see(focused=field)
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.", focused="Close")
    visitor.driver.press("Enter")
    visitor.see(open=False, focused="button", selection="misattributtion")
    assert visitor.service.reports[0]["correction"] == "misattribution"


def test_tab_never_leaves_the_dialog_for_the_page(reader: Reader) -> None:
    """After its last button it goes around by way of the browser's own, where Firefox's keys can't be followed."""
    reader.visit(BODY)
    reader.press("misattributtion")
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("document.activeElement.localName") in ("bluepencil-widget", "body")


def test_escape_cancel_and_the_backdrop_close(visitor: Visitor) -> None:
    visitor.visit(BODY)
    ways: list[Callable[[], None]] = [
        lambda: visitor.driver.press("Escape"),
        lambda: visitor.run(f"() => {ROOT}.querySelector('footer button').click()"),
        lambda: visitor.driver.click(5, 5),
    ]
    for close in ways:
        visitor.press_on("misattributtion")
        close()
        visitor.see(open=False, selection="misattributtion")
    assert visitor.service.reports == []


def test_what_was_typed_outlives_a_mistaken_close(visitor: Visitor) -> None:
    visitor.visit(BODY)
    for again in (False, True):
        visitor.press_on("misattributtion")
        visitor.see(correction="I had typed this." if again else "misattributtion")
        visitor.driver.type("I had typed this.")
        visitor.leave()
    visitor.press_on("recieved")
    visitor.see(correction="recieved")
    visitor.leave()


def test_the_change_is_shown_as_it_is_typed(visitor: Visitor) -> None:
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.see(struck=None, added=None, mark="misattributtion")
    visitor.driver.type("misattribution")
    visitor.see(struck="misattributtion", added="misattribution")
    visitor.leave()
    visitor.press_on("it")
    visitor.driver.type("them")
    visitor.see(quote="Others recieved it them.")
    visitor.leave()


def test_text_that_looks_like_markup_stays_text(visitor: Visitor) -> None:
    visitor.visit("<p>Write &lt;img src=x onerror=alert(1)&gt; or &lt;b&gt;bold&lt;/b&gt; tekst here.</p>")
    visitor.press_on("tekst")
    visitor.see(quote="Write <img src=x onerror=alert(1)> or <b>bold</b> tekst here.")
    visitor.driver.type("<i>text</i>")
    visitor.see(added="<i>text</i>")
    assert visitor.run(f"() => {ROOT}.querySelectorAll('img, b, i').length") == 0
    visitor.leave()


def test_what_was_not_changed_is_not_sent_as_a_correction(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.dialog.get_by_label("What is wrong?").select_option("grammar")
    expect(reader.dialog.get_by_label("E-mail")).to_have_count(0)
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [report] = reader.service.reports
    assert "correction" not in report
    assert report["kind"] == "grammar"


def test_an_owner_says_what_is_asked(reader: Reader) -> None:
    reader.service.options = {
        "email": True,
        "comment": False,
        "kind": False,
        "texts": {"rules": "First rule.\nSecond rule."},
    }
    reader.visit(BODY)
    reader.press("misattributtion")
    expect(reader.dialog.get_by_label("E-mail")).to_be_visible()
    expect(reader.comment).to_have_count(0)
    expect(reader.dialog.get_by_label("What is wrong?")).to_have_count(0)
    rules, send = reader.dialog.get_by_text("First rule.").bounding_box(), reader.button("Send").bounding_box()
    assert rules and send and rules["y"] + rules["height"] <= send["y"]
    reader.dialog.get_by_label("E-mail").fill("ann@example.org")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    assert reader.service.reports[0]["email"] == "ann@example.org"


@pytest.mark.parametrize("left", ["footer button", "[name=correction]", "[name=comment]"])
def test_the_keys_are_the_pages_again_as_soon_as_it_is_closed(visitor: Visitor, left: str) -> None:
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    # In one task: until the page is painted again, the focus is on what had it in the closed dialog.
    visitor.run(
        """(left) => {
          const root = document.querySelector("bluepencil-widget").shadowRoot;
          const place = root.querySelector(left);
          place.focus();
          root.querySelector("footer button").click();
          getSelection().selectAllChildren(document.querySelector("h1"));
          place.dispatchEvent(new KeyboardEvent("keydown",
            { key: "Enter", ctrlKey: true, bubbles: true, composed: true, cancelable: true }));
        }""",
        left,
    )
    visitor.see(open=True, mark="Harbour")
    visitor.leave()


def test_the_keys_open_it_again_right_after_escape(visitor: Visitor) -> None:
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    for _ in range(3):
        visitor.driver.press("Escape")
        visitor.driver.press("Control", "Enter")
        visitor.see(open=True, mark="misattributtion", focused="correction")
    visitor.leave()


def test_the_pages_shortcuts_do_not_hear_what_is_typed(visitor: Visitor) -> None:
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.run("() => { window.heard = 0; document.addEventListener('keydown', () => heard++); }")
    visitor.driver.type("jk/")
    visitor.see(correction="jk/")
    assert visitor.run("() => heard") == 0
    visitor.leave()
