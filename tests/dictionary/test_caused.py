"""The open issues that a word alone has caused."""

import pytest

from service.database import Database
from service.dictionary import caused
from service.dictionary.caused import caused_by
from service.domain.workflow import Decision
from tests.dictionary.newsroom import Newsroom


def test_they_are_open_of_the_site_and_of_just_this_word(
    newsroom: Newsroom, neighbour: Newsroom, database: Database
) -> None:
    first = newsroom.receive("Kovalenchuck", look=False)
    newsroom.receive("Oleh Kovalenchuck", look=False)
    rejected = newsroom.receive("Kovalenchuck", look=False)
    newsroom.decide(rejected, Decision.REJECT)
    second = newsroom.receive("“KOVALENCHUCK”", look=False)
    neighbour.receive("Kovalenchuck", look=False)
    with database.read() as session:
        assert [issue.id for issue in caused_by(session, newsroom.site.id, " kovalenchuck,")] == [first, second]
        assert caused_by(session, newsroom.site.id, "Kovalenko") == []


@pytest.mark.parametrize("word", ["", "?!", "one two three four five", "x" * 101, "2024"])
def test_what_can_be_no_entry_has_caused_none(newsroom: Newsroom, database: Database, word: str) -> None:
    newsroom.receive("?!", look=False)
    newsroom.receive("2024", look=False)
    with database.read() as session:
        assert caused_by(session, newsroom.site.id, word) == []


def test_there_is_a_limit(newsroom: Newsroom, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caused, "MOST", 2)
    numbers = [newsroom.receive("Kovalenchuck", look=False) for _ in range(3)]
    with database.read() as session:
        assert [issue.id for issue in caused_by(session, newsroom.site.id, "Kovalenchuck")] == numbers[:2]
