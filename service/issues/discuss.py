"""Comments on an issue, and colleagues who are named in them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.accounts.members import members_of
from service.domain.characters import clean
from service.domain.events import Happening
from service.errors import InvalidInput
from service.models import Account, Activity, Issue, Mention
from service.notifications.personal import call

LONGEST_COMMENT = 2000
_NAMED = re.compile(r"(?<![\w@.])@([\w.+-]{1,64}(?:@[\w.-]{1,180}\w)?)")


def comment(session: Session, issue: Issue, text: str, *, account_id: int, now: datetime) -> Activity:
    """Add an editor's comment to the history, and tell those whom it names.

    A name is @ with a first name, an address, or what stands before its @. Raises InvalidInput for an empty comment, or
    one that is too long.
    """
    said = clean(text, joiners=True)
    if not 1 <= len(said) <= LONGEST_COMMENT:
        raise InvalidInput("A comment has 1 to %(most)s characters.", field="comment", most=LONGEST_COMMENT)
    activity = Activity(issue_id=issue.id, account_id=account_id, happening=Happening.COMMENTED, text=said, at=now)
    session.add(activity)
    session.flush()
    for colleague in named_in(said, members_of(session, issue.site_id)):
        session.add(Mention(account_id=colleague.id, activity_id=activity.id, issue_id=issue.id))
        call(session, colleague.id, activity)
    return activity


def named_in(text: str, people: Iterable[Account]) -> list[Account]:
    """Those of these people whom a text names with @."""
    names = {name.lower().rstrip(".-") for name in _NAMED.findall(text)}
    return [person for person in people if names & _handles(person)]


def colleagues_by_handle(people: Sequence[Account], *, but: int) -> dict[str, Account]:
    """What names each of these people, and nobody else of them, in a comment; `but` is the number of who writes it.

    A first name if it is one person's, else what stands before the @ of the address, else the address.
    """
    taken = Counter(handle for person in people for handle in _handles(person))
    found = {}
    for person in people:
        handles = [*person.name.split()[:1], person.email.partition("@")[0], person.email]
        own = (each for each in handles if taken[each.lower()] == 1 and named_in(f"@{each}", [person]))
        handle = next(own, None)
        if handle is not None and person.id != but:
            found[handle] = person
    return found


def _handles(person: Account) -> set[str]:
    first_name = person.name.split()[0].lower() if person.name.split() else ""
    return {first_name, person.email, person.email.partition("@")[0]} - {""}


def unseen_mentions(session: Session, account_id: int) -> int:
    """How many comments name this editor that they have not seen."""
    query = select(func.count()).where(Mention.account_id == account_id, Mention.seen_at.is_(None))
    return session.scalars(query).one()


def newest_mention(session: Session, account_id: int, site_ids: Collection[int]) -> Issue | None:
    """The issue of these sites whose comment named this editor last, of those that they have not seen."""
    named = (Mention.account_id == account_id, Mention.seen_at.is_(None), Issue.site_id.in_(site_ids))
    query = select(Issue).join(Mention, Mention.issue_id == Issue.id).where(*named)
    return session.scalar(query.order_by(Mention.activity_id.desc()).limit(1))


def is_named(session: Session, issue_id: int, account_id: int) -> bool:
    """Whether an unseen comment on the issue names this editor."""
    query = select(Mention.activity_id).where(Mention.account_id == account_id, Mention.issue_id == issue_id)
    return session.scalar(query.where(Mention.seen_at.is_(None)).limit(1)) is not None


def mark_seen(session: Session, issue_id: int, account_id: int, *, now: datetime) -> None:
    """Note that this editor has seen the comments on an issue that name them."""
    mine = (Mention.account_id == account_id, Mention.issue_id == issue_id, Mention.seen_at.is_(None))
    session.execute(update(Mention).where(*mine).values(seen_at=now))
