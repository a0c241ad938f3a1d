"""Two sites with one of everything each, and everybody who may ask for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.create import add_account
from service.accounts.logins import log_in, token_hash
from service.batches.start import begin_picked
from service.database import Database, translated
from service.dictionary.learn import ADDED, add_pair, add_word
from service.domain import roles
from service.domain.workflow import Decision
from service.issues import triage
from service.issues.saved import save_view
from service.issues.view import Scope, View
from service.models import (
    Activity,
    ChannelKind,
    Delivery,
    EmailChange,
    HouseWord,
    Issue,
    KnownPair,
    Letter,
    LetterKind,
    Login,
    Purpose,
    Report,
)
from service.models.base import Base
from service.notifications.channels import Wishes, open_channel
from service.notifications.links import DecisionLink, agreement_token, decision_token, mailbox_of, unsubscribe_token
from service.people.invitations import invite
from service.people.letters import about_invitation
from service.people.resets import new_reset
from service.people.tokens import new_token
from service.settings import Settings
from service.sites.create import create_site, set_member
from service.web.same_origin import form_token
from tests.access.table import Role
from tests.client import TestClient
from tests.factories import EPOCH, post, report

PASSWORD = "correct horse battery"
_QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(PASSWORD)
"""The matrix checks a password dozens of times; how long that takes is not its subject."""
_DAY = timedelta(days=1)
COOKIE = "bluepencil"


Held = dict[str, set[tuple[str, ...]]]
"""What a database holds: by table, the values of each row."""


@dataclass
class Place:
    """One site and its objects, by the names that the table has for them."""

    key: str
    id: int
    numbers: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    receipt: str = ""
    """Of one of its reports, by which its reader is found."""


@dataclass
class World:
    """The application, its two sites, and the log-in of everybody (nobody has none)."""

    app: FastAPI
    client: TestClient
    database: Database
    here: Place
    there: Place
    logins: dict[Role, str]
    accounts: dict[Role, int]
    dumps: list[Held] = field(default_factory=list)
    """What the database would hold after each write of the request at hand."""
    before: Held = field(default_factory=dict)

    def token(self, role: Role) -> str:
        """The token in the forms of this role's log-in."""
        settings = self.app.state.context.settings
        return form_token(settings, token_hash(self.logins.get(role, "")))

    @contextmanager
    def forgetting(self) -> Iterator[Session]:
        """A write session as the application's, which ends by being looked at and rolled back."""
        with translated(), Session(self.database.writer, expire_on_commit=False) as session:
            yield session
            if session.in_transaction():
                session.flush()
                self.dumps.append(dump(session))
                session.rollback()


def dump(session: Session) -> Held:
    """All rows by table, but for what is counted of everybody who asks."""
    connection = session.connection()
    tables = [table for table in Base.metadata.sorted_tables if table.name != "rate"]
    return {table.name: {tuple(map(repr, row)) for row in connection.execute(table.select())} for table in tables}


def column(held: Held, table: str, name: str) -> list[str]:
    """The values of one column."""
    place = list(Base.metadata.tables[table].columns.keys()).index(name)
    return sorted(row[place] for row in held[table])


def build(app: FastAPI, client: TestClient) -> World:
    """Make all of it, and let the application forget from then on what it writes."""
    database: Database = app.state.context.database
    with database.write() as session:
        everybody, here = _site(session, "courier")
        other, there = _site(session, "gazette")
        administrator = add_account(
            session, email="ada@office.example", name="Ada", password_hash=_QUICK, administrator=True, now=EPOCH
        )
        add_account(
            session, email="eve@office.example", name="Eve", password_hash=_QUICK, administrator=True, now=EPOCH
        )
        accounts = everybody | {Role.ADMIN: administrator.id, Role.STRANGER: other[Role.OWNER]}
        now = app.state.context.clock()
        logins = {role: log_in(session, account, lasts=_DAY, now=now) for role, account in accounts.items()}
        for place, owner in ((here, everybody[Role.OWNER]), (there, other[Role.OWNER])):
            _objects(session, place, owner)
            for account in (owner, place.numbers["member"]):
                log_in(session, account, lasts=_DAY, now=now)
        for account in accounts.values():
            log_in(session, account, lasts=_DAY, now=now)
        for place, owner in ((here, everybody[Role.OWNER]), (there, other[Role.OWNER])):
            ends = select(Login.id).where(Login.account_id == owner).order_by(Login.id.desc())
            place.numbers["login"] = session.scalars(ends).first() or 0
    for place in (here, there):
        _issues(database, client, place)
        with database.write() as session:
            _channels(session, place, app.state.context.settings)
    world = World(app, client, database, here, there, logins, accounts)
    with database.read() as session:
        world.before = dump(session)
    database.write = world.forgetting  # type: ignore[method-assign]
    return world


def _site(session: Session, key: str) -> tuple[dict[Role, int], Place]:
    people = {
        role: add_account(
            session, email=f"{role}@{key}.example", name=f"{role} {key}", password_hash=_QUICK, now=EPOCH
        ).id
        for role in (Role.OWNER, Role.EDITOR, Role.VIEWER)
    }
    extra = add_account(session, email=f"member@{key}.example", name="Mia", password_hash=_QUICK, now=EPOCH)
    site = create_site(
        session,
        name=f"The {key}",
        origins=[f"https://{key}.example"],
        languages=["en"],
        owner_id=people[Role.OWNER],
        now=EPOCH,
        key=key,
    )
    site.former_key, site.former_key_until = f"former-{key}", EPOCH + 365 * _DAY
    set_member(session, site.id, people[Role.EDITOR], roles.Role.EDITOR, now=EPOCH)
    set_member(session, site.id, people[Role.VIEWER], roles.Role.VIEWER, now=EPOCH)
    set_member(session, site.id, extra.id, roles.Role.VIEWER, now=EPOCH)
    return people, Place(key, site.id, {"member": extra.id, "owner": people[Role.OWNER]})


def _objects(session: Session, place: Place, owner: int) -> None:
    now = EPOCH + 90 * _DAY
    add_word(session, place.id, "Kovalenchuck", origin=ADDED, account_id=owner, now=now)
    add_pair(session, place.id, "Kiev", "Kyiv", account_id=owner, now=now)
    session.flush()
    place.numbers["word"] = session.scalars(select(HouseWord.id).where(HouseWord.site_id == place.id)).one()
    place.numbers["pair"] = session.scalars(select(KnownPair.id).where(KnownPair.site_id == place.id)).one()
    save_view(session, owner, "First", View(), now=now)
    place.numbers["view"] = save_view(session, owner, "Mine", View(), now=now).id
    invited, token = invite(
        session, place.id, email=f"new@{place.key}.example", role=roles.Role.EDITOR, by_id=owner, now=now
    )
    place.numbers["invitation"], place.tokens["invitation"] = invited.id, token
    for kind, email, about in (
        (LetterKind.INVITATION, invited.email, about_invitation(invited)),
        (LetterKind.PASSWORD_CHANGED, f"member@{place.key}.example", ""),
    ):
        dead = Letter(kind=kind, email=email, values={}, about=about, created_at=now, failure="refused", attempts=1)
        session.add(dead)
    place.tokens["new_email"], stored = new_token()
    new = f"else@{place.key}.example"
    ends = now + 30 * _DAY
    session.add(EmailChange(account_id=owner, token_hash=stored, email=new, created_at=now, ends_at=ends))
    place.numbers["reset"] = 0
    place.tokens["reset"] = new_reset(session, place.numbers["member"], now=now, lasts=30 * _DAY)


def _channels(session: Session, place: Place, settings: Settings) -> None:
    """A webhook of the site with a message that did not arrive, a feed, a chat of the owner's own, links of mails."""
    now = EPOCH + 60 * _DAY
    owner = place.numbers["owner"]
    config = {"url": f"https://{place.key}.example/hook"}
    hook, _ = open_channel(session, ChannelKind.WEBHOOK, Wishes("Hook"), config, settings, site_id=place.id, now=now)
    own, _ = open_channel(session, ChannelKind.SLACK, Wishes("Own"), config, settings, account_id=owner, now=now)
    _, feed = open_channel(session, ChannelKind.FEED, Wishes("Feed"), {}, settings, site_id=place.id, now=now)
    stranger, _ = open_channel(
        session, ChannelKind.EMAIL, Wishes("Desk"), {"address": "x@else.example"}, settings, site_id=place.id, now=now
    )
    dead = Delivery(channel_id=hook.id, purpose=Purpose.NEWS, created_at=now, failure="refused", attempts=1)
    session.add(dead)
    session.flush()
    place.numbers |= {"channel": hook.id, "own_channel": own.id, "stranger": stranger.id}
    place.numbers["delivery"] = dead.id
    link = DecisionLink(owner, mailbox_of(f"owner@{place.key}.example"), place.numbers["issue"], Decision.RESOLVE)
    place.tokens |= {
        "feed": feed,
        "mailbox": agreement_token(settings, stranger.id, "x@else.example", now=now),
        "leave": unsubscribe_token(settings, hook.id, ""),
        "confirm": decision_token(settings, link, now=now),
    }


def _issues(database: Database, client: TestClient, place: Place) -> None:
    """An open issue, one that the owner has decided, and one that the owner has decided with others."""
    now = EPOCH + 61 * _DAY
    origin = f"https://{place.key}.example"
    numbers = []
    for word in ("recieved", "definately", "seperate"):
        sent = report(word, site=place.key, page={"url": f"{origin}/{word}", "lang": "en"})
        assert post(client, sent, origin).status_code == 202
        place.receipt = str(sent["id"])
        with database.read() as session:
            numbers.append(session.scalars(select(Report.issue_id).where(Report.receipt == sent["id"])).one())
    with database.write() as session:
        opened, decided, many = (session.get_one(Issue, number) for number in numbers)
        owner = place.numbers["owner"]
        triage.apply(session, decided, Decision.REJECT, account_id=owner, now=now)
        scope = Scope((place.id,), owner, now)
        batch = begin_picked(session, {many.id: many.version}, "reject", "", scope, now=now)
        activity = select(Activity.id).where(Activity.issue_id == decided.id, Activity.account_id == owner)
        place.numbers |= {
            "issue": opened.id,
            "version": opened.version,
            "page": opened.page_id,
            "batch": batch.id,
            "activity": session.scalars(activity.order_by(Activity.id.desc())).first() or 0,
        }
