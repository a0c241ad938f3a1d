"""Everything that the page shows, and any one table for a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from service.domain.workflow import Status
from service.overview import figures, rankings, tables
from service.overview.figures import Arrivals, Scope
from service.overview.rankings import Ranked
from service.overview.schemas import TableName
from service.overview.spans import Spans
from service.overview.tables import Table
from service.overview.words import Words

_LISTED = 25
"""Rows of a ranking's table on the page."""
_FILED = 1_000
"""Rows of a ranking in a file."""
_RANKINGS: Mapping[TableName, Callable[[Session, Scope, int], list[Ranked]]] = {
    TableName.ERRORS: rankings.errors,
    TableName.PAGES: rankings.pages,
    TableName.SECTIONS: rankings.sections,
    TableName.AUTHORS: rankings.authors,
    TableName.LANGUAGES: rankings.languages,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted for the page."""

    scope: Scope
    """What was looked at closely: where there is very much, only the latest days of what was asked for."""
    came: Arrivals
    outcomes: Mapping[Status, int]
    decided: Spans
    fixed: Spans
    ranked: Mapping[TableName, Sequence[Ranked]]
    tables: Mapping[TableName, Table]

    @property
    def real_errors(self) -> float | None:
        return figures.real_errors(self.outcomes)


def gather(session: Session, scope: Scope, words: Words) -> Figures:
    """All figures of the scope."""
    came = figures.arrivals(session, scope)
    closely = figures.counted(scope, came)
    outcomes = figures.outcomes(session, closely)
    decided, fixed = figures.durations(session, closely)
    ranked = {name: _named(name, ranking(session, closely, _LISTED), words) for name, ranking in _RANKINGS.items()}
    behind = {
        TableName.DAYS: tables.of_days(words, came),
        TableName.OUTCOMES: tables.of_outcomes(words, outcomes),
        TableName.TIMES: tables.of_durations(words, decided, fixed),
    } | {name: _table(name, found, words) for name, found in ranked.items()}
    return Figures(closely, came, outcomes, decided, fixed, ranked, behind)


def one_table(session: Session, name: TableName, scope: Scope, words: Words) -> Table:
    """One of the tables, and of a ranking more than the page shows."""
    came = figures.arrivals(session, scope)
    if name is TableName.DAYS:
        return tables.of_days(words, came)
    closely = figures.counted(scope, came)
    if name is TableName.OUTCOMES:
        return tables.of_outcomes(words, figures.outcomes(session, closely))
    if name is TableName.TIMES:
        return tables.of_durations(words, *figures.durations(session, closely))
    return _table(name, _named(name, _RANKINGS[name](session, closely, _FILED), words), words)


def _named(name: TableName, found: list[Ranked], words: Words) -> list[Ranked]:
    """Languages by their names, pages without a title by their address."""
    if name is TableName.LANGUAGES:
        unknown = words.speech.text("not known")
        return [replace(each, name=words.speech.tongue(each.name) or unknown) for each in found]
    if name is TableName.PAGES:
        return [replace(each, name=each.name or each.more) for each in found]
    return found


def _table(name: TableName, found: Sequence[Ranked], words: Words) -> Table:
    if name is TableName.ERRORS:
        return tables.of_errors(words, found)
    if name is TableName.PAGES:
        return tables.of_pages(words, found)
    text = words.speech.text
    heads = {
        TableName.SECTIONS: text("Section"),
        TableName.AUTHORS: text("Author"),
        TableName.LANGUAGES: text("Language"),
    }
    return tables.of_names(words, heads[name], found)
