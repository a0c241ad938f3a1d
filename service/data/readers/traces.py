"""Where else what a reader typed has got to: suggestions, decisions, histories, comments, learned pairs, answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.dictionary.learn import forget
from service.domain.events import Happening
from service.issues.present import proposal_of
from service.models import Activity, Delivery, Issue, KnownPair, News, Report, SuggestionRow, SuggestionTask
from service.models.upsert import dialect_of, insert_into

_BY_READERS = ("reader", "site_pair")
"""Rules by which the engine says again what people have proposed."""
_LOOKED = (Happening.SUGGESTED, Happening.NO_ERROR_SEEN)
_DECIDED = (Happening.ACCEPTED, Happening.RESOLVED)
_SHORTEST = 3
"""Shorter texts are not looked for in what others wrote: they stand everywhere."""
_GONE = "[…]"


@dataclass(frozen=True, slots=True)
class Written:
    """What the reader typed about one issue, as far as nobody else says the same."""

    texts: frozenset[str]
    """Comments, addresses and corrections, to be looked for in others' texts."""
    corrections: frozenset[str]
    """What the whole quote would be by this reader alone."""
    proposed: bool
    """Whether there was a correction at all."""


def written_in(session: Session, issue: Issue, reports: Sequence[Report]) -> Written:
    """What these reports of the issue hold of their reader. To be asked before it is erased."""
    typed = {(report.correction, proposal_of(issue, report)) for report in reports if report.correction}
    known = _said_by_others(session, issue, {report.id for report in reports})
    alone = {text for pair in typed for text in pair if text and text not in known}
    notes = {text for report in reports for text in (report.comment, report.email) if text}
    return Written(frozenset(notes | alone), frozenset(alone), bool(typed))


def _said_by_others(session: Session, issue: Issue, but: set[int]) -> set[str]:
    """The corrections that other readers propose, or the engine by itself; and the quote."""
    theirs = select(Report).where(Report.issue_id == issue.id, Report.correction.is_not(None))
    said = {issue.exact}
    for report in session.scalars(theirs):
        if report.id not in but:
            said |= {report.correction or "", proposal_of(issue, report) or ""}
    rows = select(SuggestionRow).where(SuggestionRow.issue_id == issue.id, SuggestionRow.rule.not_in(_BY_READERS))
    return said | {row.apply_to(issue.exact) for row in session.scalars(rows)}


def erase_from_history(session: Session, issue: Issue, written: Written) -> None:
    """Take it out of the issue's history: from decisions, from what they had changed, from editors' comments."""
    if written.proposed:
        looked = delete(Activity).where(Activity.issue_id == issue.id, Activity.happening.in_(_LOOKED))
        session.execute(looked)
    for entry in session.scalars(select(Activity).where(Activity.issue_id == issue.id)):
        if entry.happening in _DECIDED and entry.text in written.corrections:
            entry.text = ""
        elif entry.happening is Happening.COMMENTED or entry.happening is Happening.REJECTED:
            entry.text = _without(entry.text, written.texts)
        if entry.before and entry.before.get("correction") in written.corrections:
            entry.before = entry.before | {"correction": None}


def _without(text: str, gone: frozenset[str]) -> str:
    for each in sorted(gone, key=len, reverse=True):
        if len(each) >= _SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", _GONE, text, flags=re.IGNORECASE)
    return text


def erase_from_messages(session: Session, issue_id: int) -> None:
    """Take out what channels' other sides have answered to messages that told of the issue: it may quote these.

    Nothing else of a message is kept, sent or not: it is composed when it leaves, of what stands in the issue then.
    """
    telling = select(News.delivery_id).where(News.issue_id == issue_id)
    session.execute(update(Delivery).where(Delivery.id.in_(telling)).values(answer=""))


def erase_from_issue(session: Session, issue: Issue, written: Written, *, now: datetime) -> None:
    """Take it out of the issue: a correction decided on that is this reader's alone, and what was suggested by it."""
    if issue.correction in written.corrections:
        learned = delete(KnownPair).where(KnownPair.issue_id == issue.id).returning(KnownPair.folded)
        keys = session.scalars(learned).all()
        issue.correction = None
        session.flush()
        forget(session, issue.id)
        told = (Issue.site_id == issue.site_id, Issue.word_key.in_(keys), Issue.id != issue.id)
        # A version more: messages on their way see by it that they tell what is gone, and keep no answer.
        spread = update(Issue).where(*told).values(version=Issue.version + 1).returning(Issue.id)
        for number in session.scalars(spread).all():
            _suggest_anew(session, number, now)
    if written.proposed:
        issue.proposed = None
        _suggest_anew(session, issue.id, now)


def _suggest_anew(session: Session, issue_id: int, now: datetime) -> None:
    """Have the engine look again, without what is gone; what it said before goes as well, and answers to it."""
    erase_from_messages(session, issue_id)
    session.execute(delete(SuggestionRow).where(SuggestionRow.issue_id == issue_id))
    said = (Activity.issue_id == issue_id, Activity.happening.in_(_LOOKED))
    session.execute(delete(Activity).where(*said))
    session.execute(update(Issue).where(Issue.id == issue_id).values(confidence=None))
    waiting = {"due_at": now, "attempts": 0, "worker": None, "failure": None}
    task = insert_into(SuggestionTask, dialect_of(session)).values(issue_id=issue_id, **waiting)
    session.execute(task.on_conflict_do_update(index_elements=[SuggestionTask.issue_id], set_=waiting))
