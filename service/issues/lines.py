"""What a list of issues shows of each: just these columns. To make entities takes longer than to find the issues."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from service.domain.quote import Quote
from service.models import Account, Issue, Page, SuggestionRow


class Line(NamedTuple):
    """One issue of a list, in the order of `LINES`."""

    id: int
    site_id: int
    page_id: int
    version: int
    exact: str
    prefix: str
    suffix: str
    sentence: str
    proposed: str | None
    correction: str | None
    report_count: int
    last_reported_at: datetime
    language: str
    """Of the page, without its region; empty where it is not known."""
    title: str
    """Of the page; empty where it has none."""
    url: str
    assignee: str | None
    """The name of whoever is responsible for it."""

    @property
    def quote(self) -> Quote:
        return Quote(self.exact, self.prefix, self.suffix)


class Best(NamedTuple):
    """The best suggestion for an issue of a list, in the order of `BESTS`."""

    issue_id: int
    start: int
    end: int
    replacement: str

    def apply_to(self, exact: str) -> str:
        """The quote as it reads with the suggestion."""
        return exact[: self.start] + self.replacement + exact[self.end :]


BESTS: Select[int, int, int, str] = select(
    SuggestionRow.issue_id, SuggestionRow.start, SuggestionRow.end, SuggestionRow.replacement
).where(SuggestionRow.rank == 0)
_PAGE, _ASSIGNEE = aliased(Page), aliased(Account)  # a filter's own query of pages is none of these
LINES: Select[*tuple[Any, ...]] = (
    select(
        *(Issue.id, Issue.site_id, Issue.page_id, Issue.version, Issue.exact, Issue.prefix, Issue.suffix),
        *(Issue.sentence, Issue.proposed, Issue.correction, Issue.report_count, Issue.last_reported_at),
        *(Issue.language, _PAGE.title, _PAGE.url, _ASSIGNEE.name),
    )
    .select_from(Issue)
    .join(_PAGE, _PAGE.id == Issue.page_id)
    .outerjoin(_ASSIGNEE, _ASSIGNEE.id == Issue.assignee_id)
)
