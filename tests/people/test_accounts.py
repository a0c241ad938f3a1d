"""Everybody's accounts, as administrators see to them."""

import re
import threading

from fastapi import FastAPI
from sqlalchemy import select

from service.accounts.administrators import set_administrator
from service.database import Database
from service.errors import Conflict
from service.models import Account, Activity, Membership, PasswordReset, Role
from tests.factories import PASSWORD, MadeSite, make_member, post, report
from tests.people.person import GOOD, Person

ALL = "/office/accounts"


def _account(database: Database, number: int) -> Account | None:
    with database.read() as session:
        return session.get(Account, number)


def _administrators(database: Database) -> list[int]:
    with database.read() as session:
        return list(session.scalars(select(Account.id).where(Account.is_administrator).order_by(Account.id)))


def test_everybody_is_listed(administrator: Person, site: MadeSite, other: MadeSite, owner: Person) -> None:
    administrator.open(ALL)
    shown = administrator.shown()
    assert "Olena Courier owner@courier.example 1 site last seen: 14:20" in shown
    assert "Olena Gazette owner@gazette.example administrator 1 site" in shown
    administrator.open(f"{ALL}/{site.owner_id}")
    assert "The Courier Owner" in administrator.shown()


def test_others_do_not_get_there(owner: Person, site: MadeSite, other: MadeSite) -> None:
    for path in (ALL, f"{ALL}/{site.owner_id}", f"{ALL}/{other.owner_id}"):
        assert owner.open(path).status_code == 403
    assert owner.post(f"{ALL}/{site.owner_id}/administrator", form=owner.form, wanted="yes").status_code == 403


def test_an_administrator_is_made_with_ones_own_password(
    app: FastAPI, administrator: Person, owner: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    administrator.open(f"{ALL}/{site.owner_id}")
    assert administrator.send("/administrator", current="wrong").status_code == 422
    assert "This is not your password." in administrator.shown()
    assert _administrators(database) == [other.owner_id] and owner.is_in
    administrator.send("/administrator", current=PASSWORD)
    assert "Olena Courier is an administrator now." in administrator.shown()
    assert _administrators(database) == sorted([site.owner_id, other.owner_id])
    assert [owner.is_in, administrator.is_in] == [False, True]
    administrator.send("/administrator", current=PASSWORD)
    assert _administrators(database) == [other.owner_id]


def test_the_last_administrator_stays(
    administrator: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    for action in ("/administrator", "/removal"):
        administrator.open(f"{ALL}/{other.owner_id}")
        assert administrator.send(action, current=PASSWORD).status_code == 422
        assert "This is the last administrator" in administrator.shown()
    assert _administrators(database) == [other.owner_id]
    with database.write() as session:
        set_administrator(session, site.owner_id, True)
    administrator.open(f"{ALL}/{other.owner_id}")
    assert administrator.send("/administrator", current=PASSWORD).headers["location"] == "/office"
    assert _administrators(database) == [site.owner_id] and administrator.is_in
    assert administrator.open(ALL).status_code == 403


def test_two_who_take_it_from_each_other_at_once_leave_one(site: MadeSite, other: MadeSite, database: Database) -> None:
    with database.write() as session:
        for number in (site.owner_id, other.owner_id):
            set_administrator(session, number, True)
    start, refused = threading.Barrier(2, timeout=20), []

    def unmake(number: int) -> None:
        start.wait()
        try:
            with database.write() as session:
                set_administrator(session, number, False)
        except Conflict as error:
            refused.append(error)

    threads = [threading.Thread(target=unmake, args=(number,)) for number in (site.owner_id, other.owner_id)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1 and len(_administrators(database)) == 1


def test_log_ins_of_others_are_ended(administrator: Person, owner: Person, site: MadeSite) -> None:
    administrator.open(f"{ALL}/{site.owner_id}")
    administrator.send("/logins/end")
    assert "The log-ins are ended." in administrator.shown() and "Not logged in." in administrator.shown()
    assert not owner.is_in and administrator.is_in


def test_a_link_to_a_new_password_is_handed_over(
    app: FastAPI, administrator: Person, site: MadeSite, database: Database
) -> None:
    administrator.open(f"{ALL}/{site.owner_id}")
    for password in ("", "wrong"):  # an open log-in is not enough to take accounts over
        assert administrator.send("/reset", current=password).status_code == 422
        assert "This is not your password." in administrator.shown()
    with database.read() as session:
        assert session.scalars(select(PasswordReset)).all() == []
    assert administrator.send("/reset", current=PASSWORD).status_code == 200
    link = administrator.link
    administrator.open(f"{ALL}/{site.owner_id}")
    assert link.partition("=")[2] not in administrator.page.text
    somebody = Person(app)
    somebody.open(link)
    somebody.send("/reset", password=GOOD, again=GOOD)
    assert Person(app, site.owner_email, GOOD).is_in


def test_an_account_is_removed_and_its_decisions_stay(
    app: FastAPI, administrator: Person, site: MadeSite, database: Database
) -> None:
    number = make_member(database, site, "emil@courier.example")
    emil = Person(app, "emil@courier.example")
    post(emil.client, report("recieved"))
    emil.open("/desk")
    emil.decide("reject")
    administrator.open(f"{ALL}/{number}")
    assert administrator.send("/removal", current="wrong").status_code == 422 and _account(database, number)
    assert administrator.send("/removal", current=PASSWORD).headers["location"] == f"{ALL}?done=removed"
    assert "The account is removed." in administrator.shown() and "emil@" not in administrator.shown()
    assert _account(database, number) is None and not emil.is_in
    with database.read() as session:
        assert {each.account_id for each in session.scalars(select(Activity))} == {None}
    assert administrator.open(f"{ALL}/{number}").status_code == 404


def test_the_last_owner_of_a_site_is_not_removed(administrator: Person, site: MadeSite, database: Database) -> None:
    administrator.open(f"{ALL}/{site.owner_id}")
    assert administrator.send("/removal", current=PASSWORD).status_code == 422
    assert "Olena Courier is the last owner of The Courier" in administrator.shown()
    make_member(database, site, "sonja@courier.example", Role.OWNER)
    assert administrator.send("/removal", current=PASSWORD).status_code == 303
    with database.read() as session:
        assert len(session.scalars(select(Membership).where(Membership.site_id == site.id)).all()) == 1


def test_what_is_no_account_is_not_found(administrator: Person, other: MadeSite) -> None:
    form = administrator.form
    for number in ("999", "0", "x", "9" * 30):
        assert administrator.open(f"{ALL}/{number}").status_code == 404
        for action in ("administrator", "logins/end", "reset", "removal"):
            answer = administrator.post(f"{ALL}/{number}/{action}", form=form, current=PASSWORD)
            assert answer.status_code == 404, (number, action)
    assert re.search(r"There is no such account|There is nothing", administrator.shown())
