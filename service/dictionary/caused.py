"""Which issues a word alone has caused: those that are settled when it comes into the dictionary."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.dictionary import word_key
from service.domain.workflow import Status
from service.models import Issue

MOST = 1_000


def caused_by(session: Session, site_id: int, word: str) -> Sequence[Issue]:
    """The site's open issues whose quote is just this word or phrase, oldest first; the first thousand."""
    key = word_key(word)
    if not key:
        return []
    query = select(Issue).where(Issue.site_id == site_id, Issue.word_key == key, Issue.status == Status.OPEN)
    return session.scalars(query.order_by(Issue.id).limit(MOST)).all()
