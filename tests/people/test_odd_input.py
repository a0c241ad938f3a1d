"""Bytes that no form of ours would send: an answer, never an error of the service, and nothing odd is stored."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from service.database import Database
from service.models import Account, Invitation, Site
from tests.factories import PASSWORD, MadeSite, log_in
from tests.people.person import GOOD, HERE, Person

ODD = ["\x00", "a\x00b@courier.example", "\ud800", "é\u202e", "x" * 300, "' OR 1=1--", "%s%(name)s{}", "\r\nBcc: x@y.z"]
FIELDS = ("email", "name", "password", "again", "current", "role", "addresses", "languages", "code", "sealed", "ticket")


def _bytes(fields: dict[str, str]) -> bytes:
    """As a form, half surrogate pairs and all."""
    return "&".join(f"{name}={quote(text, errors='surrogatepass')}" for name, text in fields.items()).encode()


def _send(person: Person, path: str, fields: dict[str, str]) -> int:
    headers = HERE | {"content-type": "application/x-www-form-urlencoded"}
    return person.client.post(path, content=_bytes(fields), headers=headers).status_code


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_before_a_log_in(owner: Person, site: MadeSite, odd: str) -> None:
    good = {"email": site.owner_email, "password": PASSWORD, "again": PASSWORD, "name": "x"}
    for path in ("/login", "/login/code", "/forgotten", "/reset", "/invitation", "/setup"):
        for field in ("email", "password", "token", "ticket", "code", "next", "name"):
            assert _send(owner, path, good | {field: odd}) in (200, 303, 404, 422), (path, field)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_after_it(administrator: Person, other: MadeSite, database: Database, odd: str) -> None:
    good = {"form": administrator.form, "current": PASSWORD, "password": GOOD, "again": "not the same"}
    good |= {"name": "Olena", "email": "new@x.example", "role": "editor", "addresses": "a.example", "languages": "en"}
    for path in (
        "/office/sites",
        "/office/gazette/people",
        f"/office/gazette/people/{other.owner_id}/role",
        f"/office/accounts/{other.owner_id}/administrator",
        "/desk/account/password",
        "/desk/account/two-factor",
        "/desk/account/name",
    ):
        for field in FIELDS:
            status = _send(administrator, path, good | {field: odd})
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
            f"/office/sites?made={key}",
            f"/reset?token={key}",
            f"/invitation?token={key}",
        ):
            assert person.client.get(path).status_code in (200, 404, 422), path
        assert person.client.post(f"/office/{key}/people", data={"form": person.form}, headers=HERE).status_code == 404


def test_a_log_in_with_an_odd_address_is_a_wrong_one(owner: Person) -> None:
    assert log_in(owner.client, "a\x00b@courier.example").status_code == 422
