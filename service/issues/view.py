"""A view of the queue: what it is narrowed to and how it is ordered, as the address of the desk has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.domain.workflow import Status

_KINDS = Literal["", "spelling", "grammar", "fact", "other"]


class Sort(StrEnum):
    """The order of a queue."""

    NEWEST = "newest"
    READERS = "readers"
    OLDEST = "oldest"
    PAGE = "page"


def _number(value: object) -> object:
    return 0 if value == "" else value


def _language(value: object) -> object:
    """Without its region, which the desk does not tell apart: as `EN-gb` is typed, English is meant."""
    return value.strip().lower().partition("-")[0] if isinstance(value, str) else value


Line = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
"""PostgreSQL takes no NUL, not even in a question."""
Number = Annotated[int, BeforeValidator(_number), Field(ge=0, le=100_000)]


class View(BaseModel):
    """What an editor looks at. Everything is optional; what is empty narrows nothing."""

    model_config = ConfigDict(frozen=True)

    status: Status = Status.OPEN
    site: Line = ""
    q: Line = ""
    section: Line = ""
    author: Line = ""
    language: Annotated[str, BeforeValidator(_language), Field(pattern=r"^([a-z]{2,8})?$")] = ""
    kind: _KINDS = ""
    word: Line = ""
    """The quote is this word and nothing else, without case."""
    assignee: Annotated[str, Field(pattern=r"^(me|none|\d{1,18})?$")] = ""
    mention: Literal["", "me"] = ""
    age: Number = 0
    """Reported at least so many days ago."""
    readers: Number = 0
    """At least so many reports."""
    confidence: Annotated[int, BeforeValidator(_number), Field(ge=0, le=100)] = 0
    """Of the best suggestion at least, in per cent."""
    live: Literal["", "corrected", "missing", "never", "still"] = ""
    """What the page check has noticed, as `domain.page_check.Notice` has it."""
    sort: Sort = Sort.NEWEST

    def query(self, **more: object) -> str:
        """The view as a query string, with what is added to it; what is empty is left out."""
        if more.keys() & self._said.keys():
            pairs = _encoded(self._said | more)
        else:  # a page of the queue has hundreds of such addresses
            pairs = "&".join(filter(None, (self._pairs, _encoded(more))))
        return "?" + pairs if pairs else ""

    def of(self, **changed: object) -> "View":
        """The view with something exchanged."""
        # Not model_copy: that takes along what this view has cached of itself.
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return View.model_construct(**fields | changed)

    def fields(self) -> list[tuple[str, object]]:
        """The view as the hidden fields of a form."""
        return list(self._said.items())

    @cached_property
    def _said(self) -> dict[str, object]:
        said = {name: value for name, value in self.model_dump(mode="json").items() if value not in ("", 0)}
        if self.sort is Sort.NEWEST:
            del said["sort"]
        return said

    @cached_property
    def _pairs(self) -> str:
        return _encoded(self._said)

    @property
    def filters(self) -> dict[str, object]:
        """What the view is narrowed by, beside status, site and search."""
        own = ("word", "section", "author", "language", "kind", "assignee", "mention", "age", "readers", "confidence")
        return {name: getattr(self, name) for name in (*own, "live") if getattr(self, name)}


def _encoded(pairs: Mapping[str, object]) -> str:
    return urlencode([(name, value) for name, value in pairs.items() if value not in ("", None, 0)])


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose view it is: the sites that it can show, the account, and the time."""

    site_ids: tuple[int, ...]
    account_id: int
    now: datetime
