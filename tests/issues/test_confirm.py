"""Deciding by an e-mail's link: only by a button, only for whom it is, only while they may."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from service.database import Database
from service.domain.workflow import Decision, Status
from service.models import Account, Activity, Issue, Membership, Role
from service.notifications.links import DECIDES_FOR, DecisionLink, decision_token, mailbox_of, unsubscribe_token
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk, _Forms
from tests.factories import MadeSite, log_in, make_member, make_site, post, report


@pytest.fixture
def site(client: TestClient, database: Database, worker: Worker) -> MadeSite:
    """A site with one issue, #1, and a suggestion."""
    made = make_site(database)
    assert post(client, report()).status_code == 202
    worker.run_once()
    return made


def path(
    settings: Settings,
    clock: Clock,
    account_id: int,
    decision: Decision = Decision.RESOLVE,
    email: str = "owner@courier.example",
) -> str:
    link = DecisionLink(account_id, mailbox_of(email), 1, decision)
    return f"/desk/confirm/{decision_token(settings, link, now=clock())}"


def press(client: TestClient, address: str, **fields: str) -> int:
    """Open the page, press its button; the answer's status."""
    parsed = _Forms()
    parsed.feed(client.get(address).text)
    ((_, filled),) = parsed.forms
    answer = client.post(address, data=filled | fields, headers={"sec-fetch-site": "same-origin"})
    return answer.status_code


def issue_of(database: Database) -> Issue:
    with database.read() as session:
        return session.get_one(Issue, 1)


def test_a_button_decides_and_a_look_does_not(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    address = path(settings, clock, site.owner_id)
    for _ in range(3):
        page = client.get(address)
        assert page.status_code == 200 and "<del>recieved</del> <ins>received</ins>" in page.text
    assert client.head(address).status_code == 200
    assert issue_of(database).status is Status.OPEN
    assert press(client, address) == 303
    issue = issue_of(database)
    assert (issue.status, issue.correction, issue.decided_by_id) == (Status.RESOLVED, "received", site.owner_id)
    assert "Done" in client.get(f"{address}?done=1").text
    assert "decided already" in client.get(address).text


@pytest.mark.parametrize(
    ("decision", "status"), [(Decision.ACCEPT, Status.ACCEPTED), (Decision.REJECT, Status.REJECTED)]
)
def test_the_decision_is_the_links(
    client: TestClient,
    database: Database,
    settings: Settings,
    clock: Clock,
    site: MadeSite,
    decision: Decision,
    status: Status,
) -> None:
    assert press(client, path(settings, clock, site.owner_id, decision), decision="spam") == 303
    assert issue_of(database).status is status


def test_the_correction_may_be_another_one(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    assert press(client, path(settings, clock, site.owner_id), correction="had") == 303
    assert issue_of(database).correction == "had"


def test_what_was_typed_is_kept_when_it_is_refused(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    address = path(settings, clock, site.owner_id)
    said = {"version": str(issue_of(database).version), "correction": "x" * 1001}
    answer = client.post(address, data=said, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 422 and "x" * 1001 in answer.text and "more than 1,000 characters" in answer.text


def test_an_old_picture_decides_nothing(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    with database.write() as session:
        session.execute(update(Issue).values(version=7))
    assert press(client, path(settings, clock, site.owner_id), version="6") == 409
    assert issue_of(database).status is Status.OPEN


def test_a_link_ends(client: TestClient, settings: Settings, clock: Clock, site: MadeSite) -> None:
    address = path(settings, clock, site.owner_id)
    clock.now += DECIDES_FOR - timedelta(seconds=1)
    assert client.get(address).status_code == 200
    clock.now += timedelta(seconds=1)
    assert client.get(address).status_code == 404
    assert client.post(address, data={"version": "2"}, headers={"sec-fetch-site": "same-origin"}).status_code == 404


def test_a_link_is_whole_or_nothing(client: TestClient, settings: Settings, clock: Clock, site: MadeSite) -> None:
    address = path(settings, clock, site.owner_id)
    token = address.rpartition("/")[2]
    other = settings.model_copy(update={"secret_key": SecretStr("another secret of 32 letters or more")})
    for forged in (
        *(token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in (0, 10, 21, 30, 40)),
        token[:-4],
        "",
        "x" * 5000,
        "é",
        unsubscribe_token(settings, 1, "owner@courier.example"),
        path(other, clock, site.owner_id).rpartition("/")[2],
    ):
        assert client.get(f"/desk/confirm/{forged}").status_code == 404, forged


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (None, 404)])
def test_the_role_counts_when_the_link_is_used(
    client: TestClient,
    database: Database,
    settings: Settings,
    clock: Clock,
    site: MadeSite,
    role: Role | None,
    status: int,
) -> None:
    editor = make_member(database, site, "anna@news.example")
    address = path(settings, clock, editor, email="Anna@news.example")
    assert client.get(address).status_code == 200
    with database.write() as session:
        membership = session.get_one(Membership, (editor, site.id))
        if role is None:
            session.delete(membership)
        else:
            membership.role = role
    assert client.get(address).status_code == status
    said = {"version": str(issue_of(database).version)}
    assert client.post(address, data=said, headers={"sec-fetch-site": "same-origin"}).status_code == status
    assert issue_of(database).status is Status.OPEN


def test_whoever_is_logged_in_decides_as_themselves(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    editor = make_member(database, site, "ben@news.example")
    Desk(client, "ben@news.example")
    assert press(client, path(settings, clock, site.owner_id)) == 303
    with database.read() as session:
        assert session.query(Activity).filter(Activity.account_id == editor).count() == 1


def test_an_editor_of_another_site_decides_nothing_here(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    stranger = make_site(database, "gazette")
    assert log_in(client, stranger.owner_email).status_code == 303
    assert client.get(path(settings, clock, site.owner_id)).status_code == 404
    client.cookies.clear()
    assert client.get(path(settings, clock, stranger.owner_id, email=stranger.owner_email)).status_code == 404


def test_a_link_in_a_mailbox_that_was_given_up_decides_nothing(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    """Nor does one to an account that was removed, whose number another one may have by now."""
    address = path(settings, clock, site.owner_id)
    with database.write() as session:
        session.get_one(Account, site.owner_id).email = "owner@elsewhere.example"
    said = {"version": str(issue_of(database).version)}
    assert client.get(address).status_code == 404
    assert client.post(address, data=said, headers={"sec-fetch-site": "same-origin"}).status_code == 404
    assert issue_of(database).status is Status.OPEN
    Desk(client, "owner@elsewhere.example")
    assert press(client, address) == 303, "whoever is logged in decides as themselves"


def test_another_site_cannot_press_the_button(
    client: TestClient, database: Database, settings: Settings, clock: Clock, site: MadeSite
) -> None:
    address = path(settings, clock, site.owner_id)
    said = {"version": str(issue_of(database).version)}
    assert client.post(address, data=said, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert issue_of(database).status is Status.OPEN
