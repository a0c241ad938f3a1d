"""The dialog for every eye: whatever the colours are, without motion, and for those who have it read to them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.legibility import check_contrast
from tests.e2e.widget.reader import Reader

BODY = """<main><h1>Harbour</h1>
<p>The likely <a href=# style=color:inherit>link</a> misattributtion reflects an attempt. Others recieved it.</p>
<button>Page</button><p><bluepencil-caption></bluepencil-caption></p></main>"""
AXE = Path(__file__).parents[3] / "widget" / "node_modules" / "axe-core" / "axe.min.js"

# Whatever moves, or would move, of the widget.
MOVING = """() => {
  const host = document.querySelector("bluepencil-widget");
  const moves = (node) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
  };
  return [host, ...host.shadowRoot.querySelectorAll("*")].filter(moves).map((node) => node.localName);
}"""


def check(reader: Reader) -> None:
    """Neither axe nor a look at the contrast finds anything, with the dialog as it is."""
    assert AXE.exists(), "axe-core is missing: run `npm ci` in widget/"
    if not reader.page.evaluate("'axe' in window"):
        reader.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = reader.page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(n => n.html)]))"
    )
    assert found == []
    if reader.dialog.is_visible():
        check_contrast(reader)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_each_state_can_be_read_and_axe_finds_nothing(
    make_reader: Callable[..., Reader], scheme: str, forced: str
) -> None:
    reader = make_reader(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
    reader.service.options = {"email": True, "texts": {"rules": "Please be kind."}}
    reader.visit(BODY + "<style>:root{color-scheme:light dark}</style>")
    check(reader)
    reader.press("misattributtion")
    check(reader)
    reader.correction.fill("misattribution")
    check(reader)
    reader.service.gate.clear()
    reader.send()
    expect(reader.outcome).to_have_text("Sending…")
    check(reader)
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("received")
    check(reader)
    for status, words in ((422, "not accepted"), (503, "could not be sent")):
        reader.service.status = status
        reader.leave()
        reader.press("recieved")
        reader.send()
        expect(reader.outcome).to_contain_text(words)
        check(reader)
    # Once the dialog is told that it is closed, the reader has the selection back, and may give it up.
    reader.dialog.evaluate("(node) => { window.told = new Promise((done) => node.addEventListener('close', done)); }")
    reader.leave()
    reader.page.evaluate("told.then(() => {})")
    reader.page.evaluate("getSelection().removeAllRanges()")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.outcome).to_contain_text("Please select")
    check(reader)


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


def test_a_dark_page_can_be_read_on_a_light_system(reader: Reader) -> None:
    """Whoever sets a sheet on which the pencil can be read has a main button that can be read."""
    reader.visit(
        BODY
        + """<style>:root{--bluepencil-ink:#eee;--bluepencil-sheet:#222;--bluepencil-pencil:#8cf;
        --bluepencil-strike:#f99}</style>"""
    )
    reader.press("misattributtion")
    reader.correction.fill("misattribution")
    check_contrast(reader)


def test_the_main_button_can_be_read_where_colours_are_forced(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(forced_colors="active")
    reader.visit(BODY)
    reader.press("misattributtion")
    written = reader.button("Send").screenshot()
    reader.button("Send").evaluate("(button) => { button.firstChild.data = '\\u2003\\u2003'; }")
    assert reader.dialog.locator("footer button").last.screenshot() != written


def test_nothing_moves(make_reader: Callable[..., Reader]) -> None:
    """Whoever asks for less motion gets none; and so does everybody else, even where all else on a page moves."""
    reader = make_reader(reduced_motion="reduce", has_touch=True, is_mobile=True)
    style = (
        "@keyframes spin{to{rotate:1turn}} :not(html){transition:all 9s!important;animation:spin 9s infinite!important}"
    )
    reader.visit(f"{BODY}<style>{style} *{{scroll-behavior:smooth!important}}</style>")
    reader.select("misattributtion")
    reader.page.locator("bluepencil-widget aside button").tap()
    assert reader.page.evaluate(MOVING) == []
    reader.correction.fill("misattribution")
    assert reader.page.evaluate(MOVING) == []
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    assert reader.page.evaluate(MOVING) == []
