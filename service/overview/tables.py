"""The tables behind the charts, which the page shows and CSV files carry."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from service.domain.spreadsheet import plain_cell
from service.domain.workflow import Status
from service.overview.figures import Arrivals
from service.overview.rankings import Ranked
from service.overview.spans import WITHIN, Spans
from service.overview.words import Address, Cell, Words

_MARK = "\ufeff"
"""Without this first character, Excel takes a file in UTF-8 for one in an old code page."""


@dataclass(frozen=True, slots=True)
class Table:
    """What stands behind a chart."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def is_number(self) -> list[bool]:
        """For each column, whether numbers stand in it."""
        return [any(isinstance(row[index], int | float | timedelta) for row in self.rows) for index in self._columns]

    @property
    def _columns(self) -> range:
        return range(len(self.heads))


def csv_of(table: Table) -> str:
    """The table as a file: days as ISO has them, shares as decimal fractions, durations as hours, minutes, seconds."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(table.heads)
    writer.writerows([[_field(cell) for cell in row] for row in table.rows])
    return _MARK + file.getvalue()


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.4f}"
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return plain_cell(cell) if isinstance(cell, str) else str(cell)


def of_days(words: Words, came: Arrivals) -> Table:
    """Reports and issues by day, the latest first, for it is looked for most."""
    text = words.speech.text
    rows = list(zip(came.days, came.reports, came.issues, strict=True))
    return Table((text("Day"), text("Reports"), text("New issues")), rows[::-1])


def status_names(words: Words) -> dict[Status, str]:
    """What the statuses are called."""
    text = words.speech.text
    return {
        Status.OPEN: text("Open"),
        Status.ACCEPTED: text("Accepted"),
        Status.RESOLVED: text("Resolved"),
        Status.REJECTED: text("Not errors"),
        Status.SPAM: text("Spam"),
        Status.DUPLICATE: text("Duplicates"),
    }


def of_outcomes(words: Words, found: Mapping[Status, int]) -> Table:
    """What became of the issues."""
    text, total = words.speech.text, sum(found.values())
    counts = [(name, found.get(status, 0)) for status, name in status_names(words).items()]
    rows = [(name, count, count / total if total else 0.0) for name, count in counts]
    return Table((text("Status"), text("Issues"), text("Share")), rows)


def of_durations(words: Words, decided: Spans, fixed: Spans) -> Table:
    """How long decisions and fixes took."""
    text = words.speech.text
    rows: list[tuple[Cell, ...]] = [
        (text("Issues"), decided.count, fixed.count),
        (text("Median"), decided.median, fixed.median),
        (text("90th percentile"), decided.ninth, fixed.ninth),
    ]
    for index, limit in enumerate(WITHIN):
        shares = [spans.within[index] / spans.count if spans.count else None for spans in (decided, fixed)]
        rows.append((text("Within %(time)s", time=words.duration(limit)), *shares))
    return Table((text("From the first report"), text("to the decision"), text("to the fix")), rows)


def of_errors(words: Words, ranked: Sequence[Ranked]) -> Table:
    """The most frequent errors."""
    text = words.speech.text
    rows = [(each.name, each.more or None, each.issues, each.reports) for each in ranked]
    return Table((text("Wrong"), text("Right"), text("Issues"), text("Reports")), rows)


def of_pages(words: Words, ranked: Sequence[Ranked]) -> Table:
    """The pages with most issues."""
    text = words.speech.text
    rows = [(each.name, Address(each.more), each.issues, each.reports) for each in ranked]
    return Table((text("Page"), text("Address"), text("Issues"), text("Reports")), rows)


def of_names(words: Words, head: str, ranked: Sequence[Ranked]) -> Table:
    """Sections, authors or languages with most issues."""
    text = words.speech.text
    return Table((head, text("Issues"), text("Reports")), [(each.name, each.issues, each.reports) for each in ranked])
