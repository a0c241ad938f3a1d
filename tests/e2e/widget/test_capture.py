"""Exactly what the reader selected, wherever it is; in each browser."""

import json

import pytest
from playwright.sync_api import expect

from tests.checkout import ROOT
from tests.e2e.widget.reader import Reader
from tests.e2e.widget.visitor import Visitor

VECTORS = json.loads((ROOT / "tests/vectors/normalised_text.json").read_text(encoding="utf-8"))
End = tuple[str, int]


def test_the_shared_vectors_hold_in_a_browser(visitor: Visitor) -> None:
    """Before and after a selected word in the midst of each page there is what the vector says."""
    cases = [case for case in VECTORS if case["html"] is not None]
    assert len(cases) > 20
    for case in cases:
        visitor.put(case["html"])
        visitor.select("MARKED")
        report = visitor.report()
        assert report is not None, case["name"]
        expected = case["text"] + "\n" if case["text"] else ""
        assert report["quote"]["prefix"] == expected[-96:], case["name"]
        assert report["position"]["start"] == len(expected), case["name"]


ANYWHERE: dict[str, tuple[str, End, End, dict[str, str]]] = {
    "across elements": (
        "<p>A <b id=a>bold</b> and <i id=b>slanted</i> word</p>", ("#a", 2), ("#b", 4),
        {"exact": "ld and slan", "prefix": "A bo", "suffix": "ted word\nMARKED"},
    ),
    "across paragraphs": (
        "<p id=a>One line</p>\n<p id=b>Two lines</p>", ("#a", 4), ("#b", 3),
        {"exact": "line\nTwo", "prefix": "One ", "suffix": " lines\nMARKED"},
    ),
    "in a table and a list": (
        "<table><tr><td id=a>cell one<td>cell two</table><ul><li>first<li id=b>second</ul>", ("#a", 5), ("#b", 6),
        {"exact": "one\ncell two\nfirst\nsecond", "prefix": "cell ", "suffix": "\nMARKED"},
    ),
    "a break is a line break": (
        "<p><span id=a>one</span><br><span id=b>two</span></p>", ("#a", 0), ("#b", 3), {"exact": "one\ntwo"},
    ),
    "soft hyphens and zero-width characters go": (
        "<p id=a>mis&shy;attri&ZeroWidthSpace;bution</p>", ("#a", 0), ("#a", 16), {"exact": "misattribution"},
    ),
    "text is as written, not as transformed": (
        "<p id=a style='text-transform:uppercase'>straße teh</p>", ("#a", 7), ("#a", 10),
        {"exact": "teh", "prefix": "straße "},
    ),
    "islands that cannot be selected are read": (
        "<p><span id=a>one</span> <span style='user-select:none'>two</span> <span id=b>three</span></p>",
        ("#a", 0), ("#b", 5), {"exact": "one two three"},
    ),
    "hidden text is not read": (
        """<style>.h{display:none}</style><p><span id=a>one</span> <span class=h>no</span><span
        style='visibility:hidden'>no<b style='visibility:visible'>yes </b></span><script>var no</script><span
        id=b>two</span></p>""", ("#a", 0), ("#b", 3), {"exact": "one yes two"},
    ),
    "an end in hidden text is no trouble": (
        "<p>zero <span id=a hidden>no</span>one <span id=b>two</span></p>", ("#a", 1), ("#b", 3),
        {"exact": "one two", "prefix": "zero ", "suffix": "\nMARKED"},
    ),
    "an end between an element's children": (
        "<p id=a>one <b>two</b> three <i>four</i></p>", ("<#a", 1), ("<#a", 2), {"exact": "two", "prefix": "one "},
    ),
    "an end after an element's last child": (
        "<p id=a>one <b>two</b> three <i>four</i></p>", ("<#a", 2), ("<#a", 4), {"exact": "three four"},
    ),
    "right to left": (
        "<p dir=rtl id=a>هذا النص فيه خطاء واضح</p>", ("#a", 13), ("#a", 17),
        {"exact": "خطاء", "prefix": "هذا النص فيه ", "suffix": " واضح\nMARKED"},
    ),
    "half a word stays half a word": (
        "<p id=a>The likely misattributtion reflects.</p>", ("#a", 19), ("#a", 24),
        {"exact": "butti", "prefix": "The likely misattri", "suffix": "on reflects.\nMARKED"},
    ),
    "the second China is the second": (
        "<p id=a>China said so. Then China did.</p>", ("#a", 20), ("#a", 25),
        {"exact": "China", "prefix": "China said so. Then ", "suffix": " did.\nMARKED"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", ANYWHERE)
def test_what_is_selected_is_what_is_quoted(visitor: Visitor, where: str) -> None:
    html, start, end, expected = ANYWHERE[where]
    visitor.put(html)
    visitor.select_between(start, end)
    report = visitor.report()
    assert report is not None
    assert {name: report["quote"][name] for name in expected} == expected


def test_chinese_sentences_end_where_chinese_does(visitor: Visitor) -> None:
    visitor.put("<p id=a lang=zh>前面。我们发现了错字。后面。</p>")
    visitor.select("错字")
    report = visitor.report()
    assert report is not None
    assert report["quote"]["exact"] == "错字"
    assert report["sentence"] == "我们发现了错字。"
    assert report["page"]["lang"] == "zh"


def test_emoji_at_the_edge_of_the_context_stay_whole(visitor: Visitor) -> None:
    visitor.put(f"<p>x{'😀' * 100}typo{'😀' * 100}</p>")
    visitor.select("typo")
    report = visitor.report()
    assert report is not None
    assert report["quote"] == {"exact": "typo", "prefix": "😀" * 96, "suffix": "😀" * 96}
    assert report["position"] == {"start": 101, "end": 105, "length": 212}


def test_in_a_shadow_root_and_its_slots(visitor: Visitor) -> None:
    visitor.put("<p>Before.</p><x-card><b slot=s>slotted</b> dropped <x-inner></x-inner></x-card>")
    visitor.run("""() => { document.querySelector("x-card").attachShadow({mode: "open"}).innerHTML =
      "<p>A shadowy misteak, <slot name=s></slot> word</p>"; }""")
    visitor.select_between(("x-card >> p", 10), ("x-card >> p", 17))
    report = visitor.report()
    assert report is not None
    assert report["quote"] == {
        "exact": "misteak",
        "prefix": "Before.\nA shadowy ",
        "suffix": ", slotted word\nMARKED",
    }


# Browsers that know nothing of composed ranges, and Safari before 2025, which takes shadow roots one by one.
OLDER = {
    "without": "delete Selection.prototype.getComposedRanges;",
    "one by one": """const { getComposedRanges } = Selection.prototype;
      Selection.prototype.getComposedRanges = function (...shadowRoots) {
        if (!shadowRoots.every((root) => root instanceof ShadowRoot)) throw new TypeError("is no ShadowRoot");
        return getComposedRanges.call(this, { shadowRoots });
      };""",
}


@pytest.mark.parametrize("kind", OLDER)
def test_in_browsers_with_another_way_of_composing_ranges(reader: Reader, kind: str) -> None:
    reader.page.add_init_script(OLDER[kind])
    reader.visit("<p>The likely misattributtion reflects.</p><x-card></x-card>")
    reader.press("misattributtion")
    expect(reader.quote.locator("mark")).to_have_text("misattributtion")
    reader.leave()
    if kind == "one by one":
        reader.page.evaluate(
            """() => {
              const root = document.querySelector("x-card").attachShadow({ mode: "open" });
              root.innerHTML = "<p>A shadowy misteak.</p>";
              const { firstChild } = root.querySelector("p");
              getSelection().setBaseAndExtent(firstChild, 10, firstChild, 17);
            }"""
        )
        reader.press()
        expect(reader.quote.locator("mark")).to_have_text("misteak")


def test_in_a_frame_that_has_the_script(visitor: Visitor) -> None:
    inner = f"<body><p>A framed <b>misteak</b>.</p><script src='{visitor.service.origin}/w/pk_test.js'></script>"
    visitor.pages.put("/inner", inner)
    visitor.driver.open(visitor.pages.put("/outer", "<p>Outer</p><iframe src=/inner width=600 height=500></iframe>"))
    visitor.wait_for("frames[0]?.Bluepencil?.open && true")
    quoted = """() => {
      const { document, KeyboardEvent } = frames[0];
      frames[0].getSelection().selectAllChildren(document.querySelector("b"));
      const keys = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent("keydown", keys));
      return document.querySelector("bluepencil-widget").shadowRoot.querySelector("mark").textContent;
    }"""
    assert visitor.run(quoted) == "misteak"


@pytest.mark.parametrize("field", ["<input value='typo'>", "<textarea>typo</textarea>", "<p contenteditable>typo</p>"])
def test_fields_are_left_alone(visitor: Visitor, field: str) -> None:
    visitor.visit(f"<p>text</p>{field}")
    visitor.run("""() => {
      const field = document.querySelector("input, textarea, [contenteditable]");
      field.focus();
      if (field.select) field.select();
      else getSelection().selectAllChildren(field);
    }""")
    visitor.driver.press("Control", "Enter")
    assert visitor.run("() => document.querySelector('bluepencil-widget')") is None


@pytest.mark.parametrize("text", ["", " — !", "word " * 250])
def test_what_cannot_be_reported_gets_a_friendly_word(visitor: Visitor, text: str) -> None:
    visitor.visit(f"<p id=a>{text}</p><p>more</p>")
    visitor.select_between(("#a", 0), ("#a", len(text)))
    visitor.driver.press("Control", "Enter")
    visitor.see(outcome="Please select the text with the error: up to 1,000 characters.", focused="Close")
    visitor.driver.press("Enter")
    visitor.see(open=False)
    assert visitor.service.reports == []
