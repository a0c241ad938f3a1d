"""Decisions: what they do, what they record, and what they refuse."""

import re

import pytest
from sqlalchemy import select

from service.app import create_app
from service.database import Database
from service.models import Activity, Issue, Role
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.desk import Desk
from tests.factories import ORIGIN, MadeSite, log_in, make_member, make_site, post, report


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """A site with one open issue."""
    made = make_site(database)
    assert post(client, report("recieved")).status_code == 202
    return made


def test_each_decision_leads_to_its_status_and_says_who_and_when(
    client: TestClient, database: Database, site: MadeSite, clock: Clock
) -> None:
    desk = Desk(client, site.owner_email)
    for decision, status in (
        ("accept", "accepted"),
        ("resolve", "resolved"),
        ("reopen", "open"),
        ("reject", "rejected"),
        ("reopen", "open"),
        ("spam", "spam"),
        ("reopen", "open"),
    ):
        clock.advance(minutes=1)
        desk.open("/desk/issues/1")
        answer = desk.decide(decision, own="received")
        assert answer.status_code == 303, (decision, answer.text)
        with database.read() as session:
            issue = session.get_one(Issue, 1)
            last = session.scalars(select(Activity).order_by(Activity.id.desc()).limit(1)).one()
            assert (issue.status, issue.decided_at, issue.decided_by_id) == (status, clock(), site.owner_id)
            assert (last.account_id, last.at) == (site.owner_id, clock())
    desk.open("/desk/issues/1")
    for said in (
        "accepted it: received",
        "resolved it: received",
        "found no error",
        "marked it as spam",
        "opened it again",
    ):
        assert f"Olena Courier {said}" in desk.shown()


def test_the_chosen_suggestion_is_the_correction_unless_another_is_written(
    client: TestClient, database: Database, worker: Worker, site: MadeSite
) -> None:
    worker.run_once()
    desk = Desk(client, site.owner_email)
    desk.decide("accept")
    assert _issue(database).correction == "received"
    desk.open("/desk/issues/1")
    desk.decide("resolve", own=" got ")
    assert _issue(database).correction == "got"


def test_whoever_decides_on_an_old_picture_is_told_and_changes_nothing(
    client: TestClient, database: Database, site: MadeSite, settings: Settings, clock: Clock
) -> None:
    make_member(database, site, "taras@courier.example")
    with TestClient(create_app(settings, clock=clock), base_url=BASE_URL, follow_redirects=False) as other:
        first, second = Desk(client, site.owner_email), Desk(other, "taras@courier.example")
        first.decide("accept", own="received")
        answer = second.decide("reject", own="my own words")
        assert answer.status_code == 409
        assert "has changed since you opened it" in second.shown()
        told = second.page.text.partition('role="alert">')[2].partition("</p>")[0]
        assert "accepted it: <ins>received</ins>" in told, "what the first did stands beside it"
        assert 'value="my own words"' in second.page.text
        assert _issue(database).status == "accepted"
        second.decide("resolve")
        assert _issue(database).status == "resolved"


def test_a_decision_that_the_status_forbids_is_refused(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.decide("resolve", own="received")
    desk.open("/desk/issues/1")
    assert desk.decide("accept").status_code == 409
    assert "cannot be changed this way" in desk.shown()


@pytest.mark.parametrize("original", ["", "1", "#1", "999", "x", "9" * 19, "-1"])
def test_a_duplicate_names_another_issue_of_the_site(client: TestClient, site: MadeSite, original: str) -> None:
    desk = Desk(client, site.owner_email)
    answer = desk.decide("duplicate", original=original)
    assert answer.status_code == 422
    assert desk.page.text.count('role="alert"') == 1
    assert f'name="original" value="{original}"' in desk.page.text
    assert ('<details class="more" open>' in desk.page.text) == bool(original)


def test_enter_in_a_field_presses_the_button_beside_it(client: TestClient, site: MadeSite) -> None:
    """A browser presses the first button of the form that the field belongs to."""
    desk = Desk(client, site.owner_email)
    for form, name in (("because", "reason"), ("duplicate", "original"), ("assign", "assignee")):
        assert re.search(rf'<(input|select) form="{form}" [^>]*\bname="{name}"', desk.page.text)
    for form, decision in (("because", "reject"), ("duplicate", "duplicate")):
        own = desk.page.text.partition(f'<form id="{form}"')[2].partition("</form>")[0]
        assert f'name="decision" value="{decision}"' in own


def test_the_other_issues_of_the_page_are_proposed_as_originals(client: TestClient, site: MadeSite) -> None:
    elsewhere = {"page": {"url": f"{ORIGIN}/elsewhere"}}
    for word, page in (("adress", {}), ("<b>", {}), ("goverment", elsewhere), ("wich", {})):
        post(client, report(word, **page))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/2")
    desk.decide("reject")
    desk.open("/desk/issues/5")
    proposed = re.findall(r'<option value="(#\d+)">([^<]*)<', desk.page.text)
    assert proposed == [("#3", "&lt;b&gt;"), ("#1", "recieved")]


def test_an_issue_cannot_be_the_duplicate_of_its_own_duplicate(client: TestClient, site: MadeSite) -> None:
    post(client, report("adress"))
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/2")
    assert desk.decide("duplicate", original="1").status_code == 303
    desk.open("/desk/issues/1")
    assert desk.decide("duplicate", original="2").status_code == 422
    assert "marked as a duplicate of this one" in desk.shown()


def test_comments_are_kept_in_order_and_refused_when_empty(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    for text in ("Ask Taras.", "Taras says: leave it.\n\nReally."):
        assert desk.send("/comments", comment=text).status_code == 303
    assert desk.shown().index("“Ask Taras.”") < desk.shown().index("“Taras says: leave it. Really.”")
    assert desk.send("/comments", comment=" \u200b ").status_code == 422
    answer = desk.send("/comments", comment="x" * 2001)
    assert answer.status_code == 422 and "x" * 2001 in answer.text


@pytest.mark.parametrize(("role", "status"), [(Role.EDITOR, 303), (Role.OWNER, 303), (Role.VIEWER, 403)])
def test_viewers_see_and_do_not_decide(
    client: TestClient, database: Database, site: MadeSite, role: Role, status: int
) -> None:
    make_member(database, site, "member@courier.example", role)
    desk = Desk(client, "member@courier.example")
    assert "recieved" in desk.shown()
    assert ("/decision" in desk.page.text) == (role is not Role.VIEWER)
    token = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    fields = {"form": token, "decision": "reject", "version": "1"}
    for form, data in (("decision", fields), ("comments", {"form": token, "comment": "hm"})):
        sent = client.post(f"/desk/issues/1/{form}", data=data, headers={"sec-fetch-site": "same-origin"})
        assert sent.status_code == status


def test_nothing_of_another_site_is_reachable(client: TestClient, database: Database, site: MadeSite) -> None:
    stranger = make_site(database, "gazette", origins=["https://gazette.example"])
    post(
        client, report("recieved", site="gazette", page={"url": "https://gazette.example/1"}), "https://gazette.example"
    )
    desk = Desk(client, stranger.owner_email)
    assert desk.page.text.count('class="row"') == 1
    for path in (
        "/desk/issues/1",
        "/desk/issues/1?site=courier",
        "/desk/issues/0",
        "/desk/issues/99999999999999999999",
    ):
        assert desk.open(path).status_code in (404, 422)
    assert desk.open("/desk?site=courier").status_code == 404
    desk.open("/desk")
    token = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    fields = {"form": token, "decision": "reject", "version": "1"}
    refused = client.post("/desk/issues/1/decision", data=fields, headers={"sec-fetch-site": "same-origin"})
    assert refused.status_code == 404
    desk.open("/desk/issues/2")
    assert desk.decide("duplicate", original="1").status_code == 422
    log_in(client, site.owner_email)
    assert _issue(database).status == "open"


def test_the_script_is_answered_with_parts_and_what_it_wants_ahead_is_no_condition(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    post(client, report("goverment"))
    stranger = make_site(database, "gazette", origins=["https://gazette.example"])
    there = report("adress", site=stranger.key, page={"url": "https://gazette.example/1"})
    post(client, there, "https://gazette.example")
    desk = Desk(client, site.owner_email)
    token = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    headers = {"sec-fetch-site": "same-origin", "hx-request": "true"}
    fields = {"form": token, "decision": "reject", "version": "1"}
    stale = client.post("/desk/issues/1/decision", data=fields | {"version": "9"}, headers=headers)
    assert stale.status_code == 409 and "<html" not in stale.text and 'data-issue="1"' in stale.text
    wanted = client.post("/desk/issues/1/decision", data=fields | {"want": "2"}, headers=headers)
    assert wanted.status_code == 200 and "<html" not in wanted.text and 'data-issue="2"' in wanted.text
    assert _issue(database).status == "rejected"
    foreign = client.post("/desk/issues/2/decision", data=fields | {"want": "3"}, headers=headers)
    assert foreign.status_code == 200 and 'id="done"' in foreign.text and "adress" not in foreign.text


def _issue(database: Database) -> Issue:
    with database.read() as session:
        return session.get_one(Issue, 1)
