"""Quotes that were made to hurt."""

import time
from itertools import product

import pytest

from service.spelling import Engine, Query
from service.spelling.candidates.gather import Candidate, candidates

HOSTILE = {
    "no space": "a" * 1000,
    "one letter each": "x " * 500,
    "unknown words": "qzvk " * 200,
    "every script": "aбγ字ع한न" * 140,
    "hyphens": "a-" * 500,
    "apostrophes": "l'" * 500,
    "at signs": "a@" * 500,
    "combining": "e\u0301" * 500,
    "invisible": "\u200b\u00ad" * 500,
    "capitals": "ABCDEFGHIJ " * 90,
    "one word again and again": "the " * 250,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_quote_costs_little(engine: Engine, name: str) -> None:
    query = Query(HOSTILE[name], language="en")
    engine.suggest(query)
    began = time.process_time()
    engine.suggest(query)
    assert time.process_time() - began < 0.2, "twenty milliseconds on a quiet machine, with room for a busy one"


@pytest.mark.parametrize("exact", ["", " ", "\n", "\u00ad", "...", "\ud800", "a\0b", "١٢٣", "😀😀"])
def test_what_is_no_text_gets_no_suggestion(engine: Engine, exact: str) -> None:
    assert engine.suggest(Query(exact, language="en")) == []


LETTERS = "bcdfgklmnprst"
UNKNOWN = ["".join(each) + "q" for each in product(LETTERS, "aeiou", LETTERS)]
UNREADABLE = {
    "every other word unknown": " ".join(f"the {word}" for word in UNKNOWN),
    "one unknown word between known ones": "the qzvk " * 400,
    "names after full stops": " ".join(f"end. {word.title()}" for word in UNKNOWN),
    "unknown names": " ".join(f"the {word.title()}" for word in UNKNOWN),
    "words of forty letters": " ".join(f"a {(word * 10)[:40]}" for word in UNKNOWN),
    "compounds with hyphens": " ".join(f"the {word}-{word}-table" for word in UNKNOWN),
    "no word in any script": " ".join(f"the {word}\u043e{word}" for word in UNKNOWN),
}


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_a_quote_of_unknown_words_is_not_read_to_its_end(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    looked_up = dict.fromkeys(("name", "word"), 0)

    def counted(*found: object, everywhere: bool = True, **further: object) -> list[Candidate]:
        looked_up["word" if everywhere else "name"] += 1
        return candidates(*found, everywhere=everywhere, **further)  # type: ignore[arg-type]

    monkeypatch.setattr("service.spelling.judgement.ranking.candidates", counted)
    for size, most in ((1000, 52), (2001, 156)):
        looked_up |= dict.fromkeys(looked_up, 0)
        engine.suggest(Query(UNREADABLE[name][:size], language="en"))
        assert 2 * looked_up["name"] + 3 * looked_up["word"] <= most
        assert looked_up["name"] + looked_up["word"] > 0


def test_a_text_with_many_errors_is_read_to_its_end(engine: Engine) -> None:
    text = "They recieve a letter from the goverment about it. " * 8 + "We beleive it."
    found = engine.suggest(Query(text, language="en"))
    assert text.index("beleive") in [each.start for each in found]
