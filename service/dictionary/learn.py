"""What a site learns: words that are right there, and corrections to suggest again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from service.dictionary.questioned import unknown_words
from service.domain.dictionary import entry_of, is_slip, pair_of, whole_pair, word_key
from service.domain.workflow import Status
from service.errors import InvalidInput
from service.models import HouseWord, Issue, KnownPair
from service.models.upsert import dialect_of, insert_into

ADDED, IMPORTED, REJECTED, LEARNED = "added", "imported", "rejected", "learned"
"""How a word or a correction came into the dictionary."""
_AT_ONCE = 500


def add_word(
    session: Session,
    site_id: int,
    text: str,
    *,
    origin: str,
    account_id: int | None,
    now: datetime,
    issue_id: int | None = None,
) -> bool:
    """Hold the word (or phrase of at most four words) correct from now on. False where the site did so already.

    A correction of this very word that was learned before is forgotten. Raises InvalidInput for what can be no entry.
    """
    word = entry_of(text)
    if not word:
        raise InvalidInput(
            "An entry has one to four words, with a letter among them, and at most 100 characters.", field="word"
        )
    values = {"origin": origin, "account_id": account_id, "issue_id": issue_id, "created_at": now}
    return add_entries(session, site_id, {word_key(word): word}, values) == 1


def add_entries(session: Session, site_id: int, words: Mapping[str, str], values: Mapping[str, object]) -> int:
    """Add entries by their keys, with these values each, and forget corrections of them. How many were new."""
    # In one order for everybody, so that two who import do not wait for each other for ever.
    rows = [{"site_id": site_id, "word": words[key], "folded": key, **values} for key in sorted(words)]
    for first in range(0, len(rows), _AT_ONCE):
        keys = [row["folded"] for row in rows[first : first + _AT_ONCE]]
        session.execute(delete(KnownPair).where(KnownPair.site_id == site_id, KnownPair.folded.in_(keys)))
    row = insert_into(HouseWord, dialect_of(session)).on_conflict_do_nothing().returning(HouseWord.id)
    return len(session.connection().execute(row, rows).all()) if rows else 0


def add_pair(
    session: Session, site_id: int, wrong: str, right: str, *, account_id: int | None, now: datetime
) -> tuple[str, str]:
    """Suggest `right` for just these words at this site from now on, whatever was suggested before. The pair as kept.

    Raises InvalidInput where that is no pair, or where the site holds `wrong` correct.
    """
    pair = whole_pair(wrong, right)
    if pair is None:
        raise InvalidInput("Each side has one to four words, and the two differ by their letters.", field="right")
    if is_house_word(session, site_id, pair[0]):
        raise InvalidInput("The dictionary holds “%(word)s” correct.", field="wrong", word=pair[0])
    _put(session, site_id, pair, account_id=account_id, issue_id=None, now=now)
    return pair


def remember_pair(
    session: Session, site_id: int, exact: str, correction: str, *, account_id: int | None, issue_id: int, now: datetime
) -> None:
    """Keep what an editor corrected, to suggest it again at this site; the newest decision about the words counts.

    Nothing is kept of what is longer than four words, of another fact instead of another spelling, nor against what
    somebody has put into the dictionary by hand, which is more deliberate.
    """
    pair = pair_of(exact, correction)
    if pair is None or not is_slip(*pair):
        return
    key = word_key(pair[0])
    learned = delete(HouseWord).where(HouseWord.origin == REJECTED)
    session.execute(learned.where(HouseWord.site_id == site_id, HouseWord.folded == key))
    if not is_house_word(session, site_id, key) and not _is_pair_by_hand(session, site_id, key):
        _put(session, site_id, pair, account_id=account_id, issue_id=issue_id, now=now)


def _put(
    session: Session,
    site_id: int,
    pair: tuple[str, str],
    *,
    account_id: int | None,
    issue_id: int | None,
    now: datetime,
) -> None:
    wrong, right = pair
    contrary = delete(KnownPair).where(KnownPair.site_id == site_id, KnownPair.folded == word_key(right))
    session.execute(contrary.where(KnownPair.correction == wrong))
    newest = {"wrong": wrong, "correction": right, "account_id": account_id, "issue_id": issue_id, "created_at": now}
    newest["origin"] = ADDED if issue_id is None else LEARNED
    row = insert_into(KnownPair, dialect_of(session)).values(site_id=site_id, folded=word_key(wrong), **newest)
    session.execute(row.on_conflict_do_update(index_elements=[KnownPair.site_id, KnownPair.folded], set_=newest))


def is_house_word(session: Session, site_id: int, text: str) -> bool:
    """Whether the site holds this word correct."""
    found = select(HouseWord.id).where(HouseWord.site_id == site_id, HouseWord.folded == word_key(text))
    return session.scalar(found) is not None


def teach(session: Session, issue: Issue, *, rejected: bool, account_id: int | None, now: datetime) -> None:
    """Learn from what was decided: that the words of the quote are right, or that `issue.correction` is.

    Only of words that the engine did not know. Good words are right elsewhere: a rejected "their" does not make every
    "their" right, and one corrected to "there" does not make every other one wrong. What has more than four words, and
    what somebody has put into the dictionary by hand, is left alone.
    """
    unknown = [(word, key) for word in unknown_words(session, issue) if (key := word_key(word))]
    if not rejected:
        pair = pair_of(issue.exact, issue.correction or "")
        if pair is not None and any(key in word_key(pair[0]) for _, key in unknown):
            remember_pair(session, issue.site_id, *pair, account_id=account_id, issue_id=issue.id, now=now)
        return
    if not issue.word_key:
        return
    for word, key in unknown:
        if entry_of(word) and not _is_pair_by_hand(session, issue.site_id, key):
            add_word(
                session,
                issue.site_id,
                word,
                origin=REJECTED,
                account_id=account_id,
                issue_id=issue.id,
                now=now,
            )


def forget(session: Session, issue_id: int) -> None:
    """Unlearn what the decision on this issue has taught, because it was taken back.

    What the last other decision about just these words had taught is learned again. An entry that an issue with a
    longer quote had taught is not, if this issue's decision took its place.
    """
    site_id = session.scalar(select(Issue.site_id).where(Issue.id == issue_id))
    keys = {
        key
        for table in (HouseWord, KnownPair)
        for key in session.scalars(delete(table).where(table.issue_id == issue_id).returning(table.folded))
    }
    for key in sorted(keys):
        same = select(Issue).where(Issue.site_id == site_id, Issue.word_key == key, Issue.id != issue_id)
        corrected = and_(Issue.status.in_((Status.ACCEPTED, Status.RESOLVED)), Issue.correction.is_not(None))
        earlier = session.scalar(
            same.where(or_(Issue.status == Status.REJECTED, corrected)).order_by(Issue.decided_at.desc()).limit(1)
        )
        if earlier is not None and earlier.decided_at is not None:
            is_rejected = earlier.status is Status.REJECTED
            teach(session, earlier, rejected=is_rejected, account_id=earlier.decided_by_id, now=earlier.decided_at)


def _is_pair_by_hand(session: Session, site_id: int, key: str) -> bool:
    by_hand = KnownPair.origin == ADDED
    return (
        session.scalar(select(KnownPair.id).where(KnownPair.site_id == site_id, KnownPair.folded == key, by_hand))
        is not None
    )
