"""Reading a file of another tool: its records in the order of time, and what cannot be one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from service.data.imports import fixit, mistape
from service.data.imports.record import Record
from service.data.imports.tables import Row, rows_of
from service.domain.characters import clean_line
from service.errors import InvalidInput

_LONGEST_NUMBER = 60
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)


class Tool(StrEnum):
    """Whose reports can be taken over."""

    MISTAPE = "mistape"
    MIXTAPE = "mixtape"
    FIXIT = "fixit"


_COLUMNS = {Tool.MISTAPE: mistape.COLUMNS, Tool.MIXTAPE: mistape.COLUMNS, Tool.FIXIT: fixit.COLUMNS}
_READERS: dict[Tool, Callable[[Row], Record | None]] = {
    Tool.MISTAPE: mistape.record_of,
    Tool.MIXTAPE: mistape.record_of,
    Tool.FIXIT: fixit.record_of,
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be taken, and why."""

    number: str
    why: str


@dataclass(slots=True)
class Read:
    """What a file holds."""

    tool: Tool
    records: list[Record] = field(default_factory=list)
    thrown_away: int = 0
    """How many lay in the trash."""
    refused: list[Refused] = field(default_factory=list)


def read(content: bytes, tool: Tool, *, now: datetime) -> Read:
    """The records of a file, the oldest first. Raises InvalidInput where it is none of this tool's."""
    found, place = Read(tool), 0
    for place, row in enumerate(rows_of(content), 1):
        _require_columns(row, tool, first=place == 1)
        if number := clean_line(row.pop("id", "")):
            row["id"] = number
        try:
            record = _record(row, tool, now)
        except InvalidInput as error:
            found.refused.append(Refused(number[:_LONGEST_NUMBER] or f"row {place}", error.detail))
            continue
        if record is None:
            found.thrown_away += 1
        else:
            found.records.append(record)
    if not place:
        raise InvalidInput("file: holds no record.", field="file")
    found.records.sort(key=lambda record: record.at)
    return found


def _require_columns(row: Row, tool: Tool, *, first: bool) -> None:
    """Of the first row, all: a file of something else is told once and not a thousand times."""
    missing = _COLUMNS[tool] - row.keys()
    if first and len(missing) > 1:
        raise InvalidInput(
            "file: is no table of %(tool)s: it lacks %(missing)s.",
            field="file",
            tool=tool,
            missing=", ".join(sorted(missing)),
        )


def _record(row: Row, tool: Tool, now: datetime) -> Record | None:
    missing = _COLUMNS[tool] - row.keys()
    if missing:
        raise InvalidInput("%(column)s: is empty.", column=min(missing), field=min(missing))
    if len(row["id"]) > _LONGEST_NUMBER:
        raise InvalidInput("id: has more than %(most)s characters.", field="id", most=_LONGEST_NUMBER)
    record = _READERS[tool](row)
    if record is not None and not _FIRST <= record.at <= record.decided_at <= now:
        raise InvalidInput("It is dated in the future, or before there were web pages.", field="date")
    return record
