"""Quotes are found again where they stood, mended or not; what is gone is not found, what is alike is told apart."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.locate import Verdict, locate
from service.domain.quote import Position, Quote, cut

PAGE = """Harbour tolls to rise
The council recieved forty objections before it voted on the tolls late on Tuesday evening.
Neither the ferry company nor the the fishermen had been asked, a spokesman for both of them said.
China sent a ship in May. Nobody knows when China will send the next, and the harbour master would not say.
Tolls were last raised nine years ago, when the breakwater was rebuilt after the great storm of that winter."""


def _cut(exact: str, text: str = PAGE, nth: int = 0) -> tuple[Quote, Position]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return cut(text, start, start + len(exact))


def _found(text: str, exact: str, nth: int = 0, page: str = PAGE) -> tuple[str, str]:
    quote, position = _cut(exact, page, nth)
    located = locate(text, quote, position)
    if located.start is not None and located.end is not None:
        assert text[located.start : located.end] == located.found
    return located.verdict.value, located.found


def test_what_stands_there_is_present() -> None:
    quote, position = _cut("recieved")
    located = locate(PAGE, quote, position)
    assert (located.verdict, located.start, located.end, located.found) == (
        Verdict.PRESENT,
        position.start,
        position.end,
        "recieved",
    )
    assert located.confidence == 1


@pytest.mark.parametrize(
    ("exact", "mended", "found"),
    [
        ("recieved", "received", "received"),
        ("recieved", "got", "got"),
        ("the the", "the", "the"),
        ("council", "councils", "councils"),  # the letters stand there still, and the word does not
        ("ship", "steamship", "steamship"),
        (" objections", "", ""),
        ("Tuesday evening", "Monday, after nine hours", "Monday, after nine hours"),
    ],
)
def test_what_was_mended_is_changed_and_said(exact: str, mended: str, found: str) -> None:
    assert _found(PAGE.replace(exact, mended, 1), exact) == ("changed", found)


def test_the_second_of_two_is_never_taken_for_the_first() -> None:
    for nth in (0, 1):
        quote, position = _cut("China", nth=nth)
        for told in (position, None):
            assert locate(PAGE, quote, told).start == position.start
    mended = PAGE.replace("when China", "when Japan")
    assert _found(mended, "China", nth=1) == ("changed", "Japan")
    assert _found(mended, "China") == ("present", "China")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Harbour tolls to rise\n", "Harbour tolls to rise\nAn advertisement for something else altogether.\n"),
        ("before it voted", "from the town before it finally voted"),
        ("The council", "Last week, the council"),
        ("forty", "14"),
        ("The council recieved forty", "THE COUNCIL RECIEVED forty".replace("RECIEVED", "recieved")),
    ],
)
def test_edits_around_it_do_not_hide_it(before: str, after: str) -> None:
    edited = PAGE.replace(before, after)
    assert _found(edited, "recieved") == ("present", "recieved")
    assert _found(edited.replace("recieved", "received"), "recieved") == ("changed", "received")


def test_a_moved_sentence_is_found_where_it_is() -> None:
    title, first, *others = PAGE.split("\n")
    moved = "\n".join((title, *others, first))
    assert _found(moved, "forty objections") == ("present", "forty objections")
    assert _found(moved.replace("objections", "protests"), "forty objections") == ("changed", "forty protests")


def test_a_page_without_it_has_it_no_more() -> None:
    title, _, *others = PAGE.split("\n")
    other = "Nothing on this page has to do with ships, winds, or whoever pays for them. " * 9
    for text in ("", other, "\n".join((title, *others[2:]))):
        assert _found(text, "recieved") == ("gone", "")


def test_signs_that_systems_exchange_do_not_matter_around_it() -> None:
    page = PAGE.replace("a spokesman for", "“a – spokesman” for")
    assert _found(page.replace("“", '"').replace("”", '"').replace("–", "-"), "both", page=page) == ("present", "both")


def test_two_forms_of_one_letter_are_the_same() -> None:
    page = PAGE.replace("ship", "Café")
    quote, position = _cut("Café", page)
    assert locate(unicodedata.normalize("NFD", page), quote, position).verdict is Verdict.PRESENT


def test_a_position_decides_among_places_that_are_alike() -> None:
    rows = "\n".join(["open at nine"] * 60)
    quote, position = cut(rows, 30 * 13 + 8, 30 * 13 + 12)
    assert locate(rows, quote).verdict is Verdict.AMBIGUOUS
    page = f"{rows}\n{PAGE}\n{rows}"
    here = position.start + len(rows) + len(PAGE) + 2
    located = locate(page, quote, Position(here, here + 4))
    assert located.start is not None and abs(located.start - here) < 60


def test_a_long_quote_is_found_by_itself() -> None:
    quote, _ = _cut("when the breakwater was rebuilt")
    alone = Quote(quote.exact, "nothing like it stood before ", " and nothing after")
    edited = PAGE.replace("breakwater was rebuilt", "breakwater was built")
    assert locate(edited, alone).found == "when the breakwater was built"
    short = Quote("recieved", "qqq xxx vvv jjj kkk zzz ", " zzz kkk jjj vvv xxx qqq")
    assert locate(PAGE, short).verdict is Verdict.PRESENT
    assert locate(PAGE.replace("recieved", "received"), short).verdict is Verdict.GONE


def test_part_of_a_word_stays_part_of_a_word() -> None:
    quote, position = _cut("ciev")
    assert locate(PAGE, quote, position).found == "ciev"
    assert locate(PAGE.replace("recieved", "received"), quote, position).found == "ceiv"


_LETTERS = st.text(st.sampled_from("ab \n’é漢😀\ud800"), max_size=40)


@given(_LETTERS, _LETTERS.filter(bool), _LETTERS, _LETTERS, st.integers(0, 90))
def test_whatever_is_asked_the_answer_lies_in_the_text(
    text: str, exact: str, prefix: str, suffix: str, at: int
) -> None:
    located = locate(text, Quote(exact, prefix, suffix), Position(at, at + len(exact), at + 99))
    assert 0 <= located.confidence <= 1
    if located.start is None or located.end is None:
        assert (located.verdict, located.end, located.found) == (Verdict.GONE, None, "")
    else:
        assert 0 <= located.start <= located.end <= len(text)
        assert located.found == text[located.start : located.end]
    assert json.dumps(located.confidence)


def test_a_word_that_was_lengthened_is_told_whole() -> None:
    page = "Since the tolls are unknown to everybody here"
    for prefix in ("the tolls are ", ""):
        assert locate(page, Quote("known", prefix, " to everybody here")).found == "unknown"
    for suffix in (" to everybody here", ""):
        assert locate(page, Quote("unknow", "the tolls are ", suffix)).found == "unknown"
