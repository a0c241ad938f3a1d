"""What each decision teaches, and what is left of it when it is taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from service.database import Database
from service.dictionary.learn import ADDED, add_pair, add_word, forget
from service.domain.workflow import Decision
from service.models import Issue, SuggestionRow
from tests.dictionary.newsroom import Newsroom

ACCEPT, REJECT, REOPEN = Decision.ACCEPT, Decision.REJECT, Decision.REOPEN


@pytest.mark.parametrize(
    ("exact", "fields", "words"),
    [
        ("Kovalenchuck", {}, ["Kovalenchuck"]),
        ("Kovalenchuck’s", {}, ["Kovalenchuck"]),
        ("“Kovalenchuck”,", {}, ["Kovalenchuck"]),
        ("definately", {"correction": "definitely"}, ["definately"]),
        ("said Kovalenchuck", {}, ["Kovalenchuck"]),
        ("was definately asked again", {}, ["definately"]),
        ("said Kovalenchuck to the board", {}, []),  # five words
        ("their", {}, []),
        ("their", {"correction": "there"}, []),
        ("form", {"quote": {"exact": "form", "prefix": "He came ", "suffix": " the harbour."}}, []),
        ("principle", {"correction": "principal"}, []),
        ("the the", {}, []),
        ("every day", {}, []),
        ("2024", {}, []),
        ("😀", {}, []),
        ("كتاب", {"lang": "ar"}, []),
        ("преїхав", {"lang": "uk"}, ["преїхав"]),
        ("приїхав", {"lang": "uk"}, []),
        ("Eckstien", {"lang": "de-AT"}, ["Eckstien"]),
        ("Reportaje", {"lang": "tlh"}, []),
    ],
)
def test_rejecting_teaches_the_words_that_were_not_known(
    newsroom: Newsroom, exact: str, fields: dict[str, Any], words: list[str]
) -> None:
    newsroom.decide(newsroom.receive(exact, **fields), REJECT)
    assert newsroom.words() == words and newsroom.pairs() == {}


@pytest.mark.parametrize(
    ("exact", "correction", "pairs"),
    [
        ("recieved", "received", {"recieved": "received"}),
        ("agreedto", "agreed to", {"agreedto": "agreed to"}),
        ("kyiv", "Kyiv", {"kyiv": "Kyiv"}),
        ("Volodimir Zelinskiy", "Volodymyr Zelenskyy", {"Volodimir Zelinskiy": "Volodymyr Zelenskyy"}),
        ("It was recieved late by the board", "It was received late by the board", {"recieved": "received"}),
        ("their", "there", {}),
        ("march", "March", {}),
        ("the the", "the", {}),
        ("in the", "in the old", {}),
        ("Zelinskiy", "Poroshenko", {}),
        ("recieved", "", {}),
        ("2024", "2025", {}),
    ],
)
@pytest.mark.parametrize("decision", [ACCEPT, Decision.RESOLVE])
def test_correcting_teaches_the_words_that_were_not_known(
    newsroom: Newsroom, exact: str, correction: str, pairs: dict[str, str], decision: Decision
) -> None:
    newsroom.decide(newsroom.receive(exact), decision, correction)
    assert newsroom.pairs() == pairs and newsroom.words() == []


@pytest.mark.parametrize("decision", [Decision.SPAM, Decision.DUPLICATE])
def test_other_decisions_teach_nothing(newsroom: Newsroom, decision: Decision) -> None:
    newsroom.decide(newsroom.receive("recieved"), decision)
    assert newsroom.words() == [] and newsroom.pairs() == {}


def test_nothing_is_learned_before_the_engine_has_looked(newsroom: Newsroom) -> None:
    newsroom.decide(newsroom.receive("Kovalenchuck", look=False), REJECT)
    newsroom.decide(newsroom.receive("recieved", look=False), ACCEPT, "received")
    assert newsroom.words() == [] and newsroom.pairs() == {}


def test_an_issue_teaches_what_its_last_decision_says(newsroom: Newsroom) -> None:
    number = newsroom.receive("Kovalenchuck")
    newsroom.decide(number, REJECT)
    assert newsroom.words() == ["Kovalenchuck"]
    newsroom.decide(number, REOPEN)
    assert newsroom.words() == []
    newsroom.decide(number, ACCEPT, "Kovalenchuk")
    assert newsroom.pairs() == {"Kovalenchuck": "Kovalenchuk"}
    newsroom.decide(number, Decision.RESOLVE, "Kovalenko")
    assert newsroom.pairs() == {"Kovalenchuck": "Kovalenko"}
    newsroom.decide(number, REOPEN)
    assert newsroom.words() == [] and newsroom.pairs() == {}


def test_the_newest_of_two_issues_counts(newsroom: Newsroom) -> None:
    first, second, third = (newsroom.receive("Kovalenchuck") for _ in range(3))
    newsroom.decide(first, ACCEPT, "Kovalenchuk")
    newsroom.decide(second, REJECT)
    assert newsroom.words() == ["Kovalenchuck"] and newsroom.pairs() == {}
    newsroom.decide(third, ACCEPT, "Kovalenko")
    assert newsroom.words() == [] and newsroom.pairs() == {"Kovalenchuck": "Kovalenko"}


def test_a_correction_takes_the_place_of_its_contrary(newsroom: Newsroom, database: Database) -> None:
    with database.write() as session:
        for wrong, right in (("Kiev", "Kyiv"), ("Lvov", "Lviv"), ("Kyiv", "Kiev")):
            add_pair(session, newsroom.site.id, wrong, right, account_id=None, now=newsroom.clock())
    assert newsroom.pairs() == {"Lvov": "Lviv", "Kyiv": "Kiev"}


def _accept_first(newsroom: Newsroom, first: int) -> None:
    newsroom.decide(first, ACCEPT, "Kovalenchuk")


def _reject_first(newsroom: Newsroom, first: int) -> None:
    newsroom.decide(first, REJECT)


def _leave_first(newsroom: Newsroom, first: int) -> None:
    pass


@pytest.mark.parametrize("before", [_accept_first, _reject_first, _leave_first])
@pytest.mark.parametrize(("decision", "correction"), [(ACCEPT, "Kovalenko"), (ACCEPT, "Kovalenchuk"), (REJECT, "")])
def test_undoing_brings_back_what_the_last_other_decision_taught(
    newsroom: Newsroom,
    database: Database,
    before: Callable[[Newsroom, int], None],
    decision: Decision,
    correction: str,
) -> None:
    first, second = newsroom.receive("Kovalenchuck"), newsroom.receive("kovalenchuck")
    before(newsroom, first)
    was = newsroom.words(), newsroom.pairs()
    newsroom.decide(second, decision, correction)
    with database.write() as session:
        forget(session, second)
    assert (newsroom.words(), newsroom.pairs()) == was


def test_what_was_put_in_by_hand_is_not_touched_by_decisions(newsroom: Newsroom, database: Database) -> None:
    now = newsroom.clock()
    with database.write() as session:
        add_word(session, newsroom.site.id, "Kovalenchuck", origin=ADDED, account_id=None, now=now)
        add_pair(session, newsroom.site.id, "Zelinskiy", "Zelenskyy", account_id=None, now=now)
    issues = []
    for exact, decision, correction in (
        ("Kovalenchuck", ACCEPT, "Kovalenko"),
        ("Kovalenchuck", REJECT, ""),
        ("Zelinskiy", REJECT, ""),
        ("Zelinskiy", ACCEPT, "Zelensky"),
    ):
        issues.append(newsroom.receive(exact))
        newsroom.decide(issues[-1], decision, correction)
        assert newsroom.words() == ["Kovalenchuck"] and newsroom.pairs() == {"Zelinskiy": "Zelenskyy"}
    with database.write() as session:
        for number in issues:
            forget(session, number)
    assert newsroom.words() == ["Kovalenchuck"] and newsroom.pairs() == {"Zelinskiy": "Zelenskyy"}


def test_forgetting_an_issue_that_taught_nothing_does_nothing(newsroom: Newsroom, database: Database) -> None:
    number = newsroom.receive("their")
    with database.write() as session:
        forget(session, number)
        forget(session, 999)
    assert newsroom.words() == [] and newsroom.pairs() == {}


def test_a_correction_of_a_learned_pair_is_learned_in_its_place(newsroom: Newsroom) -> None:
    newsroom.decide(newsroom.receive("Zelinskiy"), ACCEPT, "Zelensky")
    number = newsroom.receive("Zelinskiy")
    assert newsroom.suggested(number)[0] == ("Zelensky", "site_pair")
    newsroom.decide(number, ACCEPT, "Zelenskyy")
    assert newsroom.pairs() == {"Zelinskiy": "Zelenskyy"}


def test_words_of_mixed_scripts_may_be_brands(newsroom: Newsroom, database: Database) -> None:
    number = newsroom.receive("Kиїв", lang="uk")
    with database.read() as session:
        assert session.scalars(select(SuggestionRow.rule)).all() == ["mixed_scripts"]
        assert session.get_one(Issue, number).language == "uk"
    newsroom.decide(number, REJECT)
    assert newsroom.words() == ["Kиїв"]
