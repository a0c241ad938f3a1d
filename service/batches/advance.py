"""One step of a batch: the next so many of its issues."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts.permissions import DECIDERS, role_at
from service.domain.dictionary import word_key
from service.domain.workflow import Decision
from service.errors import BluepencilError, Conflict, NotFound
from service.issues.queue import numbers_after
from service.issues.triage import apply, assign, require_version
from service.issues.undo import undo
from service.issues.view import Scope, View
from service.issues.watch import watch_pages
from service.models import Activity, Batch, HouseWord, Issue, Membership, SuggestionRow
from service.models.suggestion import shown_correction

HOUSE_WORD = "house dictionary"
"""The reason that is noted with issues which an entry of the dictionary has closed."""


def advance(session: Session, batch: Batch, *, now: datetime, most: int) -> bool:
    """Do the next `most` issues of the batch. True when it is finished.

    An issue that somebody changed meanwhile, or that its status keeps from it, is left alone and counted as skipped.
    """
    numbers = _next_numbers(session, batch, most)
    issues = _locked(session, batch, numbers)
    step = _step(session, batch, numbers, now)
    for number in numbers:
        issue = issues.get(number)
        try:
            if issue is None:
                raise NotFound("There is no such issue, or it belongs to a site that you are no member of.")
            step(issue)
            batch.done += 1
        except BluepencilError:
            batch.skipped += 1
        batch.cursor = number
    if batch.action != "assign":
        watch_pages(session, issues.values(), now=now)
    if len(numbers) < most:
        batch.finished_at = now
        _take_word_out(session, batch)
    session.flush()
    return batch.finished_at is not None


def _take_word_out(session: Session, batch: Batch) -> None:
    """A batch that has taken back an addition to the dictionary takes the word out again."""
    undone = session.get(Batch, batch.undoes_id) if batch.undoes_id is not None else None
    if undone is not None and undone.action == "dictionary" and undone.selection["is_new"]:
        sites = set(undone.selection["sites"]) & set(
            batch.selection["sites"]
        )  # who may decide there no more changes nothing
        session.execute(
            delete(HouseWord).where(HouseWord.site_id.in_(sites), HouseWord.folded == word_key(undone.text))
        )


def _next_numbers(session: Session, batch: Batch, most: int) -> list[int]:
    chosen = batch.selection
    if batch.undoes_id is not None:
        query = select(Activity.issue_id).where(Activity.batch_id == batch.undoes_id, Activity.issue_id > batch.cursor)
        return list(session.scalars(query.order_by(Activity.issue_id).limit(most)))
    if "view" in chosen:
        scope = Scope(tuple(chosen["sites"]), batch.account_id, batch.created_at)
        view = View.model_validate(chosen["view"])
        return numbers_after(session, view, scope, above=batch.cursor, upto=chosen["upto"], most=most)
    return [number for number in sorted(map(int, chosen["issues"])) if number > batch.cursor][:most]


def _locked(session: Session, batch: Batch, numbers: Sequence[int]) -> dict[int, Issue]:
    theirs = select(Membership.site_id).where(
        Membership.account_id == batch.account_id, Membership.role.in_(DECIDERS)
    )  # now, and not only when the batch was begun
    mine = (Issue.id.in_(numbers), Issue.site_id.in_(batch.selection["sites"]), Issue.site_id.in_(theirs))
    query = select(Issue).where(*mine).order_by(Issue.id).with_for_update(of=Issue)
    return {issue.id: issue for issue in session.scalars(query)}


def _step(session: Session, batch: Batch, numbers: Sequence[int], now: datetime) -> Callable[[Issue], object]:
    if batch.undoes_id is not None:
        return _undoing(session, batch, numbers, now)
    if batch.action == "assign":
        return _assigning(session, batch, now)
    return _deciding(session, batch, numbers, now)


def _undoing(session: Session, batch: Batch, numbers: Sequence[int], now: datetime) -> Callable[[Issue], object]:
    activities = select(Activity).where(Activity.batch_id == batch.undoes_id, Activity.issue_id.in_(numbers))
    done = {activity.issue_id: activity for activity in session.scalars(activities)}
    return lambda issue: undo(session, issue, done[issue.id], account_id=batch.account_id, now=now, in_batch=True)


def _assigning(session: Session, batch: Batch, now: datetime) -> Callable[[Issue], object]:
    assignee = int(batch.text) if batch.text else None

    def step(issue: Issue) -> None:
        if assignee is not None and role_at(session, assignee, issue.site_id) not in DECIDERS:
            raise Conflict("Nobody of that name may decide issues of this site.")
        assign(session, issue, assignee, account_id=batch.account_id, now=now, batch_id=batch.id)

    return _unchanged(batch, step)


def _deciding(session: Session, batch: Batch, numbers: Sequence[int], now: datetime) -> Callable[[Issue], object]:
    decision = Decision.REJECT if batch.action == "dictionary" else Decision(batch.action)
    reason = HOUSE_WORD if batch.action == "dictionary" else ""
    best = _best(session, numbers) if decision in (Decision.ACCEPT, Decision.RESOLVE) else {}

    def step(issue: Issue) -> None:
        apply(
            session,
            issue,
            decision,
            account_id=batch.account_id,
            now=now,
            correction=shown_correction(issue, best.get(issue.id)) or "",
            reason=reason,
            batch_id=batch.id,
        )

    return _unchanged(batch, step)


def _unchanged(batch: Batch, step: Callable[[Issue], object]) -> Callable[[Issue], object]:
    versions = batch.selection.get("issues", {})

    def checked(issue: Issue) -> None:
        if versions:
            require_version(issue, versions[str(issue.id)])
        step(issue)

    return checked


def _best(session: Session, numbers: Sequence[int]) -> dict[int, SuggestionRow]:
    query = select(SuggestionRow).where(SuggestionRow.issue_id.in_(numbers), SuggestionRow.rank == 0)
    return {row.issue_id: row for row in session.scalars(query)}
