"""A view of the queue: what it is narrowed to and how it is ordered, as the address of the desk has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import ColumnElement, select

from service.domain.workflow import Status
from service.models import Issue, Mention, Page

_KINDS = Literal["", "spelling", "grammar", "fact", "other"]


class Sort(StrEnum):
    """The order of a queue."""

    NEWEST = "newest"
    READERS = "readers"
    OLDEST = "oldest"
    PAGE = "page"


def _number(value: object) -> object:
    return 0 if value == "" else value


Line = Annotated[str, Field(max_length=300)]
Number = Annotated[int, BeforeValidator(_number), Field(ge=0, le=100_000)]


class View(BaseModel):
    """What an editor looks at. Everything is optional; what is empty narrows nothing."""

    model_config = ConfigDict(frozen=True)

    status: Status = Status.OPEN
    site: Line = ""
    q: Line = ""
    section: Line = ""
    author: Line = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2,8})?$")] = ""
    kind: _KINDS = ""
    assignee: Annotated[str, Field(pattern=r"^(me|none|\d{1,18})?$")] = ""
    mention: Literal["", "me"] = ""
    age: Number = 0
    """Reported at least so many days ago."""
    readers: Number = 0
    """At least so many reports."""
    confidence: Annotated[int, BeforeValidator(_number), Field(ge=0, le=100)] = 0
    """Of the best suggestion at least, in per cent."""
    sort: Sort = Sort.NEWEST

    def query(self, **more: object) -> str:
        """The view as a query string, with what is added to it; what is empty is left out."""
        pairs = [(name, value) for name, value in (self._said() | more).items() if value not in ("", None, 0)]
        return "?" + urlencode(pairs) if pairs else ""

    def of(self, **changed: object) -> Self:
        """The view with something exchanged."""
        return self.model_copy(update=changed)

    def fields(self) -> list[tuple[str, object]]:
        """The view as the hidden fields of a form."""
        return [(name, value) for name, value in self._said().items() if value not in ("", 0)]

    def _said(self) -> dict[str, object]:
        said: dict[str, object] = self.model_dump(mode="json")
        if self.sort is Sort.NEWEST:
            said["sort"] = ""
        return said

    @property
    def filters(self) -> dict[str, object]:
        """What the view is narrowed by, beside status, site and search."""
        own = ("section", "author", "language", "kind", "assignee", "mention", "age", "readers", "confidence")
        return {name: getattr(self, name) for name in own if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose view it is: the sites that it can show, the account, and the time."""

    site_ids: tuple[int, ...]
    account_id: int
    now: datetime


def conditions(view: View, scope: Scope, *, any_status: bool = False) -> list[ColumnElement[bool]]:
    """The view as conditions of a query, but for its search; with `any_status` whatever the issues' status is."""
    wanted = [_of_sites(scope.site_ids)] + ([] if any_status else [Issue.status == view.status])
    if view.kind:
        wanted.append(Issue.kind == view.kind)
    if view.language:
        wanted.append(Issue.language == view.language)
    if view.readers > 1:
        wanted.append(Issue.report_count >= view.readers)
    if view.confidence:
        wanted.append(Issue.confidence >= view.confidence / 100)
    if view.age:
        wanted.append(Issue.last_reported_at <= scope.now - timedelta(days=view.age))
    return wanted + _by_people(view, scope) + _by_page(view, scope)


def _of_sites(site_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """One site has indexes of its own; several are picked out on the way through those of all.

    With a plain IN, SQLite would read each site's issues and sort them all; the sum keeps it from that.
    """
    return Issue.site_id == site_ids[0] if len(site_ids) == 1 else (Issue.site_id + 0).in_(site_ids)


def _by_people(view: View, scope: Scope) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if view.assignee == "none":
        wanted.append(Issue.assignee_id.is_(None))
    elif view.assignee:
        wanted.append(Issue.assignee_id == (scope.account_id if view.assignee == "me" else int(view.assignee)))
    if view.mention:
        wanted.append(Issue.id.in_(select(Mention.issue_id).where(Mention.account_id == scope.account_id)))
    return wanted


def _by_page(view: View, scope: Scope) -> list[ColumnElement[bool]]:
    said = [getattr(Page, name) == getattr(view, name) for name in ("section", "author") if getattr(view, name)]
    if not said:
        return []
    return [Issue.page_id.in_(select(Page.id).where(Page.site_id.in_(scope.site_ids), *said))]
