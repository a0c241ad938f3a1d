"""Taking records over: each becomes a report, and its issue gets the decision that had been made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.data.imports.read import Read, Refused, Tool
from service.data.imports.record import Record
from service.database import Database
from service.domain.workflow import ALLOWED
from service.errors import InvalidInput
from service.issues.triage import apply
from service.models import Issue, Report, Site
from service.reports.addressee import Addressee, addressee_of
from service.reports.submit import submit

AT_ONCE = 100
"""Records of one transaction: readers' reports wait for it, a fraction of a second."""


@dataclass(slots=True)
class Taken:
    """What came of it."""

    taken: int = 0
    known: int = 0
    """That had been taken before."""
    refused: list[Refused] = field(default_factory=list)


def take(
    database: Database, found: Read, *, site_key: str, account_id: int, now: datetime, dry_run: bool = False
) -> Iterator[Taken]:
    """Take the records into the site; decisions are noted as this account's. Yields what came of each hundred.

    They stand in the desk as of the day on which they were reported. No channel is told of them. `dry_run` tells what
    would come of it and leaves all as it is. Raises NotFound for a site that there is not.
    """
    for first in range(0, len(found.records), AT_ONCE):
        records, taken = found.records[first : first + AT_ONCE], Taken()
        with database.write() as session:
            site, _ = addressee_of(session, site_key, "", now=now)
            _have_alone(session, site)
            known = _known(session, site, records, found.tool)
            for record in records:
                receipt = record.receipt(found.tool, site)
                if receipt in known:
                    taken.known += 1
                    continue
                try:
                    _take_one(session, site, record, found.tool, account_id)
                except InvalidInput as error:
                    taken.refused.append(Refused(record.number, error.detail))
                    continue
                known.add(receipt)  # a file may hold a record twice
                taken.taken += 1
            if dry_run:
                session.rollback()
        yield taken
        if first + AT_ONCE < len(found.records):
            database.give_way()


def _have_alone(session: Session, site: Addressee) -> None:
    """Let another import into the site wait until the end of the transaction; readers' reports do not."""
    session.get_one(Site, site.id, with_for_update={"key_share": True})


def _known(session: Session, site: Addressee, records: Sequence[Record], tool: Tool) -> set[str]:
    receipts = [record.receipt(tool, site) for record in records]
    return set(session.scalars(select(Report.receipt).where(Report.site_id == site.id, Report.receipt.in_(receipts))))


def _take_one(session: Session, site: Addressee, record: Record, tool: Tool, account_id: int) -> None:
    report = record.report(tool, site)
    submit(session, site, report, now=record.at, gathers=None)
    if record.decision is None:
        return
    issue = session.scalars(
        select(Issue).join(Report, Report.issue_id == Issue.id).where(Report.receipt == report.id)
    ).one()
    if record.decision in ALLOWED[issue.status]:
        decided = apply(session, issue, record.decision, account_id=account_id, now=record.decided_at)
        decided.before = None  # it was made elsewhere: it is not what the editor did last here, and would take back
