"""A newspaper on this machine: what its page says, what readers report, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from service.database import Database
from service.domain.events import Happening
from service.models import Activity, Issue, IssueCheck, PageCheck, Site
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.desk import Desk
from tests.factories import MadeSite, post, report
from tests.outbound.server import Say, Server, answer

BEFORE, AFTER = "The harbour board has ", " no answer from the owners."
MORE = "<p>The three trawlers have been lying at the northern quay since autumn, and nobody in town can say why.</p>"


def page(word: str, more: str = MORE) -> bytes:
    """An article with this word where the error was reported."""
    return f"<html><title>News</title><body><h1>Silence</h1><p>{BEFORE}{word}{AFTER}</p>{more}</body></html>".encode()


@dataclass
class Press:
    """Its server, and what that says now."""

    say: Say = field(default_factory=answer)
    server: Server = field(default_factory=lambda: Server(0))

    def answer(self, request: bytes) -> Iterable[bytes]:
        """As it stands when the request comes."""
        return self.say(request)

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def requests(self) -> list[bytes]:
        return self.server.requests


@dataclass
class Paper:
    """One newspaper with one page."""

    database: Database
    client: TestClient
    clock: Clock
    press: Press
    site: MadeSite

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.press.port}/articles/harbour-board"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.press.port}"

    def says(self, page_or_say: bytes | Say) -> None:
        """Have the page be this from now on."""
        self.press.say = answer(page_or_say) if isinstance(page_or_say, bytes) else page_or_say

    def reported(self, exact: str = "recieved", url: str = "", **fields: Any) -> int:
        """A reader's report of the word on the page. The issue's number."""
        body = report(exact, page={"url": url or self.url, "title": "Silence", "lang": "en"}, site=self.site.key)
        answered = post(self.client, body | fields, origin=self.origin)
        assert answered.status_code == 202, answered.text
        with self.database.read() as session:
            return session.scalars(select(Issue.id).order_by(Issue.id.desc())).first() or 0

    def editor(self) -> Desk:
        """The newspaper's editor, at the desk."""
        return Desk(self.client, self.site.owner_email)

    def accepted(self, number: int, correction: str = "") -> Desk:
        """Have the editor accept the issue."""
        desk = self.editor()
        desk.open(f"/desk/issues/{number}")
        assert desk.decide("accept", own=correction).status_code == 303
        return desk

    def looked(self, worker: Worker, **later: float) -> int:
        """Let so much time pass, and whatever is due then be done. How many requests came to the press."""
        before = len(self.press.requests)
        self.clock.advance(**later)
        worker.run_once()
        return len(self.press.requests) - before

    def issue(self, number: int) -> Issue:
        """The issue as it stands."""
        with self.database.read() as session:
            return session.get_one(Issue, number)

    def check(self, number: int) -> IssueCheck | None:
        """What the looks have told of the issue."""
        with self.database.read() as session:
            return session.get(IssueCheck, number)

    def page_check(self) -> PageCheck:
        """The row of the newspaper's only page."""
        with self.database.read() as session:
            return session.scalars(select(PageCheck)).one()

    def history(self, number: int) -> list[Happening]:
        """What happened to the issue."""
        query = select(Activity.happening).where(Activity.issue_id == number).order_by(Activity.id)
        with self.database.read() as session:
            return list(session.scalars(query))

    def turn_looks(self, on: bool) -> None:
        """As the owner does in the settings."""
        with self.database.write() as session:
            session.execute(update(Site).where(Site.id == self.site.id).values(looks=on))
