"""Colleagues: comments that name them, and issues that are theirs."""

import pytest

from service.database import Database
from service.issues.discuss import colleagues_by_handle, named_in
from service.models import Account, Issue, Role
from tests.client import TestClient
from tests.desk import Desk, numbers
from tests.factories import EPOCH, MadeSite, make_member, make_site, post, report


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """A site with one issue, an owner, an editor and a viewer."""
    made = make_site(database)
    make_member(database, made, "taras@courier.example")
    make_member(database, made, "vera@courier.example", Role.VIEWER)
    assert post(client, report("recieved")).status_code == 202
    return made


def test_whoever_is_named_is_told_until_they_have_seen_it(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.decide("accept")
    desk.open("/desk/issues/1")
    assert desk.send("/comments", comment="Is it, @taras? @nobody").status_code == 303
    named = Desk(client, "taras@courier.example")
    assert "1 mention" in named.shown()
    assert 'href="/desk/issues/1?status=accepted&amp;mention=me"' in named.page.text
    named.open("/desk?status=accepted&mention=me")
    assert numbers(named) == [1]
    named.open("/desk/issues/1")
    assert "A comment below mentions you." in named.shown()
    named.open("/desk/issues/1")  # looking changes nothing
    assert named.send("/seen").status_code == 303
    assert "mentions you" not in named.shown() and "1 mention" not in named.shown()
    named.open("/desk?status=accepted&mention=me")
    assert numbers(named) == [1]


def test_deciding_counts_as_having_seen_it(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.send("/comments", comment="@taras@courier.example please")
    named = Desk(client, "taras@courier.example")
    named.decide("reject")
    assert "1 mention" not in named.shown()


def test_colleagues_are_offered_by_what_names_them_alone() -> None:
    people = [
        Account(id=number, name=name, email=email)
        for number, (name, email) in enumerate(
            [
                ("Nadia Moroz", "nadia@news.example"),
                ("Tom Reed", "tom.reed@news.example"),
                ("Tom Reed", "t@news.example"),
                ("Zoë O'Hara", "tom@news.example"),
                ("D'Arcy", "d'arcy@news.example"),
                ("Jr. Ewing", "nadia@post.example"),
                ("Me", "me@news.example"),
            ]
        )
    ]
    offered = colleagues_by_handle(people, but=6)
    assert {handle: person.id for handle, person in offered.items()} == {
        "nadia@news.example": 0,
        "tom.reed": 1,
        "t": 2,
        "Zoë": 3,
        "nadia@post.example": 5,
    }
    for handle, person in offered.items():
        assert named_in(f"Is it, @{handle}?", people) == [person]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@nadia look", ["Nadia Moroz"]),
        ("@NADIA, @tom.", ["Nadia Moroz", "Tom Reed"]),
        ("(@tom.reed@news.example)", ["Tom Reed"]),
        ("@tom.reed", ["Tom Reed"]),
        ("mail nadia@news.example", []),
        ("@na @@nadia nadia", []),
        ("@nadiaa", []),
    ],
)
def test_names_are_first_names_or_addresses(text: str, found: list[str]) -> None:
    people = [
        Account(name=name, email=email, password_hash="", created_at=EPOCH)
        for name, email in (("Nadia Moroz", "nadia@news.example"), ("Tom Reed", "tom.reed@news.example"))
    ]
    assert [person.name for person in named_in(text, people)] == found


def test_an_issue_is_taken_given_and_released(client: TestClient, database: Database, site: MadeSite) -> None:
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    assert desk.send("/assignee", assignee="me").status_code == 303
    assert "assigned to Olena Courier" in desk.shown() and "Olena Courier assigned it to Olena Courier." in desk.shown()
    desk.open("/desk?assignee=me")
    assert numbers(desk) == [1]
    desk.open("/desk/issues/1")
    taras = desk.page.text.partition(">taras<")[0].rpartition('value="')[2].partition('"')[0]
    assert desk.send("/assignee", assignee=taras).status_code == 303
    assert "assigned to taras" in desk.shown()
    assert desk.send("/desk/undo").status_code == 303
    assert "assigned to Olena" in desk.shown()
    for _ in range(2):  # the second time there is nothing to be done, and nothing is recorded
        assert desk.send("/assignee", assignee="").status_code == 303
    assert desk.shown().count("assigned it to nobody") == 1
    with database.read() as session:
        assert session.get_one(Issue, 1).assignee_id is None


def test_issues_are_given_only_to_those_who_may_decide_them(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    stranger = make_site(database, "gazette").owner_id
    desk = Desk(client, site.owner_email)
    for wrong in ("99999", "x", str(stranger), "-1"):
        desk.open("/desk/issues/1")
        assert desk.send("/assignee", assignee=wrong).status_code == 422
    desk.open("/desk/issues/1")
    assert desk.send("/assignee", assignee="me", version="99").status_code == 409


def test_viewers_see_and_change_nothing(client: TestClient, site: MadeSite) -> None:
    desk = Desk(client, "vera@courier.example")
    assert numbers(desk) == [1] and "/decision" not in desk.page.text and 'name="issue"' not in desk.page.text
    token = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    for path in ("decision", "assignee", "comments", "dictionary"):
        fields = {"form": token, "decision": "reject", "version": "1", "comment": "x", "word": "x"}
        answer = client.post(f"/desk/issues/1/{path}", data=fields, headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 403, path
