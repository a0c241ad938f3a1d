"""The dialog: for the keyboard, for screen readers, on small screens, and whatever the page's text looks like."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.visitor import Visitor

BODY = """<main><h1>Harbour</h1>
<p>The likely <a href=# style=color:inherit>link</a> misattributtion reflects an attempt. Others recieved it.</p>
<button>Page</button><p><bluepencil-caption></bluepencil-caption></p></main>"""
ROOT = "document.querySelector('bluepencil-widget').shadowRoot"
AXE = Path(__file__).parents[3] / "widget" / "node_modules" / "axe-core" / "axe.min.js"


def check_with_axe(reader: Reader) -> None:
    """No finding on the page, with the dialog as it is."""
    assert AXE.exists(), "axe-core is missing: run `npm ci` in widget/"
    if not reader.page.evaluate("'axe' in window"):
        reader.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = reader.page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(n => n.html)]))"
    )
    assert found == []


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


def test_the_page_sets_the_colours(reader: Reader) -> None:
    reader.visit(
        BODY
        + """<style>:root{--bluepencil-pencil:rgb(1, 2, 3);--bluepencil-strike:rgb(4, 5, 6);
        --bluepencil-ink:rgb(7, 8, 9);--bluepencil-sheet:rgb(250, 251, 252)}</style>"""
    )
    reader.press("misattributtion")
    reader.correction.fill("misattribution")
    expect(reader.button("Send")).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(reader.quote.locator("ins")).to_have_css("color", "rgb(1, 2, 3)")
    expect(reader.quote.locator("del")).to_have_css("color", "rgb(4, 5, 6)")
    expect(reader.correction).to_have_css("color", "rgb(7, 8, 9)")
    expect(reader.dialog).to_have_css("background-color", "rgb(250, 251, 252)")


def test_the_main_button_can_be_read_where_colours_are_forced(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(forced_colors="active")
    reader.visit(BODY)
    reader.press("misattributtion")
    written = reader.button("Send").screenshot()
    reader.button("Send").evaluate("(button) => { button.firstChild.data = '\\u2003\\u2003'; }")
    assert reader.dialog.locator("footer button").last.screenshot() != written


def test_a_long_answer_is_read_from_its_beginning(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 320, "height": 240})
    reader.service.status = 422
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.comment.fill("A long comment. " * 40)
    reader.send()
    expect(reader.outcome).to_contain_text("not accepted")
    expect(reader.button("Close")).to_be_focused()
    expect(reader.outcome).to_be_in_viewport(ratio=1)


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


@pytest.mark.parametrize("size", [(320, 240), (740, 360), (370, 180), (360, 740)])
def test_send_is_in_reach_on_small_screens(make_reader: Callable[..., Reader], size: tuple[int, int]) -> None:
    width, height = size
    reader = make_reader(viewport={"width": width, "height": height})
    reader.visit(BODY)
    reader.press("misattributtion")
    for target in (reader.dialog, reader.button("Send"), reader.button("Cancel")):
        box = target.bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
    box = reader.button("Send").bounding_box()
    assert box is not None and box["height"] >= 44
    assert reader.dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_axe_finds_nothing(make_reader: Callable[..., Reader], scheme: str, forced: str) -> None:
    reader = make_reader(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
    reader.service.options = {"email": True, "texts": {"rules": "Please be kind."}}
    reader.visit(BODY + "<style>:root{color-scheme:light dark}</style>")
    check_with_axe(reader)
    reader.press("misattributtion")
    check_with_axe(reader)
    reader.correction.fill("misattribution")
    check_with_axe(reader)
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    check_with_axe(reader)
    for status, words in ((422, "not accepted"), (503, "could not be sent")):
        reader.service.status = status
        reader.leave()
        reader.press("recieved")
        reader.send()
        expect(reader.outcome).to_contain_text(words)
        check_with_axe(reader)
    reader.page.keyboard.press("Escape")
    expect(reader.dialog).to_be_hidden()
    reader.page.wait_for_function("getSelection().toString() !== ''")  # the reader has the selection back
    reader.page.evaluate("getSelection().removeAllRanges()")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.outcome).to_contain_text("Please select")
    check_with_axe(reader)
