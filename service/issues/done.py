"""What an editor has just done, for the word that is shown above the next issue, and for taking it back."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.models import Activity, Issue


@dataclass(frozen=True, slots=True)
class Done:
    """The last decision, and the words that it was about."""

    activity: Activity
    exact: str

    @property
    def can_be_undone(self) -> bool:
        return self.activity.before is not None


def done_before(session: Session, activity_id: int, account_id: int) -> Done | None:
    """The decision with this number if the editor made it, else None: the number comes from the address."""
    if not activity_id:
        return None
    query = select(Activity, Issue.exact).join(Issue, Issue.id == Activity.issue_id)
    row = session.execute(query.where(Activity.id == activity_id, Activity.account_id == account_id)).first()
    return None if row is None else Done(row[0], row[1])
