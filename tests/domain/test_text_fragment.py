"""Links that open a page at a quote."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.quote import Quote, cut
from service.domain.text_fragment import link_to

_URL = "https://news.example/a?b=c"


def _directives(quote: Quote) -> list[str]:
    address, _, fragment = link_to(_URL, quote).partition("#:~:")
    assert address == _URL
    return [part.removeprefix("text=") for part in fragment.split("&")]


def test_the_quote_stands_in_its_context_and_both_contexts_follow() -> None:
    text = "Nobody at all has recieved an answer since the winter."
    quote, _ = cut(text, text.index("rec"), text.index(" an "))
    assert _directives(quote) == [
        "Nobody%20at%20all%20has-,recieved,-an%20answer%20since%20the",
        "Nobody%20at%20all%20has",
        "an%20answer%20since%20the%20winter.",
    ]


def test_what_has_a_meaning_in_fragments_is_encoded() -> None:
    quote = Quote("re-start, now & here", "a-b, ", " 50% #1")
    assert _directives(quote) == ["a%2Db%2C-,re%2Dstart%2C%20now%20%26%20here,-50%25%20%231"]


def test_a_fragment_of_the_address_gives_way() -> None:
    assert link_to("https://news.example/#top", Quote("word")) == "https://news.example/#:~:text=word"


@pytest.mark.parametrize(
    ("exact", "middle"),
    [
        ("one two three four five six seven eight", "one two three four five six seven eight"),
        ("one two three four five six seven eight nine", "one two three,seven eight nine"),
        ("end of one\nstart of next", "end of one,start of next"),
        ("one\ntwo", "one,two"),
        ("a b c d\ne f g h", "a b c,f g h"),
    ],
)
def test_long_quotes_and_quotes_over_blocks_are_ranges(exact: str, middle: str) -> None:
    assert [unquote(part) for part in _directives(Quote(exact))] == [middle]


def test_contexts_come_from_one_block_each() -> None:
    quote = Quote("China", "Heading\nRussia, not ", " stands\nNext line")
    assert _directives(quote) == ["Russia%2C%20not-,China,-stands"]
    second = Quote("China", "Exports in 2024\nFrance\n", "\nGermany\nAll")
    assert _directives(second) == ["France-,China,-Germany"]


def test_words_that_a_full_context_cuts_are_left_out() -> None:
    text = "word " * 3 + "begins" + "x" * 88 + " it szt at " + "x" * 90 + "ending word word"
    quote, _ = cut(text, text.index("szt"), text.index("szt") + 3)
    assert _directives(quote) == ["it-,szt,-at"]
    beside = Quote("szt", "wor" + " word" * 18 + "\nhere ", " now\n" + "word " * 18 + "wo")
    assert _directives(beside) == ["here-,szt,-now"]


def test_chinese_is_cut_at_commas() -> None:
    quote = Quote("错字", "字" * 84 + "，港口委员会主席，昨天说", "很多，没有答复。" + "口" * 88)
    assert [unquote(part) for part in _directives(quote)] == [
        "港口委员会主席，昨天说-,错字,-很多，没有答复。",
    ]


@given(st.text(st.sampled_from("ab -,&\n字%"), min_size=1, max_size=40), st.text(max_size=100), st.text(max_size=100))
def test_every_quote_makes_a_link_of_whole_directives(exact: str, prefix: str, suffix: str) -> None:
    exact = "x" + exact + "y"
    for directive in _directives(Quote(exact, prefix.replace("\ud800", ""), suffix)):
        assert directive and " " not in directive and "\n" not in directive
        assert directive.count(",") <= 3
