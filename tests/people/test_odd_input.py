"""Bytes that no form of ours would send: an answer, never an error of the service, and nothing odd is stored."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from service.database import Database
from service.models import Account, Invitation, Site
from tests.factories import PASSWORD, MadeSite, log_in
from tests.people.person import GOOD, HERE, Person

ODD = ["\x00", "a\x00b@courier.example", "\ud800", "é\u202e", "x" * 300, "' OR 1=1--", "%s%(name)s{}", "\r\nBcc: x@y.z"]
BEFORE = {
    "/login": ("email", "password", "next"),
    "/login/code": ("ticket", "code"),
    "/forgotten": ("email",),
    "/reset": ("token", "password", "again"),
    "/invitation": ("token", "name", "password"),
    "/new-email": ("token",),
    "/setup": ("token", "name", "email", "password"),
}
AFTER = {
    "/office": ("name", "addresses", "languages"),
    "/office/gazette/people": ("email", "role"),
    "/office/gazette/people/{number}/role": ("role",),
    "/office/accounts/{number}/administrator": ("wanted", "current"),
    "/desk/account/password": ("current", "password", "again"),
    "/desk/account/two-factor": ("code", "sealed", "current"),
    "/desk/account/name": ("name",),
    "/desk/account/email": ("email", "current"),
}
"""The forms with those of their fields that hold text."""


def _bytes(fields: dict[str, str]) -> bytes:
    """As a form, half surrogate pairs and all."""
    return "&".join(f"{name}={quote(text, errors='surrogatepass')}" for name, text in fields.items()).encode()


def _send(person: Person, path: str, fields: dict[str, str]) -> int:
    headers = HERE | {"content-type": "application/x-www-form-urlencoded"}
    return person.client.post(path, content=_bytes(fields), headers=headers).status_code


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_before_a_log_in(owner: Person, site: MadeSite, odd: str) -> None:
    good = {"email": site.owner_email, "password": PASSWORD, "again": PASSWORD, "name": "x"}
    for path, fields in BEFORE.items():
        for field in fields:
            assert _send(owner, path, good | {field: odd}) in (200, 303, 404, 422), (path, field)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_after_it(administrator: Person, other: MadeSite, database: Database, odd: str) -> None:
    good = {"form": administrator.form, "current": PASSWORD, "password": GOOD, "again": "not the same"}
    good |= {"name": "Olena", "email": "new@x.example", "role": "editor", "addresses": "a.example", "languages": "en"}
    for path, fields in AFTER.items():
        for field in fields:
            status = _send(administrator, path.format(number=other.owner_id), good | {field: odd})
            assert status in (200, 303, 422, 429), (path, field, status)
    with database.read() as session:
        kept = [*session.scalars(select(Account.name)), *session.scalars(select(Invitation.email))]
        kept += session.scalars(select(Site.name))
    assert not any(set(text) & set("\x00\r\n\u202e") for text in kept), kept


@pytest.mark.parametrize("key", ["%00", "a%00b", "%ED%A0%80", "..%2f", "x" * 300, "%E2%80%AE"])
def test_in_addresses(owner: Person, administrator: Person, key: str) -> None:
    for person in (owner, administrator):
        for path in (
            f"/office/{key}/people",
            f"/office?made={key}",
            f"/reset?token={key}",
            f"/invitation?token={key}",
            f"/new-email?token={key}",
            f"/mailbox/x{key}x",
            f"/unsubscribe/x{key}x",
        ):
            assert person.client.get(path).status_code in (200, 404, 422), path
        assert person.client.post(f"/office/{key}/people", data={"form": person.form}, headers=HERE).status_code == 404


def test_a_log_in_with_an_odd_address_is_a_wrong_one(owner: Person) -> None:
    assert log_in(owner.client, "a\x00b@courier.example").status_code == 422
