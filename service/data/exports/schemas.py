"""What an export is asked by, and what stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from service.domain.exports import What
from service.issues.view import Scope, View

Value = str | int | float | datetime | None
Record = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The issues of a view, or their reports, as far as somebody may see them."""

    what: What
    view: View
    scope: Scope
    owned: frozenset[int]
    """The sites whose readers' addresses and receipts are for this person's eyes."""
    any_status: bool = False
    base_url: str = ""
    """What the links to the desk begin with."""
