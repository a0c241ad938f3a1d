"""Taking entries out of a site's dictionary."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.domain.dictionary import word_key
from service.models import HouseWord, KnownPair


def remove_word(session: Session, site_id: int, number: int) -> str | None:
    """Hold the word with this number correct no more. The word, or None where it is gone already."""
    gone = delete(HouseWord).where(HouseWord.id == number, HouseWord.site_id == site_id)
    return session.scalar(gone.returning(HouseWord.word))


def remove_pair(session: Session, site_id: int, number: int) -> tuple[str, str] | None:
    """Suggest the correction with this number no more. The pair, or None where it is gone already."""
    gone = delete(KnownPair).where(KnownPair.id == number, KnownPair.site_id == site_id)
    row = session.execute(gone.returning(KnownPair.wrong, KnownPair.correction)).first()
    return None if row is None else (row[0], row[1])


def remove_text(session: Session, site_id: int, text: str) -> bool:
    """Take the word out, however its case; a learned correction of it as well. Whether there was one."""
    key = word_key(text)
    gone = [
        session.scalar(delete(kind).where(kind.site_id == site_id, kind.folded == key).returning(kind.id))
        for kind in (HouseWord, KnownPair)
    ]
    return any(number is not None for number in gone)
