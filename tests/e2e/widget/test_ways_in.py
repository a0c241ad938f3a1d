"""Every way in, and none by mistake."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.visitor import Visitor

BODY = """<article><p>The likely misattributtion reflects an attempt.</p></article><p id=other>Another tekst.</p>
<button onclick="Bluepencil.open()">Report</button><p><bluepencil-caption></bluepencil-caption></p>
<p data-bluepencil-caption>…</p>"""
CAPTION = "If you have found a spelling error, please notify us by selecting that text and pressing Ctrl+Enter"


@pytest.mark.parametrize("keys", ["Control+Enter", "Meta+Enter", "Control+NumpadEnter"])
def test_keys_that_open(reader: Reader, keys: str) -> None:
    reader.visit(BODY)
    reader.press("misattributtion", keys=keys)
    expect(reader.dialog).to_be_visible()


def test_keys_that_do_not(visitor: Visitor) -> None:
    """Nor while composing, nor on repeat, nor what the page has handled."""
    visitor.visit(BODY)
    visitor.select("misattributtion")
    for keys in ("Enter", "Control Shift Enter", "Alt Enter", "Control Meta Enter", "Control m"):
        visitor.driver.press(*keys.split())
    visitor.run("""() => {
      for (const said of [{ repeat: true }, { isComposing: true }, { key: "Process" }])
        dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, ...said }));
      document.addEventListener("keydown", (event) => event.preventDefault());
    }""")
    visitor.driver.press("Control", "Enter")
    assert visitor.run("() => document.querySelector('bluepencil-widget')") is None


def test_nothing_selected_is_not_the_last_selection(reader: Reader) -> None:
    reader.visit(BODY)
    reader.select("misattributtion")
    reader.page.locator("#other").click()
    reader.press()
    expect(reader.outcome).to_contain_text("Please select the text with the error")


def test_the_sites_own_button(reader: Reader) -> None:
    reader.visit(BODY)
    reader.select("misattributtion")
    reader.page.get_by_role("button", name="Report").click()
    expect(reader.quote.locator("mark")).to_have_text("misattributtion")


def test_the_caption_says_what_to_do_and_does_it(reader: Reader) -> None:
    reader.visit(BODY)
    expect(reader.page.locator("bluepencil-caption")).to_have_text(CAPTION)
    expect(reader.page.locator("[data-bluepencil-caption]")).to_have_text(CAPTION)
    reader.select("misattributtion")
    reader.page.locator("bluepencil-caption button").click()
    expect(reader.quote.locator("mark")).to_have_text("misattributtion")


def test_a_caption_that_comes_later_is_filled(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.evaluate(
        """() => {
          history.pushState({}, "", "/next");
          document.body.innerHTML = "<p>A nwe page.</p><bluepencil-caption></bluepencil-caption>";
        }"""
    )
    expect(reader.page.locator("bluepencil-caption")).to_have_text(CAPTION)
    reader.press("nwe")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    assert reader.service.reports[0]["page"]["url"] == f"{reader.pages.origin}/next"


def test_only_where_the_owner_wants_it(reader: Reader) -> None:
    reader.service.options = {"active": "article"}
    reader.visit(BODY)
    reader.press("tekst")
    expect(reader.page.locator("bluepencil-widget")).to_have_count(0)
    reader.press("misattributtion")
    expect(reader.dialog).to_be_visible()


def test_on_a_touch_screen_a_button_comes_with_a_selection(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    notice = "<aside style='position:fixed;inset:auto 0 0;z-index:2147483647;background:#fff'>Our<br>cookies.</aside>"
    reader.visit(BODY + "<div style='height:2000px'></div><p>At the foot a misteak.</p>" + notice)
    caption = reader.page.locator("bluepencil-caption")
    expect(caption).to_contain_text("tapping Report an error")
    offer = reader.page.locator("bluepencil-widget aside button")
    reader.select("misattributtion")
    expect(offer).to_be_visible()
    box = offer.bounding_box()
    assert box is not None and box["height"] >= 44
    assert box["y"] > 700
    expect(reader.dialog).to_have_count(0)
    reader.page.evaluate("getSelection().removeAllRanges()")
    expect(offer).to_have_count(0)
    reader.select("misattributtion")
    offer.tap()
    expect(reader.quote.locator("mark")).to_have_text("misattributtion")
    expect(reader.correction).to_be_focused()


def test_a_stray_tap_opens_nothing(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reader.page.clock.install()
    reader.visit(BODY)
    words = reader.page.locator("article p")
    words.tap()
    words.tap()
    reader.page.clock.run_for(1000)
    expect(reader.page.locator("bluepencil-widget")).to_have_count(0)
    reader.select("misattributtion")
    reader.page.clock.run_for(1000)
    words.tap()
    reader.page.locator("#other").tap()
    reader.page.clock.run_for(1000)
    expect(reader.dialog).to_have_count(0)


def test_the_touch_button_speaks_the_language_of_what_is_selected(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reader.visit("<p>A misteak.</p><p lang='de'>Ein Feler.</p>")
    offer = reader.page.locator("bluepencil-widget aside button")
    for word, said in (("Feler", "Fehler melden"), ("misteak", "Report an error")):
        reader.select(word)
        expect(offer).to_have_text(said)
    reader.select("Feler")
    expect(offer).to_have_text("Fehler melden")
    offer.tap()
    expect(reader.dialog.get_by_role("heading")).to_have_text("Fehler melden")


def test_the_touch_button_makes_room_for_a_selection_at_the_foot(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 390, "height": 600}, has_touch=True, is_mobile=True)
    reader.visit("<div style='height:430px'></div><p>A misteak.</p>")
    reader.select("misteak")
    offer = reader.page.locator("bluepencil-widget aside button")
    expect(offer).to_be_visible()
    box = offer.bounding_box()
    assert box is not None and box["y"] < 100


def test_the_touch_button_is_on_the_screen_where_the_page_is_wider(make_reader: Callable[..., Reader]) -> None:
    """Such a page is higher than the screen, too, and what is fixed to its foot is out of sight."""
    reader = make_reader(viewport={"width": 390, "height": 600}, has_touch=True, is_mobile=True)
    reader.visit("<p>A misteak.</p><div style='width:500px;height:2000px'>Wide</div>")
    assert reader.page.evaluate("innerHeight - visualViewport.height") > 100
    reader.select("misteak")
    offer = reader.page.locator("bluepencil-widget aside button")
    expect(offer).to_be_visible()
    box = offer.bounding_box()
    assert box is not None and box["y"] > 500 and box["y"] + box["height"] <= 600
    offer.tap()
    expect(reader.quote.locator("mark")).to_have_text("misteak")


def test_no_button_at_a_desk(reader: Reader) -> None:
    reader.page.clock.install()
    reader.visit(BODY)
    reader.select("misattributtion")
    reader.page.clock.run_for(1000)
    expect(reader.page.locator("bluepencil-widget")).to_have_count(0)
