"""Many at once: picked or a whole view, in one request or by the worker, and one undo for all of it."""

import re
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, update

from service.app import create_app
from service.batches import start, work
from service.database import Database
from service.issues import queue
from service.models import Activity, Batch, Issue, Membership, Role
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.desk import Desk, numbers
from tests.factories import MadeSite, make_member, make_site, post, report

HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """A site with seven open issues and two editors."""
    made = make_site(database)
    make_member(database, made, "taras@courier.example")
    for number in range(7):
        assert post(client, report(f"wrong{number}x", correction=f"right{number}x")).status_code == 202
    return made


def boxes(desk: Desk, *wanted: int) -> list[str]:
    """What the tick boxes of these issues send."""
    versions = dict(re.findall(r'name="issue" value="(\d+)-(\d+)"', desk.page.text))
    return [f"{number}-{versions[str(number)]}" for number in wanted]


def begin(desk: Desk, view: str = "", **fields: Any) -> None:
    """Send the form for many at once and go where it leads."""
    token = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    desk.page = desk.client.post(f"/desk/batches{view}", data={"form": token, **fields}, headers=HERE)
    if desk.page.status_code == 303:
        desk.open(desk.page.headers["location"])


def statuses(database: Database) -> dict[int, str]:
    with database.read() as session:
        return {number: str(status) for number, status in session.execute(select(Issue.id, Issue.status))}


def test_the_picked_ones_are_decided_and_taken_back_together(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, action="resolve", issue=boxes(desk, 2, 3, 5))
    assert "3 issues resolved" in desk.shown() and numbers(desk) == [7, 6, 4, 1]
    with database.read() as session:
        assert session.get_one(Issue, 3).correction == "right2x"
        assert session.scalars(select(Activity.batch_id).where(Activity.happening == "resolved")).all() == [1, 1, 1]
    desk.open(str(desk.page.url))
    assert desk.send("/desk/undo").status_code == 303
    assert "3 issues are again as they were" in desk.shown() and numbers(desk) == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("action", "status"), [("accept", "accepted"), ("reject", "rejected"), ("spam", "spam"), ("assign", "open")]
)
def test_each_action_does_what_it_says(
    client: TestClient, database: Database, site: MadeSite, action: str, status: str
) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, action=action, issue=boxes(desk, 1, 2), assignee="me")
    assert {statuses(database)[1], statuses(database)[2], statuses(database)[3]} == {status, "open"}
    with database.read() as session:
        assigned = session.scalars(select(Issue.id).where(Issue.assignee_id == site.owner_id).order_by(Issue.id)).all()
    assert assigned == ([1, 2] if action == "assign" else [])


def test_what_a_colleague_changed_meanwhile_is_left_alone(
    client: TestClient, database: Database, site: MadeSite, settings: Settings, clock: Clock
) -> None:
    desk = Desk(client, site.owner_email)
    with TestClient(create_app(settings, clock=clock), base_url=BASE_URL, follow_redirects=False) as other:
        colleague = Desk(other, "taras@courier.example")
        colleague.open("/desk/issues/2")
        colleague.decide("reject")
        begin(desk, action="resolve", issue=boxes(desk, 1, 2))
        assert "1 issue resolved; 1 was left alone" in desk.shown()
        assert statuses(database)[2] == "rejected"
        colleague.open("/desk/issues/1")
        colleague.decide("reopen")
        desk.send("/desk/undo")
        assert "0 issues are again as they were; 1 was left alone" in desk.shown()


def _whole(desk: Desk, view: str = "") -> str:
    desk.open(f"/desk{view}")
    (said,) = re.findall(r'<small id="whole">([^<]*)</small>', desk.page.text)
    return str(said)


def test_how_much_a_whole_view_is_stands_beside_it(
    client: TestClient, database: Database, site: MadeSite, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(client, site.owner_email)
    assert [_whole(desk, f"?{view}") for view in ("q=wrong1x", "kind=spelling", "readers=1", "")] == [
        "1",
        "7",
        "7",
        "7",
    ]
    assert '<small id="whole">0</small>' in client.get("/desk/tabs?mention=me").text
    begin(desk, action="resolve", issue=boxes(desk, 1, 2))
    assert _whole(desk) == "5" and _whole(desk, "?status=resolved") == "2"
    assert '<small id="whole">5</small>' in client.get("/desk/tabs").text
    other = make_site(database, "gazette", origins=["https://gazette.example"])
    with database.write() as session:
        seen = Membership(account_id=site.owner_id, site_id=other.id, role=Role.VIEWER, created_at=clock())
        session.add(seen)
    elsewhere = report("theirs", site="gazette", page={"url": "https://gazette.example/1"})
    assert post(client, elsewhere, origin="https://gazette.example").status_code == 202
    assert _whole(desk) == "5" and "Open 6" in desk.shown(), "what one may only look at is not decided"
    monkeypatch.setattr("service.issues.queue.FEW", 3)
    assert _whole(desk, "?readers=1") == "3+"
    monkeypatch.setattr("service.issues.queue.listing", partial(queue.listing, most=2))
    assert _whole(desk, "?q=harbour") == "", "a search that goes on is not counted"


def test_a_whole_view_is_confirmed_by_its_number(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, action="spam", whole="1")
    assert "Mark all 7 issues as spam?" in desk.shown() and set(statuses(database).values()) == {"open"}
    confirmation = desk.page
    post(client, report("onemore"))
    assert desk.send("/desk/batches").status_code == 409
    assert "more issues now than you confirmed" in desk.shown() and "Mark all 8" in desk.shown()
    assert set(statuses(database).values()) == {"open"}
    assert desk.send("/desk/batches").status_code == 303
    assert set(statuses(database).values()) == {"spam"} and "8 issues marked as spam" in desk.shown()
    desk.page = confirmation
    assert desk.send("/desk/batches").status_code == 303
    assert "0 issues marked as spam" in desk.shown()


def test_a_view_is_what_its_filters_and_search_say(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, "?q=wrong3x", action="reject", whole="1")
    assert "Is 1 issue no error?" in desk.shown()
    desk.send("/desk/batches")
    assert [number for number, status in statuses(database).items() if status == "rejected"] == [4]


def test_long_ones_are_done_by_the_worker_step_by_step(
    client: TestClient, database: Database, site: MadeSite, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "AT_ONCE", 2)
    monkeypatch.setattr(work, "STEP", 3)
    desk = Desk(client, site.owner_email)
    begin(desk, action="resolve", whole="1", expected="7")
    assert "0 of 7" in desk.shown() and "<progress" in desk.page.text
    assert set(statuses(database).values()) == {"open"}
    part = client.get("/desk/batches/1", headers={"hx-request": "true"})
    assert "<html" not in part.text and 'hx-trigger="every 1s"' in part.text
    given: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(Database, "give_way", lambda _: given.append(1))
        worker.run_once()
    assert len(given) == 2  # readers' reports get in between
    desk.open("/desk/batches/1")
    assert "7 issues resolved" in desk.shown() and set(statuses(database).values()) == {"resolved"}
    assert desk.send("/desk/undo").status_code == 303
    assert "0 of 7" in desk.shown()
    worker.run_once()
    assert set(statuses(database).values()) == {"open"}


def test_a_worker_that_died_is_followed_by_one_that_goes_on(
    client: TestClient,
    database: Database,
    site: MadeSite,
    worker: Worker,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(start, "AT_ONCE", 2)
    monkeypatch.setattr(work, "STEP", 3)
    desk = Desk(client, site.owner_email)
    begin(desk, action="spam", whole="1", expected="7")
    with database.write() as session:
        dead = Batch.claim(session, worker="dead", now=clock(), most=1)[0]
    assert work._step(database, dead, clock)
    assert list(statuses(database).values()).count("spam") == 3
    worker.run_once()
    assert list(statuses(database).values()).count("spam") == 3, "the lease is still the dead one's"
    clock.advance(minutes=2)
    worker.run_once()
    assert not work._step(database, dead, clock), "the dead one's lease has gone"
    with database.read() as session:
        batch = session.get_one(Batch, 1)
        assert (batch.done, batch.skipped, batch.finished_at) == (7, 0, clock())
        assert session.scalar(select(func.count()).where(Activity.happening == "marked_spam")) == 7


def test_nothing_of_another_site_is_reached(client: TestClient, database: Database, site: MadeSite) -> None:
    stranger = make_site(database, "gazette", origins=["https://gazette.example"])
    desk = Desk(client, stranger.owner_email)
    desk.open("/desk/settings")
    begin(desk, action="spam", issue=["1-1", "2-1"])
    assert "0 issues marked as spam; 2 were left alone" in desk.shown()
    assert set(statuses(database).values()) == {"open"}
    desk.open("/desk/settings")
    begin(desk, "?site=courier", action="spam", whole="1", expected="7")
    assert desk.page.status_code == 404
    owner = Desk(client, site.owner_email)
    begin(owner, action="spam", issue=boxes(owner, 1))
    stranger_again = Desk(client, stranger.owner_email)
    assert stranger_again.open("/desk/batches/2").status_code == 404
    token = stranger_again.client.get("/desk/settings").text.partition('name="form" value="')[2].partition('"')[0]
    assert client.post("/desk/undo", data={"form": token, "batch": "2"}, headers=HERE).status_code == 404
    assert statuses(database)[1] == "spam"


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "resolve"},
        {"action": "resolve", "issue": ["x", "1", "1-", "-1"]},
        {"action": "delete", "issue": ["1-1"]},
        {"action": "duplicate", "issue": ["1-1"]},
        {"issue": ["1-1"]},
        {"action": "assign", "issue": ["1-1"], "assignee": "x"},
        {"action": "spam", "whole": "1", "expected": "-1"},
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, database: Database, site: MadeSite, fields: dict[str, Any]
) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, **fields)
    assert desk.page.status_code == 422
    assert set(statuses(database).values()) == {"open"}


def test_a_batch_is_taken_back_once_and_only_when_finished(
    client: TestClient, database: Database, site: MadeSite, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "AT_ONCE", 2)
    desk = Desk(client, site.owner_email)
    begin(desk, action="spam", whole="1", expected="7")
    token = client.get("/desk/settings").text.partition('name="form" value="')[2].partition('"')[0]
    undo = {"form": token, "batch": "1"}
    assert client.post("/desk/undo", data=undo, headers=HERE).status_code == 409
    worker.run_once()
    assert client.post("/desk/undo", data=undo, headers=HERE).status_code == 303
    assert client.post("/desk/undo", data=undo, headers=HERE).status_code == 409


def test_all_that_waits_on_one_page_is_one_proof_sheet(client: TestClient, database: Database, site: MadeSite) -> None:
    place = {"start": 900, "end": 907, "length": 2000}
    post(client, report("seventh", position=place, correction="7th"))
    post(client, report("first", position={"start": 3, "end": 8, "length": 2000}, correction="1st"))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/pages/1")
    order = [int(number) for number in re.findall(r'id="issue-(\d+)"', desk.page.text)]
    assert order == [9, 8, 1, 2, 3, 4, 5, 6, 7], "in reading order; without a position, at the end"
    assert "9 places wait to be corrected" in desk.shown()
    listed = desk.page.text.partition("<textarea readonly")[2].partition("</textarea>")[0]
    assert "first → 1st" in listed and listed.index("first → 1st") < listed.index("seventh → 7th")
    begin(desk, action="resolve", issue=boxes(desk, 9, 8))
    assert desk.open("/desk/pages/1").text.count('id="issue-') == 7
    stranger = make_site(database, "gazette")
    assert Desk(client, stranger.owner_email).open("/desk/pages/1").status_code == 404
    assert desk.open("/desk/pages/99999999999999999999").status_code == 404


def test_whoever_may_decide_no_more_takes_nothing_back(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, "taras@courier.example")
    begin(desk, action="spam", issue=boxes(desk, 1, 2))
    with database.write() as session:
        session.execute(update(Membership).where(Membership.account_id != site.owner_id).values(role=Role.VIEWER))
    desk.send("/desk/undo")
    assert "0 issues are again as they were; 2 were left alone" in desk.shown()
    assert {statuses(database)[1], statuses(database)[2]} == {"spam"}


@pytest.mark.parametrize("number", ["9" * 19, "9" * 20])
def test_numbers_that_no_database_has_are_refused(
    client: TestClient, database: Database, site: MadeSite, number: str
) -> None:
    desk = Desk(client, site.owner_email)
    begin(desk, action="assign", assignee=number, issue=boxes(desk, 1))
    assert desk.page.status_code == 422
    token = desk.open("/desk").text.partition('name="form" value="')[2].partition('"')[0]
    for path, said in (
        ("/desk/issues/1/assignee", {"assignee": number}),
        ("/office/courier/authors", {"account": number, "author": "Ann"}),
    ):
        assert client.post(path, data={"form": token, "version": "1", **said}, headers=HERE).status_code == 422


def test_what_is_left_of_a_batch_is_not_done_for_whoever_may_decide_no_more(
    client: TestClient, database: Database, site: MadeSite, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "AT_ONCE", 2)
    begin(Desk(client, "taras@courier.example"), action="spam", whole="1", expected="7")
    with database.write() as session:
        session.execute(update(Membership).where(Membership.account_id != site.owner_id).values(role=Role.VIEWER))
    worker.run_once()
    assert set(statuses(database).values()) == {"open"}
    with database.read() as session:
        batch = session.get_one(Batch, 1)
        assert (batch.done, batch.skipped, batch.finished_at is not None) == (0, 7, True)
