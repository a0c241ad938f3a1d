"""A made-up history to count: reports as readers send them, and what editors did with the issues."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from service.database import Database
from service.domain.events import Happening
from service.domain.workflow import Status
from service.models import Activity, Issue, Page
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import ORIGIN, post, report

_LEADS_TO = {
    Happening.ACCEPTED: Status.ACCEPTED,
    Happening.RESOLVED: Status.RESOLVED,
    Happening.REJECTED: Status.REJECTED,
    Happening.MARKED_SPAM: Status.SPAM,
    Happening.MARKED_DUPLICATE: Status.DUPLICATE,
}


@dataclass(frozen=True)
class History:
    """One site's readers and editors."""

    client: TestClient
    database: Database
    clock: Clock
    site: str = "courier"
    origin: str = ORIGIN

    def report(self, exact: str, at: datetime, *, path: str = "/a", **page: str) -> int:
        """A reader reports these words; the number of their issue."""
        self.clock.now = at
        told = {"url": self.origin + path, "title": f"Page {path}", "lang": "en"} | page
        answer = post(self.client, report(exact, site=self.site, page=told), self.origin)
        assert answer.status_code == 202, answer.text
        newest = select(Issue.id).join(Issue.page).where(Issue.exact == exact, Page.url == self.origin + path)
        with self.database.read() as session:
            return session.scalars(newest.order_by(Issue.id.desc())).first() or 0

    def decide(self, issue_id: int, what: Happening, after: timedelta, correction: str | None = None) -> int:
        """An editor decides an issue, so long after its first report; the number of the entry in its history."""
        with self.database.write() as session:
            issue = session.get_one(Issue, issue_id)
            issue.status, issue.correction = _LEADS_TO[what], correction
            done = Activity(issue_id=issue_id, happening=what, text="", at=issue.first_reported_at + after)
            session.add(done)
            session.flush()
            return done.id

    def undo(self, activity_id: int) -> None:
        """The editor takes a decision back."""
        with self.database.write() as session:
            done = session.get_one(Activity, activity_id)
            session.get_one(Issue, done.issue_id).status = Status.OPEN
            taken = Activity(issue_id=done.issue_id, happening=Happening.UNDONE, text="", at=done.at, undoes_id=done.id)
            session.add(taken)
