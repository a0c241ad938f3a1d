"""What a site's owner sets, as readers meet it: pages that are left out, the site's own words, its colours."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.checkout import ROOT
from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import SITE

VECTORS = json.loads((ROOT / "tests/vectors/url_patterns.json").read_text(encoding="utf-8"))
BODY = "<article><p>They recieved it.</p></article><p><bluepencil-caption>quiet</bluepencil-caption></p>"


def _pinned(options: dict[str, Any]) -> str:
    """The tag of the script that is configured by its tag."""
    written = json.dumps(options).replace("{", "{{").replace("}", "}}")
    return f"""<script async src="{{service}}/widget.js" data-site="{SITE}" data-options='{written}'></script>"""


def test_a_page_that_is_left_out_is_left_alone(reader: Reader) -> None:
    reader.service.options = {"ignored": ["/print/*"]}
    reader.visit(BODY, path="/print/a")
    reader.press("recieved")
    reader.page.evaluate("Bluepencil.open()")
    expect(reader.dialog).to_have_count(0)
    expect(reader.page.locator("bluepencil-caption")).to_have_text("quiet")
    reader.visit(BODY, path="/articles/a")
    expect(reader.page.locator("bluepencil-caption button")).to_be_visible()
    reader.press("recieved")
    expect(reader.dialog).to_be_visible()


def test_single_page_sites_are_asked_at_each_address(reader: Reader) -> None:
    reader.service.options = {"allowed": ["/articles/*", "/story?id=*"]}
    reader.visit(BODY, path="/about")
    reader.press("recieved")
    expect(reader.dialog).to_have_count(0)
    for address in ("/articles/a?x=1", "/story?id=7"):
        reader.page.evaluate("(address) => history.pushState({}, '', address)", address)
        reader.press("recieved")
        expect(reader.dialog).to_be_visible()
        reader.leave()
    reader.page.evaluate("history.pushState({}, '', '/story')")
    reader.press("recieved")
    expect(reader.dialog).not_to_be_visible()


@pytest.mark.parametrize("pinned", [False, True])
def test_patterns_cover_what_the_service_says_they_do(reader: Reader, pinned: bool) -> None:
    """The same vectors as in tests/domain/test_url_patterns.py, for addresses that are of the page's own host."""
    vectors = [vector for vector in VECTORS if vector["url"].startswith("https://news.example/")]
    own = [vector for vector in vectors if vector.get("kept", vector["pattern"]).startswith("/")]
    assert len(own) > 15
    for fits in (True, False):
        patterns = [vector.get("kept", vector["pattern"]) for vector in own if vector["fits"] is fits]
        paths = [vector["url"].removeprefix("https://news.example") for vector in own if vector["fits"] is fits]
        for pattern, path in zip(patterns, paths, strict=True):
            options = {"allowed": [pattern]}
            reader.service.options = options
            tag = {"tag": _pinned(options)} if pinned else {}
            reader.visit(BODY, path="/start", **tag)
            reader.page.evaluate("(path) => history.replaceState({}, '', path)", path)
            reader.press("recieved")
            assert (reader.dialog.count() == 1) is fits, (pattern, path)


def test_the_sites_words_stand_in_the_dialog_and_below_the_article(reader: Reader) -> None:
    reader.service.wording = {"rules": "We answer\nwithin a day.", "caption": "A slip? Press [these keys], please."}
    reader.visit(BODY)
    expect(reader.page.locator("bluepencil-caption")).to_have_text("A slip? Press these keys, please.")
    reader.press("recieved")
    rules = reader.dialog.get_by_text("We answer")
    expect(rules).to_be_visible()
    assert rules.evaluate("(node) => node.innerText") == "We answer\nwithin a day."


def test_words_in_another_language_come_from_the_site(reader: Reader) -> None:
    reader.service.wording = {"rules": "Site's own"}
    reader.visit(f"<div lang=de>{BODY}</div>")
    reader.press("recieved")
    expect(reader.dialog.get_by_role("button", name="Senden")).to_be_visible()
    expect(reader.dialog.get_by_text("Site's own")).to_be_visible()


def test_a_pinned_script_takes_its_english_words_from_its_tag(reader: Reader) -> None:
    reader.visit(BODY, tag=_pinned({"english": {"rules": "Be kind."}}))
    reader.press("recieved")
    expect(reader.dialog.get_by_text("Be kind.")).to_be_visible()


def test_a_selector_that_is_none_leaves_the_page_alone(reader: Reader) -> None:
    reader.service.options = {"active": ":is(p:nope(1), ?!)"}
    reader.visit(BODY)
    reader.press("recieved")
    expect(reader.dialog).to_have_count(0)
    reader.service.options = {"active": ":is(?!, article)"}
    reader.visit(BODY)
    reader.press("recieved")
    expect(reader.dialog).to_be_visible()


def test_colours_are_those_of_the_scheme(reader: Reader) -> None:
    reader.service.options = {"style": "--bluepencil-pencil:light-dark(#0b5563,#7fd0e0)"}
    for scheme, colour in (("light", "rgb(11, 85, 99)"), ("dark", "rgb(127, 208, 224)")):
        reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        reader.visit(BODY)
        reader.press("recieved")
        expect(reader.button("Send")).to_have_css("background-color", colour)
