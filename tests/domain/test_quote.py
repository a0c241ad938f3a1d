"""Normalised text and quotes, held to the vectors that the widget is held to as well."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.quote import (
    CONTEXT,
    Quote,
    bare,
    cut,
    is_cut_after,
    is_cut_before,
    is_word_character,
    normalise,
    whole_words,
)

_VECTORS = Path(__file__).parent.parent / "vectors"


def _vectors(name: str) -> list[Any]:
    cases = json.loads((_VECTORS / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


_PIECES = st.lists(st.text(st.sampled_from("ab \t\n\u00a0\u2028\u00ad\u200b\u0301é😀\ud800\x00"), max_size=6))


@pytest.mark.parametrize("case", _vectors("normalised_text.json"))
def test_pieces_become_the_text_of_the_vectors(case: dict[str, Any]) -> None:
    assert normalise(case["pieces"]) == case["text"]


@pytest.mark.parametrize("case", _vectors("quote.json"))
def test_quotes_are_cut_as_in_the_vectors(case: dict[str, Any]) -> None:
    quote, position = cut(case["text"], case["start"], case["end"])
    assert quote == Quote(case["exact"], case["prefix"], case["suffix"])
    assert (position.start, position.end, position.length) == (case["start"], case["end"], len(case["text"]))


@given(_PIECES)
def test_normalising_twice_changes_nothing(pieces: list[str]) -> None:
    text = normalise(pieces)
    lines = [piece for line in text.split("\n") for piece in (line, "\n")]
    assert normalise(lines) == text


@given(_PIECES)
def test_normalised_text_has_single_spaces_and_nothing_at_its_edges(pieces: list[str]) -> None:
    text = normalise(pieces)
    assert text == text.strip() and "  " not in text and " \n" not in text and "\n\n" not in text
    assert text.encode().decode() == text


@given(st.text(min_size=1), st.data())
def test_a_quote_stands_in_the_text_where_its_position_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = cut(text, start, end)
    assert text[position.start : position.end] == quote.exact
    assert text[:start].endswith(quote.prefix) and text[end:].startswith(quote.suffix)
    assert len(quote.prefix) == min(CONTEXT, start) and len(quote.suffix) == min(CONTEXT, len(text) - end)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5)])
def test_a_range_outside_of_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="inside the text"):
        cut("four", start, end)


@pytest.mark.parametrize(
    ("selected", "whole"),
    [
        (Quote("tt", "likely misa", "ributtion here"), Quote("misattributtion", "likely ", " here")),
        (Quote("attr", "mis", "ibution"), Quote("misattribution")),
        (Quote("word", "a ", " b"), Quote("word", "a ", " b")),
        (Quote(" word ", "half", "half"), Quote(" word ", "half", "half")),
        (Quote("कता", "पुस्त", "ब है"), Quote("पुस्तकताब", "", " है")),
        (Quote("e", "caf", "\u0301 noir"), Quote("cafe\u0301", "", " noir")),
        (Quote("错", "发现了", "字。"), Quote("错", "发现了", "字。")),
        (Quote("عل", "السلام ", "یکم"), Quote("علیکم", "السلام ")),
        (Quote("x", "a" * 49, " b"), Quote("x", "a" * 49, " b")),
        (Quote(""), Quote("")),
    ],
)
def test_half_a_word_grows_to_the_word(selected: Quote, whole: Quote) -> None:
    assert whole_words(selected) == whole


@given(st.text("ab ,字", max_size=20), st.text("ab ,字", min_size=1, max_size=9), st.text("ab ,字", max_size=20))
def test_growing_loses_nothing_and_is_done_once(prefix: str, exact: str, suffix: str) -> None:
    whole = whole_words(Quote(exact, prefix, suffix))
    assert whole.prefix + whole.exact + whole.suffix == prefix + exact + suffix
    assert exact in whole.exact and whole_words(whole) == whole


@pytest.mark.parametrize(
    ("quote", "inside"),
    [
        (Quote("“recieved,” ", "was ", "he said"), Quote("recieved", "was “", ",” he said")),
        (Quote("it's", "a ", " b"), Quote("it's", "a ", " b")),
        (Quote(" ,", "a", "b"), Quote(" ,", "a", "b")),
    ],
)
def test_signs_at_the_edges_are_no_part_of_the_words(quote: Quote, inside: Quote) -> None:
    assert bare(quote) == inside


@pytest.mark.parametrize(
    ("context", "exact", "is_cut"),
    [
        ("a" * 96, "word", True),
        ("a" * 93, "word", True),
        ("a" * 92, "word", False),
        ("a" * 92, "word word", False),
        ("", "word", False),
    ],
)
def test_a_context_as_long_as_contexts_are_may_be_cut_anywhere(context: str, exact: str, is_cut: bool) -> None:
    assert is_cut_before(Quote(exact, prefix=context)) is is_cut
    assert is_cut_after(Quote(exact, suffix=context)) is is_cut


@pytest.mark.parametrize(
    ("character", "is_one"), [("a", True), ("7", True), ("\u0301", True), ("-", False), (" ", False)]
)
def test_words_are_made_of_letters_digits_and_marks(character: str, is_one: bool) -> None:
    assert is_word_character(character) is is_one
