"""The main job, through HTTP and the worker: a reader reports, the engine suggests, an editor resolves."""

from service.database import Database
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk
from tests.factories import make_site, post, receipt, report


def test_a_report_becomes_an_issue_that_an_editor_resolves(
    client: TestClient, database: Database, worker: Worker
) -> None:
    site = make_site(database)
    sent = report(comment="i before e", correction="received")
    answer = post(client, sent)
    assert (answer.status_code, answer.json()) == (202, {"id": sent["id"], "outcome": "received"})
    assert worker.run_once() == 1

    desk = Desk(client, site.owner_email)
    assert "recieved received" in desk.shown()
    assert "1 reader" in desk.shown() and "i before e" in desk.shown()
    desk.decide("resolve")
    assert "All read" in desk.shown() and "Resolved: recieved" in desk.shown()

    desk.open("/desk?status=resolved")
    assert "Olena Courier resolved it: received" in desk.shown()
    told = client.get("/api/v1/receipts", params={"id": sent["id"]}, headers={"origin": "https://news.example"})
    assert told.json() == {"receipts": {sent["id"]: "fixed"}}


def test_after_each_decision_the_next_open_issue_is_shown(client: TestClient, database: Database) -> None:
    site = make_site(database)
    for word in ("recieved", "comittee", "seperate"):
        assert post(client, report(word)).status_code == 202
    desk = Desk(client, site.owner_email)
    seen = []
    for decision in ("accept", "reject", "spam"):
        seen.append(next(word for word in ("recieved", "comittee", "seperate") if f"<del>{word}" in _sheet(desk)))
        desk.decide(decision)
    assert sorted(seen) == ["comittee", "recieved", "seperate"]
    assert "All read" in desk.shown()


def test_the_same_report_again_gets_the_same_answer(client: TestClient, database: Database) -> None:
    site = make_site(database)
    sent = report()
    first = post(client, sent)
    changed = report("other", id=sent["id"], comment="not the same")
    assert post(client, changed).json() == first.json() == post(client, sent).json()
    broken = {"id": sent["id"], "site": site.key, "quote": "not even an object"}
    assert post(client, broken).json() == first.json()
    assert "1 reader" in Desk(client, site.owner_email).shown()


def test_readers_of_one_place_join_one_issue_whatever_address_they_came_by(
    client: TestClient, database: Database
) -> None:
    site = make_site(database)
    page = "https://news.example/articles/harbour-board"
    addresses = (
        page,
        page + "/",
        page + "?utm_source=mail&utm_medium=x",
        page + "#comments",
        "https://NEWS.example:443/articles/harbour-board?fbclid=1",
    )
    outcomes = [post(client, report(page={"url": url}, comment=url)).json()["outcome"] for url in addresses]
    assert outcomes == ["received"] + ["known"] * 4
    by_query = [
        post(client, report(page={"url": f"{page}?{query}"})).json()["outcome"] for query in ("a=1&b=2", "b=2&a=1")
    ]
    assert by_query == ["received", "known"]
    desk = Desk(client, site.owner_email)
    assert "5 readers" in desk.shown() and "2 readers" in desk.shown()
    desk.open("/desk?q=comments")
    assert all(f"“{url}”" in desk.shown() for url in addresses)


def test_the_second_china_is_not_the_first(client: TestClient, database: Database) -> None:
    site = make_site(database)
    first = {"exact": "China", "prefix": "Wang Yi emphasized that ", "suffix": " stands by its approach."}
    second = {"exact": "China", "prefix": "Russia, not ", "suffix": ", seeks to eliminate the causes."}
    assert post(client, report(quote=first)).json()["outcome"] == "received"
    assert post(client, report(quote=second)).json()["outcome"] == "received"
    assert post(client, report(quote=first)).json()["outcome"] == "known"
    assert Desk(client, site.owner_email).page.text.count('class="row"') == 2


def test_the_reader_is_told_the_truth_about_decided_places(
    client: TestClient, database: Database, clock: Clock
) -> None:
    site = make_site(database)
    assert post(client, report()).json()["outcome"] == "received"
    desk = Desk(client, site.owner_email)
    desk.decide("reject")
    assert [post(client, report()).json()["outcome"] for _ in range(3)] == ["not_an_error", "not_an_error", "received"]
    desk.open("/desk")
    assert "More readers see an error here." in desk.shown()
    desk.decide("resolve", own="received")
    clock.advance(hours=23)
    assert post(client, report()).json()["outcome"] == "fixed"
    clock.advance(hours=2)
    assert post(client, report()).json()["outcome"] == "received"
    desk = Desk(client, site.owner_email)
    assert "seen it again after the fix" in desk.shown() and "6 readers" in desk.shown()


def test_reports_of_a_duplicate_count_for_the_original(client: TestClient, database: Database) -> None:
    site = make_site(database)
    post(client, report("recieved"))
    post(client, report("adress"))
    desk = Desk(client, site.owner_email)
    numbers = sorted(int(part.partition("?")[0]) for part in desk.page.text.split('href="/desk/issues/')[1:])
    desk.open(f"/desk/issues/{numbers[-1]}")
    desk.decide("duplicate", original=f"#{numbers[0]}")
    sent = report("adress", id=receipt())
    assert post(client, sent).json()["outcome"] == "known"
    desk.open(f"/desk/issues/{numbers[0]}")
    assert "2 readers" in desk.shown()
    desk.decide("accept", own="address")
    assert client.get("/api/v1/receipts", params={"id": sent["id"]}).json()["receipts"] == {sent["id"]: "accepted"}


def _sheet(desk: Desk) -> str:
    return desk.page.text.partition('id="sheet"')[2]
