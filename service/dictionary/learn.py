"""What a site learns from its editors: words that are right there, and corrections to suggest again."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.domain.dictionary import entry_of, pair_of, word_key
from service.errors import InvalidInput
from service.models import HouseWord, KnownPair
from service.models.upsert import dialect_of, insert_into

ADDED, IMPORTED, REJECTED = "added", "imported", "rejected"
"""How a word came into the dictionary."""


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
        raise InvalidInput("An entry of the dictionary has one to four words and at most 100 characters.", field="word")
    values = {
        "site_id": site_id,
        "word": word,
        "folded": word_key(word),
        "origin": origin,
        "account_id": account_id,
        "issue_id": issue_id,
        "created_at": now,
    }
    session.execute(delete(KnownPair).where(KnownPair.site_id == site_id, KnownPair.folded == values["folded"]))
    row = insert_into(HouseWord, dialect_of(session)).values(values)
    return session.scalar(row.on_conflict_do_nothing().returning(HouseWord.id)) is not None


def remember_pair(
    session: Session, site_id: int, exact: str, correction: str, *, account_id: int, issue_id: int, now: datetime
) -> None:
    """Keep what an editor corrected, to suggest it again at this site; the newest decision about the words counts.

    Nothing is kept of what is longer than four words, nor against the house dictionary, which is more deliberate.
    """
    pair = pair_of(exact, correction)
    if pair is None or word_key(pair[0]) == word_key(pair[1]) or is_house_word(session, site_id, pair[0]):
        return
    values = {
        "site_id": site_id,
        "wrong": pair[0],
        "folded": word_key(pair[0]),
        "correction": pair[1],
        "account_id": account_id,
        "issue_id": issue_id,
        "created_at": now,
    }
    row = insert_into(KnownPair, dialect_of(session)).values(values)
    newer = {name: row.excluded[name] for name in ("wrong", "correction", "account_id", "issue_id", "created_at")}
    session.execute(row.on_conflict_do_update(index_elements=[KnownPair.site_id, KnownPair.folded], set_=newer))


def is_house_word(session: Session, site_id: int, text: str) -> bool:
    """Whether the site holds this word correct."""
    found = select(HouseWord.id).where(HouseWord.site_id == site_id, HouseWord.folded == word_key(text))
    return session.scalar(found) is not None


def forget(session: Session, issue_id: int) -> None:
    """Unlearn what the decision on this issue has taught, because it was taken back."""
    for table in (HouseWord, KnownPair):
        session.execute(delete(table).where(table.issue_id == issue_id))
