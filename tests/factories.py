"""Things to test with: sites, people, reports as the widget sends them."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from httpx2 import Response
from sqlalchemy.orm import Session

from service.accounts.passwords import hash_password
from service.database import Database
from service.models import Account, Membership, Role
from service.sites.create import create_site
from tests.client import TestClient

ORIGIN = "https://news.example"
PAGE = f"{ORIGIN}/articles/harbour-board"
PASSWORD = "correct horse battery"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class MadeSite:
    """A site and its owner."""

    id: int
    key: str
    owner_id: int
    owner_email: str


def make_site(
    database: Database,
    key: str = "courier",
    *,
    name: str = "The Courier",
    origins: Sequence[str] = (ORIGIN,),
    languages: Sequence[str] = ("en",),
) -> MadeSite:
    """A site with an owner, who logs in with PASSWORD."""
    email = f"owner@{key}.example"
    with database.write() as session:
        owner = _account(session, email, f"Olena {key.title()}")
        site = create_site(
            session, name=name, origins=origins, languages=languages, owner_id=owner.id, now=EPOCH, key=key
        )
        return MadeSite(site.id, site.key, owner.id, email)


def make_member(database: Database, site: MadeSite, email: str, role: Role = Role.EDITOR) -> int:
    """A further member of a site, with PASSWORD. The account's number."""
    with database.write() as session:
        account = _account(session, email, email.partition("@")[0])
        session.add(Membership(account_id=account.id, site_id=site.id, role=role, created_at=EPOCH))
        return account.id


def _account(session: Session, email: str, name: str) -> Account:
    """An account with PASSWORD, which is hashed once a test run: hashing is meant to be slow."""
    account = Account(email=email, name=name, password_hash=_password_hash(), created_at=EPOCH)
    session.add(account)
    session.flush()
    return account


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


def receipt() -> str:
    """A report's random id."""
    return secrets.token_urlsafe(16)


def report(exact: str = "recieved", **fields: Any) -> dict[str, Any]:
    """A report's body, valid as it is; `fields` go over it, and None takes a field away."""
    body: dict[str, Any] = {
        "id": receipt(),
        "site": "courier",
        "page": {"url": PAGE, "title": "Harbour board keeps its silence", "lang": "en"},
        "quote": {"exact": exact, "prefix": "The harbour board has ", "suffix": " no answer from the owners."},
    }
    body |= fields
    return {name: value for name, value in body.items() if value is not None}


def post(client: TestClient, body: dict[str, Any], origin: str | None = ORIGIN, **headers: str) -> Response:
    """Send a report as the widget does."""
    sent = {"content-type": "text/plain;charset=UTF-8"} | ({"origin": origin} if origin else {}) | headers
    return client.post("/api/v1/reports", content=json.dumps(body).encode(), headers=sent)


def log_in(client: TestClient, email: str, password: str = PASSWORD) -> Response:
    """Log in by the form, as a browser sends it."""
    return client.post("/login", data={"email": email, "password": password}, headers={"sec-fetch-site": "same-origin"})
