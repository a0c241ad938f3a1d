"""Records as lines: CSV for spreadsheet programs, JSON lines for all others."""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import StringIO

from service.data.exports.schemas import Record, Value
from service.domain.exports import Form
from service.domain.spreadsheet import plain_cell

MARK = "\ufeff"
"""Without this first character, Excel takes a file in UTF-8 for one in an old code page."""
_HEADS = {
    "issues": (
        *("number", "site", "status", "kind", "language", "page", "title", "section", "author"),
        *("prefix", "exact", "suffix", "sentence", "correction", "proposed", "confidence", "readers"),
        *("assigned_to", "decided_by", "decided_at", "duplicate_of", "first_reported_at", "last_reported_at"),
        *("on_page", "page_reads", "looked_at", "desk"),
    ),
    "reports": (
        *("number", "issue", "site", "status", "outcome", "kind", "page", "prefix", "exact", "suffix", "sentence"),
        *("correction", "comment", "email", "receipt", "written_at", "received_at", "erased_at"),
    ),
}


def head(what: str, form: Form) -> str:
    """What stands before the records: in CSV the names of the columns."""
    return _csv([_HEADS[what]]) if form is Form.CSV else ""


def lines(records: Iterable[Record], form: Form) -> str:
    """The records, a line each; in CSV a line may go on within quotation marks.

    Moments are as ISO 8601 writes them, in UTC. In CSV, what looks like a formula begins with an apostrophe.
    """
    if form is Form.CSV:
        return _csv([[_cell(value) for value in record.values()] for record in records])
    return "".join(json.dumps(_plain(record), ensure_ascii=False) + "\n" for record in records)


def _csv(rows: Iterable[Iterable[str | int | float]]) -> str:
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return plain_cell(value) if isinstance(value, str) else value


def _plain(record: Record) -> Mapping[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in record.items()}
