"""What has happened since a desk looked last, from the history of all issues."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.domain.events import Happening
from service.models import Account, Activity, Issue

MOST = 200
"""Changes read at once."""
MOST_MISSED = 10 * MOST
"""Changes that whoever was away for long is told, some 200 kB; what came after those is told when they ask again."""
_QUIET = frozenset({Happening.SUGGESTED, Happening.NO_ERROR_SEEN})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an issue, and how the issue stands now."""

    number: int
    site_id: int
    issue: int
    account_id: int | None
    who: str
    what: str
    status: str

    def told(self, account_id: int) -> dict[str, Any]:
        """As the desk of this editor is told it."""
        mine = self.account_id == account_id
        return {"issue": self.issue, "what": self.what, "status": self.status, "who": self.who, "mine": mine}


def newest(session: Session) -> int:
    """The number of the last thing that happened."""
    return session.scalar(select(func.max(Activity.id))) or 0


def changes_since(session: Session, number: int, site_ids: Collection[int] | None = None) -> list[Change]:
    """What happened after this number, oldest first, at most MOST; of these sites, or of all."""
    query = (
        select(
            Activity.id, Issue.site_id, Issue.id, Activity.account_id, Account.name, Activity.happening, Issue.status
        )
        .join(Issue, Issue.id == Activity.issue_id)
        .outerjoin(Account, Account.id == Activity.account_id)
        .where(Activity.id > number, Activity.happening.not_in(_QUIET))
    )
    if site_ids is not None:
        query = query.where(Issue.site_id.in_(site_ids))
    rows = session.execute(query.order_by(Activity.id).limit(MOST))
    return [Change(*row[:4], row[4] or "", row[5].value, row[6].value) for row in rows]


def missed_since(session: Session, number: int, site_ids: Collection[int]) -> list[Change]:
    """As `changes_since`, but MOST_MISSED of them at most."""
    found: list[Change] = []
    while len(found) < MOST_MISSED:
        some = changes_since(session, found[-1].number if found else number, site_ids)
        found += some
        if len(some) < MOST:
            break
    return found
