"""Quotes that were made to hurt."""

import time

import pytest

from service.spelling import Engine, Query

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
