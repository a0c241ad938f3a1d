"""Mistape's and Mixtape's table of reports (`wp_mistape_reports`, `wp_mixtape_reports`), two plugins of WordPress.

Of what stands there, the reporter's address, browser and number are left where they are.
"""

from service.data.imports.record import Record, moment_of, plain
from service.data.imports.tables import Row
from service.domain.characters import clean
from service.domain.quote import Quote
from service.domain.workflow import Decision
from service.errors import InvalidInput

COLUMNS = frozenset({"id", "selection", "url", "status"})
"""Without these it is another table."""
_DECISIONS = {
    "pending": None,
    "resolve": Decision.RESOLVE,
    "resolved": Decision.RESOLVE,
    "archive": Decision.RESOLVE,  # put away without a word on why; a later report opens it again
    "archived": Decision.RESOLVE,
}
_TRASH = "trash"


def record_of(row: Row) -> Record | None:
    """The report of a row; None for what lies in the trash. Raises InvalidInput naming the column."""
    status = row.get("status", "")
    if status == _TRASH:
        return None
    if status not in _DECISIONS:
        raise InvalidInput("status: is none that Mistape has.", field="status")
    at = moment_of(row.get("dategmt", ""), "date_gmt")
    return Record(
        number=row["id"],
        url=row.get("url", ""),
        quote=_quote(row),
        comment=plain(row.get("comment", "")),
        language=row.get("language", ""),
        at=at,
        decision=_DECISIONS[status],
        decided_at=at,  # when it was decided is not kept there
    )


def _quote(row: Row) -> Quote:
    """The selection with what stood around it: each column holds the one before it, or is empty where it is the same.

    `selection_replace_context` is there to tell which of several equal words was selected.
    """
    exact = clean(plain(row.get("selection", "")))
    start, text = 0, exact
    for column in ("selectionword", "selectionreplacecontext", "selectioncontext"):
        around = clean(plain(row.get(column, "")))
        at = around.find(text)
        if at >= 0:
            start, text = start + at, around
    return Quote(exact, text[:start], text[start + len(exact) :])
