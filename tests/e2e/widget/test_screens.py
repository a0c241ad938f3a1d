"""The dialog on every screen, zoomed or not, and whatever the page's styles do."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.widget.reader import Reader

BODY = """<main><h1>Harbour</h1><p>The likely misattributtion reflects an attempt. Others recieved it.</p></main>"""

# Zoom halves the page's view and doubles its pixels: 200 % on a screen of 640 × 480 is the second of these.
SCREENS: dict[str, dict[str, Any]] = {
    "320 × 240": {"viewport": {"width": 320, "height": 240}},
    "320 × 240, zoomed to it": {"viewport": {"width": 320, "height": 240}, "device_scale_factor": 2},
    "a notebook's at 200 %": {"viewport": {"width": 683, "height": 320}, "device_scale_factor": 2},
    "a phone's on its side": {"viewport": {"width": 740, "height": 360}},
    "a phone's above its keyboard": {"viewport": {"width": 370, "height": 180}},
    "a phone's": {"viewport": {"width": 360, "height": 740}},
}


def box(locator: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in the pixels of the view."""
    found = locator.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def check_reach(reader: Reader) -> None:
    """The dialog is on the screen, its buttons are, and the field that has the focus is not behind them."""
    assert reader.page.viewport_size is not None
    for target in (reader.dialog, reader.button("Send"), reader.button("Cancel")):
        left, top, right, bottom = box(target)
        assert left >= 0 and top >= 0
        assert right <= reader.page.viewport_size["width"] and bottom <= reader.page.viewport_size["height"]
    assert reader.dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
    _, top, _, bottom = box(reader.correction)
    assert box(reader.dialog)[1] <= top and bottom <= box(reader.dialog.locator("footer"))[1]


@pytest.mark.parametrize("screen", SCREENS)
def test_send_is_in_reach_on_every_screen(make_reader: Callable[..., Reader], screen: str) -> None:
    reader = make_reader(**SCREENS[screen])
    reader.service.options = {"email": True, "texts": {"rules": "First rule.\nSecond rule."}}
    reader.visit(BODY)
    reader.press("misattributtion")
    expect(reader.correction).to_be_focused()
    check_reach(reader)
    _, top, _, bottom = box(reader.button("Send"))
    assert bottom - top >= 44
    for _ in range(3):
        reader.page.keyboard.press("Tab")
        field = reader.dialog.locator(":focus")
        assert box(field)[1] < box(reader.dialog.locator("footer"))[1] - 20, "a line of it at least"
    reader.send()
    expect(reader.outcome).to_contain_text("received")


def test_send_is_in_reach_on_a_page_that_zooms_itself(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 640, "height": 480})
    reader.visit(BODY + "<style>html{zoom:2}</style>")
    reader.press("misattributtion")
    check_reach(reader)
    expect(reader.button("Send")).to_have_css("font-size", "16px")


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


def test_a_word_without_end_is_broken(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 320, "height": 480})
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2
    reader.visit(f"<p>Ein {word} Wort.</p>")
    reader.press(word)
    reader.correction.fill(word[:-1])
    assert reader.dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    assert reader.dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")


# Each of them breaks a dialog that stands among the page's own elements.
STYLES = [
    "*{all:unset!important}",
    "dialog,form,button,bluepencil-widget,html>:not(head,body){display:none!important;visibility:hidden!important}",
    "html{font-size:62.5%;letter-spacing:9px;text-transform:uppercase;direction:rtl;writing-mode:vertical-rl}",
    "html{transform:scale(.3);filter:blur(9px);opacity:.1;overflow:hidden;pointer-events:none;user-select:none}",
    "body::after{content:'';position:fixed;inset:0;background:green;z-index:2147483647}",
    "*{transform:rotate(9deg)!important;position:static!important;z-index:-1!important;color:red!important}",
]


@pytest.mark.parametrize("style", STYLES)
def test_the_pages_styles_do_not_reach_the_dialog(reader: Reader, style: str) -> None:
    page = BODY.replace("misattributtion", "<b>misattributtion</b>")
    reader.visit(page)
    reader.press("misattributtion")
    plain = [box(reader.button(name)) for name in ("Cancel", "Send")]
    reader.visit(page + f"<style>{style}</style>")
    reader.press("misattributtion")
    for name, value in (("text-transform", "none"), ("letter-spacing", "normal"), ("font-size", "16px")):
        expect(reader.button("Cancel")).to_have_css(name, value)
    sizes = [(right - left, bottom - top) for left, top, right, bottom in plain]
    for name, size in zip(("Cancel", "Send"), sizes, strict=True):
        left, top, right, bottom = box(reader.button(name))
        assert (right - left, bottom - top) == size
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    expect(reader.outcome).to_have_css("direction", "ltr")
