"""The page of a site's people: roles change, people go, and an owner is left."""

import threading

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.errors import Conflict
from service.models import Author, Issue, Membership, Role
from service.people.members import change_role, put_member, remove_member
from tests.conftest import Clock
from tests.factories import EPOCH, MadeSite, make_member, post, report
from tests.people.person import Person

LAST = "A site needs an owner, and this is the last one"


def _roles(database: Database, site: MadeSite) -> dict[int, Role]:
    with database.read() as session:
        rows = select(Membership).where(Membership.site_id == site.id)
        return {each.account_id: each.role for each in session.scalars(rows)}


def test_everybody_is_listed_with_their_role(owner: Person, site: MadeSite, database: Database) -> None:
    make_member(database, site, "vera@courier.example", Role.VIEWER)
    make_member(database, site, "emil@courier.example", Role.EDITOR)
    owner.open("/office/courier/people")
    shown = owner.shown()
    assert shown.index("Olena Courier") < shown.index("emil@courier.example") < shown.index("vera@courier.example")
    assert "owner@courier.example since 1 Jan 2026 you" in shown


def test_a_role_is_changed_and_the_member_logs_in_again(
    app: FastAPI, owner: Person, site: MadeSite, database: Database
) -> None:
    number = make_member(database, site, "emil@courier.example", Role.EDITOR)
    emil = Person(app, "emil@courier.example")
    owner.open("/office/courier/people")
    owner.send(f"/people/{number}/role", role="editor")
    assert emil.is_in, "nothing has changed"
    owner.send(f"/people/{number}/role", role="viewer")
    assert "The role is changed." in owner.shown() and owner.is_in
    assert _roles(database, site)[number] is Role.VIEWER and not emil.is_in


def test_the_last_owner_stays(owner: Person, site: MadeSite, database: Database) -> None:
    owner.open("/office/courier/people")
    assert owner.send(f"/people/{site.owner_id}/role", role="editor").status_code == 422
    assert LAST in owner.shown()
    assert owner.send(f"/people/{site.owner_id}/removal").status_code == 422
    assert LAST in owner.shown() and _roles(database, site) == {site.owner_id: Role.OWNER}
    second = make_member(database, site, "sonja@courier.example", Role.OWNER)
    owner.open("/office/courier/people")
    assert owner.send(f"/people/{site.owner_id}/removal").headers["location"] == "/office"
    assert "You are a member of no site." in owner.shown(), "one's own log-in goes on"
    assert _roles(database, site) == {second: Role.OWNER}
    assert owner.open("/office/courier/people").status_code == 404


def test_whoever_is_removed_is_out_and_nothing_is_assigned_to_them(
    app: FastAPI, owner: Person, site: MadeSite, database: Database
) -> None:
    number = make_member(database, site, "emil@courier.example")
    post(owner.client, report("recieved"))
    with database.write() as session:
        session.scalars(select(Issue)).one().assignee_id = number
        for name, theirs in (("Emil", number), ("Olena", site.owner_id)):
            rule = Author(site_id=site.id, folded=name.lower(), name=name, account_id=theirs, created_at=EPOCH)
            session.add(rule)
    emil = Person(app, "emil@courier.example")
    owner.open("/office/courier/people")
    owner.send(f"/people/{number}/removal")
    assert "They are no member of this site any more." in owner.shown() and not emil.is_in
    with database.read() as session:
        assert session.scalars(select(Issue.assignee_id)).one() is None
        assert session.scalars(select(Author.name)).all() == ["Olena"], "pages by Emil wait for nobody"
    assert owner.post(f"/office/courier/people/{number}/removal", form=owner.form).status_code == 404
    assert Person(app, "emil@courier.example").open("/desk/issues/1").status_code == 404


@pytest.mark.parametrize("role", ["", "administrator", "OWNER"])
def test_there_are_three_roles(owner: Person, site: MadeSite, database: Database, role: str) -> None:
    number = make_member(database, site, "emil@courier.example")
    owner.open("/office/courier/people")
    assert owner.send(f"/people/{number}/role", role=role).status_code == 422
    assert _roles(database, site)[number] is Role.EDITOR


def test_administrators_see_to_every_site(administrator: Person, site: MadeSite, database: Database) -> None:
    number = make_member(database, site, "emil@courier.example")
    administrator.open("/office/courier/people")
    administrator.send(f"/people/{number}/role", role="owner")
    assert _roles(database, site)[number] is Role.OWNER
    assert administrator.open("/office/courier/dictionary").status_code == 200
    assert administrator.open("/desk?site=courier").status_code == 404, "but its queue is its members'"


def test_two_owners_who_remove_each_other_at_once_leave_one(site: MadeSite, database: Database) -> None:
    second = make_member(database, site, "sonja@courier.example", Role.OWNER)
    start, refused = threading.Barrier(2, timeout=20), []

    def remove(number: int) -> None:
        start.wait()
        try:
            with database.write() as session:
                remove_member(session, site.id, number)
        except Conflict as error:
            refused.append(error)

    threads = [threading.Thread(target=remove, args=(number,)) for number in (site.owner_id, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1 and list(_roles(database, site).values()) == [Role.OWNER]


def test_putting_a_member_keeps_to_the_same_rules(site: MadeSite, database: Database, clock: Clock) -> None:
    number = make_member(database, site, "emil@courier.example")
    with database.write() as session:
        put_member(session, site.id, number, Role.OWNER, now=clock())
    with database.write() as session:
        change_role(session, site.id, site.owner_id, Role.VIEWER)
    with pytest.raises(Conflict), database.write() as session:
        put_member(session, site.id, number, Role.VIEWER, now=clock())
    assert _roles(database, site) == {number: Role.OWNER, site.owner_id: Role.VIEWER}
