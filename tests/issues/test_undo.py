"""Taking back: every decision, after a reload too, and never over a colleague's."""

import threading

import pytest
from sqlalchemy import select

from service.app import create_app
from service.database import Database
from service.models import Account, Activity, HouseWord, Issue, KnownPair, Membership
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.desk import Desk
from tests.factories import MadeSite, make_member, make_site, post, report

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """A site with two open issues and two editors."""
    made = make_site(database)
    make_member(database, made, "taras@courier.example")
    for word in ("recieved", "Zelenskiy"):
        assert post(client, report(word)).status_code == 202
    return made


def _issue(database: Database, number: int = 1) -> Issue:
    with database.read() as session:
        return session.get_one(Issue, number)


@pytest.mark.parametrize("decision", ["accept", "resolve", "reject", "spam", "duplicate"])
def test_each_decision_can_be_taken_back(
    client: TestClient, database: Database, site: MadeSite, decision: str, clock: Clock
) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    before = _issue(database)
    clock.advance(minutes=1)
    assert desk.decide(decision, own="received", original="2").status_code == 303
    assert _issue(database).status != "open"
    desk.open(str(desk.page.url))  # a reload keeps the way back
    assert desk.send("/desk/undo").status_code == 303
    after = _issue(database)
    for name in ("status", "correction", "duplicate_of_id", "decided_at", "decided_by_id", "reports_at_decision"):
        assert getattr(after, name) == getattr(before, name)
    assert after.version > before.version and "took back" in desk.shown()
    with database.read() as session:
        last = session.scalars(select(Activity).order_by(Activity.id.desc()).limit(1)).one()
        assert last.undoes_id is not None and last.account_id == site.owner_id


@pytest.mark.parametrize("who", ["a member no more", "nobody any more"])
def test_who_has_left_since_is_not_brought_back(
    client: TestClient, database: Database, site: MadeSite, who: str
) -> None:
    with database.write() as session:
        taras = session.scalars(select(Account).where(Account.email == "taras@courier.example")).one()
        session.get_one(Issue, 1).assignee_id = session.get_one(Issue, 1).decided_by_id = taras.id
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.decide("reject")
    with database.write() as session:
        session.delete(session.get_one(Membership, (taras.id, site.id)))
        if who == "nobody any more":
            session.delete(session.get_one(Account, taras.id))
    assert desk.send("/desk/undo").status_code == 303
    issue = _issue(database)
    assert (issue.status, issue.assignee_id) == ("open", None)


def test_what_was_reopened_can_be_closed_again(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/2")
    desk.decide("reject")
    desk.open("/desk/issues/2")
    desk.decide("reopen")
    assert desk.send("/desk/undo").status_code == 303
    assert _issue(database, 2).status == "rejected"


def test_undo_without_a_name_takes_back_what_was_done_last(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.decide("accept", own="received")
    desk.open("/desk/issues/1")
    desk.decide("resolve", own="received")
    desk.open("/desk?status=spam")
    desk.send("/desk/undo")
    assert _issue(database).status == "accepted"
    desk.open("/desk?status=spam")
    desk.send("/desk/undo")
    assert _issue(database).status == "open"
    desk.open("/desk?status=spam")
    assert desk.send("/desk/undo").status_code == 404
    assert "nothing to take back" in desk.shown()


def test_a_colleagues_change_is_not_undone_with_ones_own(
    client: TestClient, database: Database, site: MadeSite, settings: Settings, clock: Clock
) -> None:
    with TestClient(create_app(settings, clock=clock), base_url=BASE_URL, follow_redirects=False) as other:
        first, second = Desk(client, site.owner_email), Desk(other, "taras@courier.example")
        first.open("/desk/issues/1")
        first.decide("accept", own="received")
        second.open("/desk/issues/1")
        second.decide("resolve", own="had")
        answer = first.send("/desk/undo")
        assert answer.status_code == 409
        assert "has changed since your decision" in first.shown() and "taras resolved it: had" in first.shown()
        assert _issue(database).status == "resolved"


def test_only_ones_own_decisions_are_undone(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.decide("reject")
    with database.read() as session:
        number = session.scalars(select(Activity.id).where(Activity.happening == "rejected")).one()
    other = Desk(client, "taras@courier.example")
    token = other.page.text.partition('name="form" value="')[2].partition('"')[0]
    fields = {"form": token, "activity": str(number)}
    assert client.post("/desk/undo", data=fields, headers=SAME_ORIGIN).status_code == 404
    assert client.post("/desk/undo", data={"form": token, "activity": "1"}, headers=SAME_ORIGIN).status_code == 404


def test_nothing_is_taken_back_twice(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.decide("spam")
    page = desk.page
    desk.send("/desk/undo")
    desk.page = page
    assert desk.send("/desk/undo").status_code == 409
    assert _issue(database).status == "open"


def test_what_a_decision_taught_is_forgotten_with_it(
    client: TestClient, database: Database, site: MadeSite, worker: Worker
) -> None:
    worker.run_once()
    desk = Desk(client, site.owner_email)
    for number, decision, table in ((1, "accept", KnownPair), (2, "reject", HouseWord)):
        desk.open(f"/desk/issues/{number}")
        desk.decide(decision)
        with database.read() as session:
            assert session.scalars(select(table)).all(), decision
        desk.send("/desk/undo")
        with database.read() as session:
            assert not session.scalars(select(table)).all(), decision


def test_of_two_who_decide_at_once_one_wins(
    client: TestClient, database: Database, site: MadeSite, settings: Settings, clock: Clock
) -> None:
    with TestClient(create_app(settings, clock=clock), base_url=BASE_URL, follow_redirects=False) as other:
        desks = [Desk(client, site.owner_email), Desk(other, "taras@courier.example")]
        for desk in desks:
            desk.open("/desk/issues/1")
        barrier, answers = threading.Barrier(2), []

        def press(desk: Desk, decision: str) -> None:
            barrier.wait()
            answers.append(desk.decide(decision, own="received").status_code)

        threads = [threading.Thread(target=press, args=pair) for pair in zip(desks, ("accept", "reject"), strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(answers) == [303, 409]
    with database.read() as session:
        decided = session.scalars(select(Activity).where(Activity.before.is_not(None))).all()
    assert len(decided) == 1 and _issue(database).version == 2
