"""What a person's own channel says: who mentioned them or assigned an issue to them, as it stands when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from service.domain.characters import clean_line
from service.domain.diff import Part, marked
from service.domain.events import Happening
from service.domain.proof import Proof, proof_of
from service.models import Activity, Call, Channel, Delivery, Issue, Membership, Mention, SuggestionRow
from service.models.suggestion import shown_correction
from service.web.catalogues import SOURCE
from service.web.speech import Speech

MOST = 20
"""Calls that a message shows; it counts the others."""
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Called:
    """One comment or assignment, with the issue that it is about."""

    activity: Activity
    issue: Issue
    proof: Proof
    parts: Sequence[Part]
    is_corrected: bool
    """Whether it is known what would stand there instead."""
    address: str
    said: str
    """Who did what, in one line."""

    @property
    def comment(self) -> str:
        """What was said; empty for an assignment."""
        return self.activity.text if self.activity.happening is Happening.COMMENTED else ""


@dataclass(frozen=True, slots=True)
class Calls:
    """All that one message tells a person."""

    key: str
    speech: Speech
    base_url: str
    told: Sequence[Called]
    count: int
    is_test: bool = False

    @property
    def heading(self) -> str:
        """What the message is, in one line."""
        if self.count == 1:
            return self.told[0].said
        one, many = "%(num)s comment or issue for you", "%(num)s comments and issues for you"
        return self.speech.counted(one, many, self.count)

    @property
    def more(self) -> str:
        """That there are more than are shown; empty where there are not."""
        left = self.count - len(self.told)
        return self.speech.counted("and one more", "and %(num)s more", left) if left > 0 else ""


def speech_of(channel: Channel) -> Speech:
    """As the person wants to be spoken to."""
    account = channel.account
    return Speech(account.language or SOURCE, account.time_zone) if account is not None else Speech()


def compose_calls(session: Session, delivery: Delivery, channel: Channel, *, base_url: str) -> Calls | None:
    """What the delivery is to say; None where nothing is left to tell: it was seen at the desk, or taken back."""
    speech = speech_of(channel)
    calls = _still_called(delivery, channel)
    best = (SuggestionRow.issue_id == Issue.id) & (SuggestionRow.rank == 0)
    whole = (joinedload(Activity.account), joinedload(Issue.page), joinedload(Issue.site))
    shown = calls.add_columns(Issue, SuggestionRow).outerjoin(SuggestionRow, best).options(*whole)
    rows = session.execute(shown.order_by(Activity.id).limit(MOST)).all()
    if not rows:
        return None
    told = [_called(activity, issue, row, base_url, speech) for activity, issue, row in rows]
    count = session.scalars(select(func.count()).select_from(calls.subquery())).one()
    return Calls(delivery.key, speech, base_url, told, count)


def _called(activity: Activity, issue: Issue, best: SuggestionRow | None, base_url: str, speech: Speech) -> Called:
    correction = shown_correction(issue, best)
    return Called(
        activity=activity,
        issue=issue,
        proof=proof_of(issue.quote, issue.sentence),
        parts=marked(issue.exact, correction),
        is_corrected=correction is not None,
        address=f"{base_url}/desk/issues/{issue.id}#activity-{activity.id}",
        said=_said(speech, activity, issue),
    )


def _still_called(delivery: Delivery, channel: Channel) -> Select[Activity]:
    """What still calls for this person: unread comments, and issues that are theirs, at sites that they belong to."""
    account_id = channel.account_id
    unread = exists().where(
        Mention.activity_id == Activity.id, Mention.account_id == account_id, Mention.seen_at.is_(None)
    )
    theirs = and_(Activity.happening == Happening.ASSIGNED, Issue.assignee_id == account_id)
    sites = select(Membership.site_id).where(Membership.account_id == account_id)
    rows = select(Activity).join(Call, Call.activity_id == Activity.id).join(Issue, Issue.id == Activity.issue_id)
    return rows.where(Call.delivery_id == delivery.id, Issue.site_id.in_(sites), or_(unread, theirs))


def _said(speech: Speech, activity: Activity, issue: Issue) -> str:
    by = clean_line(activity.account.name) if activity.account is not None else speech.text("Somebody")
    words = clean_line(issue.exact)
    short = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"
    if activity.happening is Happening.ASSIGNED:
        return speech.text("%(by)s assigned “%(words)s” to you", by=by, words=short)
    return speech.text("%(by)s mentioned you at “%(words)s”", by=by, words=short)
