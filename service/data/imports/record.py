"""A report of another tool, in Bluepencil's words."""

import base64
import hashlib
import html
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from service.domain.quote import CONTEXT, Quote
from service.domain.workflow import Decision
from service.errors import InvalidInput
from service.reports.addressee import Addressee
from service.reports.schemas import ReportIn, parse

_LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class Record:
    """What one reader reported there, and what was decided on it."""

    number: str
    """What the other tool calls it."""
    url: str
    quote: Quote
    comment: str
    language: str
    at: datetime
    decision: Decision | None
    """None where it waits to be decided."""
    decided_at: datetime

    def report(self, tool: str, site: Addressee) -> ReportIn:
        """As the widget would have sent it to this site. Raises InvalidInput naming the field."""
        return parse(ReportIn, self._body(tool, site))

    def receipt(self, tool: str, site: Addressee) -> str:
        """The same for the same record each time, so that nothing is taken twice, even where the site's key changes."""
        told = hashlib.sha256(f"{tool}\n{site.id}\n{self.number}".encode()).digest()[:16]
        return base64.urlsafe_b64encode(told).rstrip(b"=").decode()

    def _body(self, tool: str, site: Addressee) -> dict[str, Any]:
        return {
            "id": self.receipt(tool, site),
            "site": site.key,
            "page": {"url": self.url, "lang": self.language},
            "quote": {
                "exact": self.quote.exact,
                "prefix": self.quote.prefix[-CONTEXT:],
                "suffix": self.quote.suffix[:CONTEXT],
            },
            "comment": self.comment[:_LONGEST_COMMENT],
            "client": {"imported": tool},
        }


def moment_of(text: str, column: str) -> datetime:
    """A moment as databases write them, in UTC where no zone is named. Raises InvalidInput for what is none."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput("%(column)s: is no moment.", field=column, column=column) from None


def plain(text: str) -> str:
    """The text that was meant, where a tool keeps it as HTML has it."""
    return html.unescape(text)
