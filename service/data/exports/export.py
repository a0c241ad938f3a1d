"""One export, piece by piece."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from service.data.exports import records
from service.data.exports.lines import head, lines
from service.data.exports.schemas import Record, Wanted
from service.data.exports.windows import Window, steps
from service.database import Database
from service.domain.exports import Form, What
from service.models import Issue, Report

_KINDS: dict[What, tuple[type[Issue | Report], Callable[[Session, Wanted, Window], list[Record]]]] = {
    What.ISSUES: (Issue, records.issues),
    What.REPORTS: (Report, records.reports),
}


def export(database: Database, wanted: Wanted, form: Form) -> Iterator[str]:
    """The pieces of the file. No more than one step's records are held at a time, however many there are.

    Raises Unavailable in the midst of it where the database goes away; whoever reads must then not take it for whole.
    """
    table, find = _KINDS[wanted.what]

    def look(window: Window) -> list[Record]:
        with database.read() as session:
            return find(session, wanted, window)

    with database.read() as session:
        newest = records.newest(session, table)
    yield head(wanted.what, form)
    for found in steps(newest, look):
        yield lines(found, form)
