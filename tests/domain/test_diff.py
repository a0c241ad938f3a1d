"""What a correction changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.diff import Part, changed_range, difference, marked

_TEXTS = st.text(st.sampled_from("ab '’-.\n\u0301字😀"), max_size=30)


@given(_TEXTS, _TEXTS)
def test_the_parts_put_together_are_the_two_texts(wrong: str, right: str) -> None:
    parts = difference(wrong, right)
    assert "".join(part.text for part in parts if part.kind != "in") == wrong
    assert "".join(part.text for part in parts if part.kind != "out") == right
    assert all(part.text for part in parts) or wrong == right == ""


@given(_TEXTS, _TEXTS)
def test_outside_of_the_changed_range_the_texts_agree(wrong: str, right: str) -> None:
    start, end = changed_range(wrong, right)
    after = len(wrong) - end
    assert 0 <= start <= end <= len(wrong)
    assert wrong[:start] == right[:start]
    assert after == 0 or wrong[-after:] == right[-after:]
    assert start + after <= len(right)


@pytest.mark.parametrize(
    ("wrong", "right", "changed"),
    [
        ("He has recieved it.", "He has received it.", "recieved"),
        ("same", "same", ""),
        ("He gone", "He has gone", ""),
        ("it don't matter", "it doesn't matter", "don't"),
        ("पुस्तक पढी है", "पुस्तक पढ़ी है", "पढी"),
        ("cafe\u0301 noire", "cafe noire", "cafe\u0301"),
        ("a snake_case b", "a snake_cases b", "snake_case"),
        ("it ends..", "it ends.", "."),
    ],
)
def test_whole_words_change(wrong: str, right: str, changed: str) -> None:
    start, end = changed_range(wrong, right)
    assert wrong[start:end] == changed


def test_a_word_is_exchanged_in_its_sentence() -> None:
    assert difference("He has recieved it", "He has received it") == (
        Part("same", "He has "),
        Part("out", "recieved"),
        Part("in", "received"),
        Part("same", " it"),
    )


def test_what_is_only_put_in_or_taken_out_is_one_part() -> None:
    assert difference("the the end", "the end") == (Part("out", "the "), Part("same", "the end"))
    assert difference("", "end") == (Part("in", "end"),)


def test_long_texts_are_exchanged_whole() -> None:
    long = "word " * 300
    assert difference(long, long + "more") == (Part("out", long), Part("in", long + "more"))
    assert difference(long, long) == (Part("same", long),)


def test_what_nothing_is_known_of_is_struck_whole() -> None:
    assert marked("recieved", None) == marked("recieved", "recieved") == (Part("out", "recieved"),)
    assert marked("recieved", "received") == (Part("out", "recieved"), Part("in", "received"))
