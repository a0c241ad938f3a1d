"""What the desk tells of an issue's live page, as it stands now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.domain.locate import Verdict
from service.domain.page_check import SETTLED, SURE, Notice
from service.domain.page_problems import WORDS
from service.domain.workflow import Status
from service.models import Issue, IssueCheck, PageCheck
from service.models.issue_check import NOTICED

_TOLD = frozenset({Status.OPEN, Status.ACCEPTED, Status.RESOLVED})


@dataclass(frozen=True, slots=True)
class LivePage:
    """What the looks at the page have brought for one issue."""

    says: str
    """`present`, `still` (though it was called fixed), `other`, `perhaps_other`, `missing`, `never`, `several`; or
    nothing, where no look has told of it since it was last decided."""
    found: str
    """What stands there now."""
    looked_at: datetime | None
    problem: str
    """Why the last look read nothing, as a message; its words name what is in `about`."""
    about: dict[str, Any]
    tried_at: datetime | None
    asked_at: datetime | None
    """When somebody asked for a look that has not been taken yet, and will be."""
    is_watched: bool
    """Whether the site's pages are looked at, so that a look can be asked for."""


def live_page(session: Session, issue: Issue) -> LivePage | None:
    """What there is to tell; None for what is settled otherwise than by correcting the page."""
    if issue.status not in _TOLD:
        return None
    check, page = session.get(IssueCheck, issue.id), session.get(PageCheck, issue.page_id)
    says = _says(issue, check) if check else ""
    return LivePage(
        says=says,
        found=check.found if check and says else "",
        looked_at=check.looked_at if check and says else None,
        problem=WORDS.get(page.problem, "") if page else "",
        about=(page.about if page else None) or {},
        tried_at=page.tried_at if page else None,
        asked_at=page.asked_at if page and page.due_at else None,
        is_watched=issue.site.looks,
    )


def _says(issue: Issue, check: IssueCheck) -> str:
    if issue.status is Status.RESOLVED and check.verdict is Verdict.PRESENT:
        passed = check.looked_at - issue.decided_at if issue.decided_at else SETTLED
        return "still" if passed >= SETTLED else ""
    if check.verdict is Verdict.CHANGED:
        sure = check.confidence >= SURE or check.notice is Notice.CORRECTED or issue.status is Status.RESOLVED
        return "other" if sure else "perhaps_other"
    if check.verdict is Verdict.GONE:
        return "missing" if check.seen_present_at is not None else "never"
    return "several" if check.verdict is Verdict.AMBIGUOUS else "present"


_NOTICES: Select[int, Notice | None] = select(IssueCheck.issue_id, IssueCheck.notice).where(NOTICED)


def notices(session: Session, numbers: Collection[int]) -> dict[int, Notice]:
    """What a list notes of its issues, by their numbers."""
    if not numbers:
        return {}
    rows = session.execute(_NOTICES.where(IssueCheck.issue_id.in_(numbers)))
    return {number: notice for number, notice in rows if notice is not None}
