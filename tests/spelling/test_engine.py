"""The suggestion engine: what it proposes, where, and how surely."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.demo.planted import NAMES, PLANTED
from service.spelling import Query, languages, suggest


def _best(exact: str, **fields: object) -> str:
    found = suggest(Query(exact=exact, language="en", **fields))  # type: ignore[arg-type]
    return found[0].applied_to(exact) if found else ""


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.wrong)
def test_the_errors_of_the_demo_are_corrected(planted: object) -> None:
    before, _, after = planted.context.partition(planted.wrong)  # type: ignore[attr-defined]
    best = _best(planted.wrong, prefix=before, suffix=after, words=tuple(NAMES))  # type: ignore[attr-defined]
    assert best == planted.right  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("exact", "corrected"),
    [
        ("He recieved it", "He received it"),
        ("Recieved", "Received"),
        ("RECIEVED", "RECEIVED"),
        ("Paris in the the spring", "Paris in the spring"),
        ("they agreedto look", "they agreed to look"),
        ("recieved.", "received."),
        ("nothing wrong here", ""),
        ("", ""),
        ("123 4x4 #recieved @recieved https://recieved.example a_recieved", ""),
    ],
)
def test_errors_are_corrected_in_their_place(exact: str, corrected: str) -> None:
    assert _best(exact) == corrected


def test_a_name_is_corrected_to_the_pages_own_spelling() -> None:
    assert _best("Farthingle", words=("Farthingale",)) == "Farthingale"


def test_what_the_site_holds_correct_is_no_error() -> None:
    assert suggest(Query("recieved", language="en", house_words=frozenset({"Recieved"}))) == []


@pytest.mark.parametrize("language", [None, "", "tlh", "xx-XX"])
def test_a_language_that_is_not_known_gets_nothing(language: str | None) -> None:
    assert suggest(Query("recieved", language=language)) == []


def test_regions_of_a_language_are_known_with_it() -> None:
    assert {"en", "de", "fr", "es", "pt", "it", "nl", "ru"} <= languages()
    assert suggest(Query("recieved", language="EN-gb"))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("the recivd aT'’-.\n1é字"), max_size=60))
def test_suggestions_fit_their_quote_and_are_ranked(exact: str) -> None:
    found = suggest(Query(exact=exact, language="en", words=("Recived",)))
    assert len(found) <= 20
    for each in found:
        assert 0 <= each.start < each.end <= len(exact) and each.rule
        assert 0 <= each.confidence <= 1 and each.applied_to(exact) != exact
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)


@pytest.mark.parametrize("exact", ["x" * 1000, "qwrtz" * 8, "recieved " * 111, "a " * 500, "zxqj " * 200])
def test_no_quote_takes_long(exact: str) -> None:
    suggest(Query("warm", language="en"))
    began = time.process_time()
    suggest(Query(exact=exact, language="en", words=("Farthingale",) * 300))
    assert time.process_time() - began < 1
