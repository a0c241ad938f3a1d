"""Two hundred real articles, one after another, as the body of a page."""

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from tests.e2e.widget.reader import Reader


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
