"""A site with its reports, its worker and its editor's decisions, as the desk will make them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.database import Database
from service.dictionary.taught import learn_from
from service.domain.workflow import Decision, decide
from service.models import HouseWord, Issue, KnownPair, SuggestionRow
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, post, report


@dataclass
class Newsroom:
    """What tests of the dictionary do."""

    client: TestClient
    database: Database
    worker: Worker
    clock: Clock
    site: MadeSite
    origin: str

    def receive(self, exact: str, *, look: bool = True, **fields: Any) -> int:
        """A report of these words on a page of its own, looked at by the worker; its issue's number."""
        self.clock.advance(minutes=1)
        fields = {"lang": "en"} | fields
        page = {"url": f"{self.origin}/{self.clock.now:%H-%M-%S}", "lang": fields.pop("lang")}
        body = report(exact, site=self.site.key, page=page, **fields)
        assert post(self.client, body, self.origin).status_code == 202
        if look:
            self.worker.run_once()
        with self.database.read() as session:
            return session.scalars(select(Issue.id).order_by(Issue.id.desc()).limit(1)).one()

    def decide(self, number: int, decision: Decision, correction: str = "") -> None:
        """Carry out a decision, and learn from it."""
        self.clock.advance(minutes=1)
        with self.database.write() as session:
            issue = session.get_one(Issue, number)
            issue.status, _ = decide(issue.status, decision)
            issue.correction = correction or issue.correction
            issue.decided_at, issue.decided_by_id = self.clock(), self.site.owner_id
            session.flush()
            learn_from(session, issue, decision, account_id=self.site.owner_id, now=self.clock())

    def suggested(self, number: int) -> list[tuple[str, str]]:
        """What the engine proposes for an issue, with the rules, best first."""
        with self.database.read() as session:
            rows = select(SuggestionRow).where(SuggestionRow.issue_id == number).order_by(SuggestionRow.rank)
            return [(row.replacement, row.rule) for row in session.scalars(rows)]

    def words(self) -> list[str]:
        """The site's words."""
        with self.database.read() as session:
            query = select(HouseWord.word).where(HouseWord.site_id == self.site.id)
            return sorted(session.scalars(query))

    def pairs(self) -> dict[str, str]:
        """The site's learned corrections."""
        with self.database.read() as session:
            query = select(KnownPair.wrong, KnownPair.correction).where(KnownPair.site_id == self.site.id)
            return dict(iter(session.execute(query)))
