"""The text of markup, held to the vectors that the widget is held to, in a process that markup cannot keep busy."""

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from service.checks import reader as reading
from service.checks.page_text import page_text
from service.checks.reader import PageReader, Unreadable

_VECTORS = json.loads((Path(__file__).parent.parent / "vectors/normalised_text.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader(seconds=1) as opened:
        yield opened


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in _VECTORS if case["html"] is not None])
def test_markup_becomes_the_text_of_the_vectors(case: dict[str, Any]) -> None:
    assert page_text(f"<!doctype html><title>Not this</title><body>{case['html']}") == case["text"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("no element", "no element"),
        ("<p>left open<p>and again<b>bold", "left open\nand againbold"),
        ("<P STYLE='color:red; Display : NONE'>hidden</P>shown", "shown"),
        ("<p style='visibility:hidden'>hidden</p>shown", "shown"),
        ("<div hidden><p>deep</div>shown", "shown"),
        ("<div hidden='until-found'>found</div>shown", "found\nshown"),
        ("a&amp;b &lt;i&gt; &#x1F600;", "a&b <i> 😀"),
        ("<svg><title>name</title><text>drawn</text></svg>", "drawn"),
        ("<!-- --><!doctype html><p>after", "after"),
    ],
)
def test_other_markup(markup: str, text: str) -> None:
    assert page_text(markup) == text


def test_one_process_reads_page_after_page(reader: PageReader) -> None:
    assert [reader.text_of(f"<p>page {number} <b>é</b>") for number in range(3)] == ["page 0 é", "page 1 é", "page 2 é"]
    assert reader.text_of("half \ud800 of a pair") == "half ? of a pair"


def test_markup_that_takes_too_long_is_given_up_and_the_next_page_is_read(reader: PageReader) -> None:
    with pytest.raises(Unreadable, match="too much time"):
        reader.text_of("<div>" * 200_000)
    assert reader.text_of("<p>next") == "next"


def test_a_process_that_has_ended_between_two_pages_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    begin, begun = reading._begin, list[Popen[bytes]]()

    def noted(seconds: int) -> Popen[bytes]:
        begun.append(begin(seconds))
        return begun[-1]

    monkeypatch.setattr(reading, "_begin", noted)
    with PageReader() as reader:
        reader.text_of("<p>first")
        begun[0].kill()
        begun[0].wait()
        assert reader.text_of("<p>next") == "next" and len(begun) == 2
    assert begun[1].poll() is not None, "and ended in the end"


def test_a_page_that_is_too_large_is_not_even_tried(reader: PageReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.checks.reader.MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="too large"):
        reader.text_of("<p>eleven..")


def test_of_a_text_that_is_too_long_no_part_is_taken_for_the_whole(reader: PageReader) -> None:
    assert len(reader.text_of("ab " * 600_000)) == 1_799_999
    with pytest.raises(Unreadable, match="text is too long"):
        reader.text_of("ab " * 700_000)
    assert reader.text_of("<p>next") == "next"
