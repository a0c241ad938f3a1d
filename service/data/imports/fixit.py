"""The typos of Hexlet FixIT, from its table `typo` or its interface. Reporters' names are left where they are."""

from service.data.imports.record import Record, moment_of
from service.data.imports.tables import Row
from service.domain.quote import Quote
from service.domain.workflow import Decision
from service.errors import InvalidInput

COLUMNS = frozenset({"id", "pageurl", "texttypo", "typostatus"})
"""Without these it is another table."""
_DECISIONS = {
    "REPORTED": None,
    "IN_PROGRESS": Decision.ACCEPT,
    "RESOLVED": Decision.RESOLVE,
    "CANCELED": Decision.REJECT,
}


def record_of(row: Row) -> Record:
    """The report of a row. Raises InvalidInput naming the column."""
    status = row.get("typostatus", "")
    if status not in _DECISIONS:
        raise InvalidInput("typoStatus: is none that FixIT has.", field="typoStatus")
    at = moment_of(row.get("createddate", ""), "createdDate")
    modified = row.get("modifieddate")
    return Record(
        number=row["id"],
        url=row.get("pageurl", ""),
        quote=Quote(row["texttypo"], row.get("textbeforetypo", ""), row.get("textaftertypo", "")),
        comment=row.get("reportercomment", ""),
        language="",
        at=at,
        decision=_DECISIONS[status],
        decided_at=max(at, moment_of(modified, "modifiedDate")) if modified else at,
    )
