"""A site learns from its editors: through the public interface, the worker and the office, on both databases."""

from service.database import Database
from service.dictionary.learn import ADDED, add_word
from service.domain.workflow import Decision
from tests.dictionary.newsroom import Newsroom
from tests.dictionary.office import Office


def test_a_rejected_word_becomes_known_here_and_only_here(newsroom: Newsroom, neighbour: Newsroom) -> None:
    first = newsroom.receive("Kovalenchuck")
    assert newsroom.suggested(first)
    newsroom.decide(first, Decision.REJECT)
    assert newsroom.words() == ["Kovalenchuck"] and neighbour.words() == []
    assert newsroom.suggested(newsroom.receive("Kovalenchuck")) == []
    assert newsroom.suggested(newsroom.receive("KOVALENCHUCK’S")) == []
    assert newsroom.suggested(newsroom.receive("officials—Kovalenchuck")) == []
    assert neighbour.suggested(neighbour.receive("Kovalenchuck"))


def test_an_accepted_correction_is_suggested_again_here_and_only_here(newsroom: Newsroom, neighbour: Newsroom) -> None:
    newsroom.decide(newsroom.receive("Zelinskiy"), Decision.ACCEPT, "Zelenskyy")
    assert newsroom.pairs() == {"Zelinskiy": "Zelenskyy"} and neighbour.pairs() == {}
    assert newsroom.suggested(newsroom.receive("Zelinskiy"))[0] == ("Zelenskyy", "site_pair")
    assert newsroom.suggested(newsroom.receive("President Zelinskiy’s"))[0] == ("Zelenskyy", "site_pair")
    assert "site_pair" not in {rule for _, rule in neighbour.suggested(neighbour.receive("Zelinskiy"))}


def test_a_house_word_is_questioned_again_once_the_office_has_removed_it(
    newsroom: Newsroom, neighbour: Newsroom, database: Database
) -> None:
    with database.write() as session:
        add_word(session, newsroom.site.id, "recieved", origin=ADDED, account_id=None, now=newsroom.clock())
    assert newsroom.suggested(newsroom.receive("recieved")) == []
    assert neighbour.suggested(neighbour.receive("recieved"))[0][0] == "received"
    office = Office(newsroom.client, newsroom.site.owner_email, newsroom.site.key)
    assert office.send("/removal").status_code == 303
    assert newsroom.suggested(newsroom.receive("recieved"))[0][0] == "received"


def test_a_correction_that_the_office_has_removed_is_not_suggested_again(newsroom: Newsroom) -> None:
    newsroom.decide(newsroom.receive("Zelinskiy"), Decision.RESOLVE, "Zelenskyy")
    office = Office(newsroom.client, newsroom.site.owner_email, newsroom.site.key)
    office.open("?show=corrections")
    assert office.send("/removal").status_code == 303
    assert "site_pair" not in {rule for _, rule in newsroom.suggested(newsroom.receive("Zelinskiy"))}


def test_a_name_in_the_office_is_corrected_without_its_namesake(newsroom: Newsroom) -> None:
    office = Office(newsroom.client, newsroom.site.owner_email, newsroom.site.key)
    office.open("?show=corrections")
    assert office.send("/corrections", wrong="Turkey", right="Türkiye").status_code == 303
    assert newsroom.suggested(newsroom.receive("Turkey"))[0] == ("Türkiye", "site_pair")
    assert "site_pair" not in {rule for _, rule in newsroom.suggested(newsroom.receive("turkey"))}
