"""Exactly what the reader selected, wherever it is."""

import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import MARKED, REPORT_AFTER, Reader

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "normalised_text.json").read_text(encoding="utf-8"))

# Sets the selection's ends by paths of selectors, "host >> inside" going into shadow roots, and offsets in text nodes.
_SELECT_BETWEEN = """([from, to]) => {
  const find = ([path, offset]) => {
    let at = document;
    for (const part of path.split(" >> ")) at = (at.shadowRoot ?? at).querySelector(part);
    return [at.firstChild ?? at, offset];
  };
  getSelection().setBaseAndExtent(...find(from), ...find(to));
}"""


def sent(reader: Reader) -> dict[str, Any]:
    """Presses the keys on what is selected, sends, and gives back the report."""
    reader.press()
    expect(reader.dialog).to_be_visible()
    reader.send()
    expect(reader.outcome).to_contain_text("Thank you!")
    return reader.service.reports[-1]


@pytest.fixture
def between(reader: Reader) -> Any:
    def report(body: str, start: tuple[str, int], end: tuple[str, int]) -> dict[str, Any]:
        reader.visit(body)
        reader.page.evaluate(_SELECT_BETWEEN, [start, end])
        return sent(reader)

    return report


def test_the_shared_vectors_hold_in_a_browser(reader: Reader) -> None:
    """Before and after a selected word in the midst of each page there is what the vector says."""
    reader.visit(MARKED)
    for case in VECTORS:
        if case["html"] is None:
            continue
        report = reader.page.evaluate(REPORT_AFTER, case["html"])
        expected = case["text"] + "\n" if case["text"] else ""
        assert report["quote"]["prefix"] == expected[-96:], case["name"]
        assert report["position"]["start"] == len(expected), case["name"]


def test_across_elements(between: Any) -> None:
    report = between("<p>A <b id=a>bold</b> and <i id=b>slanted</i> word</p>", ("#a", 2), ("#b", 4))
    assert report["quote"] == {"exact": "ld and slan", "prefix": "A bo", "suffix": "ted word"}


def test_across_paragraphs(between: Any) -> None:
    report = between("<p id=a>One line</p>\n<p id=b>Two lines</p>", ("#a", 4), ("#b", 3))
    assert report["quote"] == {"exact": "line\nTwo", "prefix": "One ", "suffix": " lines"}


def test_in_a_table_and_a_list(between: Any) -> None:
    body = "<table><tr><td id=a>cell one<td>cell two</table><ul><li>first<li id=b>second</ul>"
    report = between(body, ("#a", 5), ("#b", 6))
    assert report["quote"] == {"exact": "one\ncell two\nfirst\nsecond", "prefix": "cell ", "suffix": ""}


def test_a_break_is_a_line_break(between: Any) -> None:
    report = between("<p id=p><span id=a>one</span><br><span id=b>two</span></p>", ("#a", 0), ("#b", 3))
    assert report["quote"]["exact"] == "one\ntwo"


def test_soft_hyphens_and_zero_width_characters_go(between: Any) -> None:
    report = between("<p id=a>mis&shy;attri&ZeroWidthSpace;bution</p>", ("#a", 0), ("#a", 16))
    assert report["quote"]["exact"] == "misattribution"


def test_text_is_as_written_not_as_transformed(between: Any) -> None:
    report = between("<p id=a style='text-transform:uppercase'>straße teh</p>", ("#a", 7), ("#a", 10))
    assert report["quote"] == {"exact": "teh", "prefix": "straße ", "suffix": ""}


def test_islands_that_cannot_be_selected_are_read(between: Any) -> None:
    body = "<p><span id=a>one</span> <span style='user-select:none'>two</span> <span id=b>three</span></p>"
    assert between(body, ("#a", 0), ("#b", 5))["quote"]["exact"] == "one two three"


def test_hidden_text_and_scripts_are_not_read(between: Any) -> None:
    body = """<style>.h{display:none}</style><p><span id=a>one</span> <span class=h>no</span><span
      style='visibility:hidden'>no<b style='visibility:visible'>yes </b></span><script>var no</script><span
      id=b>two</span></p>"""
    assert between(body, ("#a", 0), ("#b", 3))["quote"]["exact"] == "one yes two"


def test_an_end_in_hidden_text_is_no_trouble(between: Any) -> None:
    body = "<p>zero <span id=a hidden>no</span>one <span id=b>two</span></p>"
    report = between(body, ("#a", 1), ("#b", 3))
    assert report["quote"] == {"exact": "one two", "prefix": "zero ", "suffix": ""}


def test_right_to_left(between: Any) -> None:
    report = between("<p dir=rtl id=a>هذا النص فيه خطاء واضح</p>", ("#a", 13), ("#a", 17))
    assert report["quote"] == {"exact": "خطاء", "prefix": "هذا النص فيه ", "suffix": " واضح"}


def test_chinese(between: Any) -> None:
    report = between("<p id=a lang=zh>前面。我们发现了错字。后面。</p>", ("#a", 8), ("#a", 10))
    assert report["quote"]["exact"] == "错字"
    assert report["sentence"] == "我们发现了错字。"


def test_emoji_at_the_edge_of_the_context_stay_whole(between: Any) -> None:
    body = f"<p id=a>x{'😀' * 100}typo{'😀' * 100}</p>"
    report = between(body, ("#a", 201), ("#a", 205))
    assert report["quote"] == {"exact": "typo", "prefix": "😀" * 96, "suffix": "😀" * 96}
    assert report["position"] == {"start": 101, "end": 105, "length": 205}


def test_the_second_china_is_the_second(reader: Reader) -> None:
    reader.visit("<p>China said so. Then China did.</p>")
    reader.select("China", 1)
    report = sent(reader)
    assert report["position"]["start"] == 20
    assert report["quote"] == {"exact": "China", "prefix": "China said so. Then ", "suffix": " did."}


def test_in_a_shadow_root_and_its_slots(reader: Reader) -> None:
    reader.visit(
        """<p>Before.</p><x-card><b slot=s>slotted</b> dropped <x-inner></x-inner></x-card><p>After.</p>
        <script>
          const card = document.querySelector("x-card").attachShadow({mode: "open"});
          card.innerHTML = "<p>A shadowy misteak, <slot name=s></slot> word</p>";
        </script>"""
    )
    reader.page.evaluate(_SELECT_BETWEEN, [("x-card >> p", 10), ("x-card >> p", 17)])
    report = sent(reader)
    assert report["quote"] == {
        "exact": "misteak",
        "prefix": "Before.\nA shadowy ",
        "suffix": ", slotted word\nAfter.",
    }


def test_in_a_frame_that_has_the_script(reader: Reader) -> None:
    inner = f"<body><p>A framed <b>misteak</b>.</p><script src='{reader.service.origin}/w/pk_test.js'></script>"
    reader.pages.put("/inner", inner)
    reader.page.goto(reader.pages.put("/outer", "<p>Outer</p><iframe src=/inner width=600 height=500></iframe>"))
    frame = reader.page.frames[1]
    frame.wait_for_function("window.Bluepencil")
    frame.locator("b").dblclick()
    reader.page.keyboard.press("Control+Enter")
    dialog = frame.locator("bluepencil-widget dialog")
    expect(dialog.locator("mark")).to_have_text("misteak")


@pytest.mark.parametrize(
    "field", ["<input value='some typo'>", "<textarea>some typo</textarea>", "<p contenteditable>some typo</p>"]
)
def test_fields_are_left_alone(reader: Reader, field: str) -> None:
    reader.visit(f"<p>text</p>{field}")
    reader.page.locator("input, textarea, [contenteditable]").dblclick()
    reader.press()
    reader.page.keyboard.press("Control+Enter")
    expect(reader.page.locator("bluepencil-widget")).to_have_count(0)


@pytest.mark.parametrize("text", ["", " — !", "word " * 250])
def test_what_cannot_be_reported_gets_a_friendly_word(reader: Reader, text: str) -> None:
    reader.visit(f"<p id=a>{text}</p><p>more</p>")
    reader.page.evaluate(_SELECT_BETWEEN, [("#a", 0), ("#a", len(text))])
    reader.press()
    expect(reader.dialog.get_by_role("alert")).to_contain_text("Please select the text with the error")
    reader.page.keyboard.press("Enter")
    expect(reader.dialog).not_to_be_visible()
    assert reader.service.reports == []


def test_half_a_word_stays_half_a_word(reader: Reader) -> None:
    reader.visit("<p>The likely misattributtion reflects.</p>")
    reader.select("tt")
    reader.select("butti")
    assert sent(reader)["quote"] == {
        "exact": "butti",
        "prefix": "The likely misattri",
        "suffix": "on reflects.",
    }


def test_what_the_page_says_about_itself(reader: Reader) -> None:
    head = """<link rel=canonical href="/true?id=1">
      <meta property="article:modified_time" content="2025-02-21T14:20:00+02:00">
      <meta property="article:section" content=" Події "><meta name=author content="Olha&shy; K.">"""
    reader.visit("<p>The Kremlin and Lavrov recieved it. Kremlin again.</p>" + head)
    reader.select("recieved")
    report = sent(reader)
    assert report["page"] == {
        "url": f"{reader.pages.origin}/article",
        "canonical": f"{reader.pages.origin}/true?id=1",
        "title": "Harbour board keeps its silence",
        "lang": "en",
        "modified": "2025-02-21T14:20:00+02:00",
        "section": "Події",
        "author": "Olha K.",
    }
    assert report["words"] == ["The", "Kremlin", "Lavrov", "and", "it", "again"]


def test_the_address_is_without_a_text_fragment(reader: Reader) -> None:
    reader.visit("<p>It was recieved.</p>")
    reader.page.goto(reader.pages.origin + "/article?id=1#part:~:text=recieved")
    reader.wait_until_ready()
    reader.select("recieved")
    assert sent(reader)["page"]["url"] == f"{reader.pages.origin}/article?id=1#part"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann"},"articleSection":"War","dateModified":"2025"}',
         ("Ann", "War", "2025")),
        ('{"@graph":[{"name":"Site"},{"author":[{"name":"Ann"},{"name":"Bob"}],"articleSection":["War","World"]}]}',
         ("Ann", "War", "")),
        ('{"author":"Ann","publisher":{"name":"Paper"}}', ("Ann", "", "")),
        ('{"author":{"@id":"#x"},"publisher":{"name":"Paper"}}', ("", "", "")),
        ("{broken", ("", "", "")),
        (r'{"author":"Jos\u00e9 \u00d1u","articleSection":"A\/B"}', (r"Jos\u00e9 \u00d1u", r"A\/B", "")),  # for the service
    ],
)  # fmt: skip
def test_what_json_ld_says(reader: Reader, block: str, expected: tuple[str, str, str]) -> None:
    reader.visit(f"<p>It was recieved.</p><script type='application/ld+json'>{block}</script>")
    reader.select("recieved")
    page = sent(reader)["page"]
    assert (page["author"], page["section"], page["modified"]) == expected


def test_a_long_report_fits_into_what_the_service_takes(reader: Reader) -> None:
    words = " ".join(chr(0x4E00 + number) * 20 for number in range(600))
    reader.visit(f"<p id=a>{'错' * 900}</p><p>{words}</p>")
    reader.page.evaluate(_SELECT_BETWEEN, [("#a", 0), ("#a", 900)])
    reader.press()
    reader.comment.fill("字" * 2000)
    reader.correction.fill("字" * 1000)
    reader.send()
    expect(reader.outcome).to_contain_text("Thank you!")
    [request] = [request for request in reader.service.requests if request.path == "/api/v1/reports"]
    assert len(request.body) <= 16384
    [report] = reader.service.reports
    assert (len(report["comment"]), len(report["correction"])) == (2000, 1000)


@pytest.mark.skipif("BLUEPENCIL_SHARED" not in os.environ, reason="BLUEPENCIL_SHARED names no folder of real articles")
def test_real_articles(reader: Reader) -> None:
    """At each marked spot the capture says exactly the marked text."""
    file = Path(os.environ["BLUEPENCIL_SHARED"]) / "locate" / "cases.jsonl.gz"
    reader.visit("<p>Here</p>")
    capture = """([html]) => new Promise((done) => {
      document.body.innerHTML = html;
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const ends = [];
      while (texts.nextNode()) {
        const node = texts.currentNode;
        for (const mark of ["\\uE000", "\\uE001"]) {
          const at = node.data.indexOf(mark);
          if (at < 0) continue;
          node.deleteData(at, 1);
          ends.push(node, at);
        }
      }
      const range = new Range();
      range.setStart(ends[0], ends[1]);
      range.setEnd(ends[2], ends[3]);
      const expected = range.toString();
      getSelection().setBaseAndExtent(...ends);
      addEventListener("bluepencil:open", (event) => {
        event.preventDefault();
        done([expected, event.detail.quote.exact]);
      }, { once: true, capture: true });
      Bluepencil.open();
      document.querySelector("bluepencil-widget")?.shadowRoot.querySelector("dialog").close();
      done([expected, ""]);
    })"""
    with gzip.open(file, "rt", encoding="utf-8") as cases:
        # One of them would send the browser elsewhere.
        articles = [re.sub("<meta[^>]*>", "", json.loads(line)["before"]) for line in cases]
    assert len(articles) == 200
    for html in articles:
        expected, exact = reader.page.evaluate(capture, [html])
        # Some of the spots are punctuation only, which readers are asked to select with a word.
        if re.search(r"\w", expected):
            assert exact == " ".join(expected.split())
