"""One article with all that waits to be corrected in it, in reading order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.diff import Part, marked
from service.domain.proof import proof_of
from service.domain.text_fragment import link_to
from service.domain.workflow import Status
from service.errors import NotFound
from service.issues.present import address_of, nearby
from service.models import Issue, Page, SuggestionRow
from service.models.suggestion import shown_correction

MOST = 500
"""Issues on one sheet. An article with more has another problem than spelling."""
_NEAR = 40
"""Characters of the sentence on either side of a place in the list."""
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Proof:
    """One issue on the sheet."""

    issue: Issue
    before: str
    parts: Sequence[Part]
    after: str
    correction: str | None
    live_url: str | None


def find_page(session: Session, number: int, site_ids: Collection[int]) -> Page:
    """The page with this number, if it is of one of these sites. Raises NotFound, whether or not others have one."""
    page = session.get(Page, number) if 0 < number <= _LARGEST else None
    if page is None or page.site_id not in site_ids:
        raise NotFound("There is no such page, or it belongs to a site that you are no member of.")
    return page


def proof_sheet(session: Session, page: Page) -> list[Proof]:
    """What is open or accepted on the page, as it is read from top to bottom; what has no known position comes last."""
    waiting = (Issue.page_id == page.id, Issue.status.in_((Status.OPEN, Status.ACCEPTED)))
    issues = session.scalars(select(Issue).where(*waiting).order_by(Issue.id).limit(MOST)).all()
    rows = select(SuggestionRow).where(SuggestionRow.issue_id.in_([issue.id for issue in issues]))
    best = {row.issue_id: row for row in session.scalars(rows.where(SuggestionRow.rank == 0))}
    in_order = sorted(issues, key=lambda issue: (issue.position_start is None, issue.position_start or 0, issue.id))
    return [_proof(issue, best.get(issue.id), page) for issue in in_order]


def _proof(issue: Issue, best: SuggestionRow | None, page: Page) -> Proof:
    corrected = shown_correction(issue, best)
    proof = proof_of(issue.quote, issue.sentence)
    address = address_of(page.url, issue.site)
    return Proof(
        issue=issue,
        before=proof.before,
        parts=marked(issue.exact, corrected),
        after=proof.after,
        correction=corrected,
        live_url=link_to(address, issue.quote) if address else None,
    )


def as_list(proofs: list[Proof]) -> str:
    """The corrections as plain text, a line each, to paste into whatever the article is edited in."""
    return "\n".join(
        f"{_line(proof.issue.exact)} → {_line(proof.correction or '?')}   ({_near(proof)})" for proof in proofs
    )


def _near(proof: Proof) -> str:
    before, after = nearby(proof.before, proof.after, _NEAR, _NEAR)
    return f"{before}[{_line(proof.issue.exact)}]{after}"


def _line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text
