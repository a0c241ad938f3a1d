"""What a view could be narrowed by: the sections, authors, languages, kinds and colleagues that its issues have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.issues import queue
from service.issues.view import Scope, View
from service.models import Account, Issue, Page

LOOKED_AT = 1_000
"""Issues, the first ones of the view: to count all of a million would take seconds."""
MOST = 10
"""Values of each, the most frequent ones."""
NAMES = ("section", "author", "language", "kind", "assignee")

_PAGE, _ASSIGNEE = aliased(Page), aliased(Account)  # a filter's own query of pages is none of these
_VALUES = (
    select(_PAGE.section, _PAGE.author, Issue.language, Issue.kind, Issue.assignee_id, _ASSIGNEE.name)
    .select_from(Issue)
    .join(_PAGE, _PAGE.id == Issue.page_id)
    .outerjoin(_ASSIGNEE, _ASSIGNEE.id == Issue.assignee_id)
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter, and how many of the issues looked at have it."""

    value: str
    said: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The filters that would tell issues of the view apart, with their values."""

    values: Mapping[str, Sequence[Value]]
    looked_at: int
    is_all: bool
    """Whether these were all issues of the view."""


def facets_of(session: Session, view: View, scope: Scope) -> Facets:
    """What the view is not narrowed by yet and its first issues differ in."""
    rows = queue.first_rows(session, _VALUES, view, scope, most=LOOKED_AT + 1)
    looked_at = rows[:LOOKED_AT]
    people = {str(number): name for *_, number, name in looked_at if number is not None}
    columns = list(zip(*looked_at, strict=True)) or [()] * len(NAMES)
    values = {
        name: _values(column, people if name == "assignee" else {})
        for name, column in zip(NAMES, columns, strict=False)
        if not getattr(view, name)
    }
    return Facets({name: found for name, found in values.items() if found}, len(looked_at), len(rows) <= LOOKED_AT)


def _values(column: Iterable[str | int | None], people: Mapping[str, str]) -> list[Value]:
    counts = Counter(str(value) for value in column if value not in ("", None))
    return [Value(value, people.get(value, value), count) for value, count in counts.most_common(MOST)]
