"""From the desk into the house dictionary: what a word alone has caused is closed with it, and shown beforehand."""

import pytest
from sqlalchemy import select

from service.database import Database
from service.models import HouseWord, Issue, Membership, Role
from tests.client import TestClient
from tests.desk import Desk, numbers
from tests.factories import ORIGIN, MadeSite, make_member, make_site, post, report


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """Three open issues of one word on three pages, and one of a longer quote with it."""
    made = make_site(database)
    for page in range(3):
        post(client, report("Zelenskiy", page={"url": f"{ORIGIN}/{page}"}))
    post(client, report("Mr Zelenskiy said", page={"url": f"{ORIGIN}/4"}))
    return made


def words(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(HouseWord.word)))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Yesterday the harbourmaster spoke at length with Mr ",
            " about the tariffs that the board of the port wants",
            "… harbourmaster spoke at length with Mr Zelenskiy about the tariffs that the board of …",
        ),
        ("Mr ", " left.", "… Mr Zelenskiy left. …"),
        ("我" * 50, "们" * 50, f"… {'我' * 40} Zelenskiy {'们' * 40} …"),
    ],
    ids=["long", "short", "without spaces"],
)
def test_places_are_cut_between_words(client: TestClient, site: MadeSite, before: str, after: str, shown: str) -> None:
    quote = {"exact": "Zelenskiy", "prefix": before, "suffix": after}
    assert post(client, report(quote=quote, page={"url": f"{ORIGIN}/5"})).status_code == 202
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1/dictionary")
    assert shown in desk.shown()


def test_what_the_word_alone_has_caused_is_shown_and_closed(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    assert 'href="/desk/issues/1/dictionary' in desk.page.text
    desk.open("/desk/issues/1/dictionary")
    assert (
        "3 open issues are about this word alone" in desk.shown()
        and "Add to the dictionary of The Courier?" in desk.shown()
    )
    assert desk.send("/dictionary").status_code == 303
    assert "“Zelenskiy” is in the dictionary; 3 issues closed" in desk.shown()
    assert words(database) == ["Zelenskiy"] and numbers(desk) == [4]
    assert post(client, report("Zelenskiy", page={"url": f"{ORIGIN}/1"})).json()["outcome"] == "not_an_error"
    assert desk.send("/desk/undo").status_code == 303
    assert words(database) == []
    desk.open("/desk")
    assert numbers(desk) == [4, 3, 2, 1]


def test_a_word_that_caused_just_this_issue_is_one_press(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    post(client, report("Kyivstar", page={"url": f"{ORIGIN}/5"}))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/5")
    assert desk.send("/issues/5/dictionary").status_code == 303
    assert words(database) == ["Kyivstar"] and numbers(desk) == [4, 3, 2, 1]
    assert 'id="sheet" aria-label="Issue 4" tabindex="-1" autofocus' in desk.page.text, "the next one follows"
    assert "“Kyivstar” is in the dictionary; 1 issue closed" in desk.shown()


def test_more_than_was_shown_is_not_closed(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1/dictionary")
    post(client, report("zelenskiy", page={"url": f"{ORIGIN}/9"}))
    assert desk.send("/dictionary").status_code == 409
    assert "more issues than were shown" in desk.shown() and words(database) == []
    with database.read() as session:
        assert {issue.status for issue in session.scalars(select(Issue))} == {"open"}


def test_what_can_be_no_entry_is_told(client: TestClient, database: Database, site: MadeSite) -> None:
    post(client, report("one two three four five", page={"url": f"{ORIGIN}/6"}))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/5")
    assert "Add to dictionary" not in desk.shown()
    desk.open("/desk/issues/5/dictionary")
    assert "one to four words" in desk.shown()
    assert desk.send("/dictionary").status_code == 422
    assert words(database) == []


def test_whoever_may_decide_no_more_takes_no_word_out(client: TestClient, database: Database, site: MadeSite) -> None:
    editor = make_member(database, site, "taras@courier.example")
    desk = Desk(client, "taras@courier.example")
    desk.open("/desk/issues/1/dictionary")
    desk.send("/dictionary")
    with database.write() as session:
        session.get_one(Membership, (editor, site.id)).role = Role.VIEWER
    assert desk.send("/desk/undo").status_code == 303
    assert words(database) == ["Zelenskiy"]
