"""The tags of a page: those that a browser acts on, and quickly however the page is made."""

import time

import pytest

from service.domain.page_tags import Tag, tags_of


def _names(markup: str) -> list[str]:
    return [tag.name for tag in tags_of(markup)]


def test_attributes_are_read_in_every_notation() -> None:
    (tag,) = tags_of("<SCRIPT async SRC='/a?b=1&amp;c=2' data-x=\"<>\" defer=defer Id = q id=second / nonce=>")
    assert tag == Tag(
        "script",
        {"async": "", "src": "/a?b=1&c=2", "data-x": "<>", "defer": "defer", "id": "q", "nonce": ""},
    )
    assert tag.get("src") == "/a?b=1&c=2" and tag.get("none") == ""


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("text only", []),
        ("<p>1 < 2</p><b>", ["p", "b"]),
        ("<!-- <script src=a></script> --><p>", ["p"]),
        ("<!--><p><!---><b>", ["p", "b"]),
        ("<!-- never closed <p>", []),
        ("<script>'<p>'</script><b>", ["script", "b"]),
        ("<script>never closed <p>", ["script"]),
        ("<STYLE>a<p></Style><b>", ["style", "b"]),
        ("<noscript><p></noscript><b>", ["noscript", "b"]),
        (
            "<template><i></template><textarea><u></textarea><title><p></title><b>",
            ["template", "textarea", "title", "b"],
        ),
        ('<a href="x""><b>', ["a", "b"]),
        ('<a title="a > b"><b>', ["a", "b"]),
        ("<p class='never closed><b>", []),
        ("<p and no end", []),
        ("</p><!doctype html><?xml?><b>", ["b"]),
        ("<my-element/><b/>", ["my-element", "b"]),
    ],
)
def test_only_what_a_browser_acts_on_is_there(markup: str, names: list[str]) -> None:
    assert _names(markup) == names


BOMBS = {
    "divs": "<div>" * 200_000,
    "comments": "<!-- " * 200_000,
    "tags without end": "<script " * 120_000,
    "quotes without end": '<a b="' * 160_000,
    "equals": "<a " + "= " * 500_000 + ">",
    "spaces": "<a b" + " " * 1_000_000 + ">",
    "scripts": "<script>" * 120_000,
    "attributes": "<p " + "a " * 400_000 + ">",
    "less than": "<" * 1_000_000,
    "quotation marks": "<a " + "\"'" * 400_000 + ">",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_no_page_is_slow_to_read(bomb: str) -> None:
    """F14: there is no parser that could take minutes or give up, and so no answer that the page did not give."""
    started = time.process_time()
    for _ in tags_of(bomb):
        pass
    assert time.process_time() - started < 10
