"""Which open issues one word alone has caused."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from service.domain.dictionary import word_key
from service.domain.workflow import Status
from service.models import Issue

MOST = 1_000


def caused_by(session: Session, site_id: int, word: str) -> Sequence[Issue]:
    """The site's open issues whose quote is this word and nothing else, oldest first; the first thousand."""
    query = select(Issue).where(*_about(site_id, word)).options(joinedload(Issue.page))
    return session.scalars(query.order_by(Issue.id).limit(MOST)).all() if word_key(word) else []


def number(session: Session, site_id: int, word: str) -> int:
    """How many these are; at most a thousand."""
    counted = select(Issue.id).where(*_about(site_id, word)).limit(MOST).subquery()
    return session.scalars(select(func.count()).select_from(counted)).one() if word_key(word) else 0


def _about(site_id: int, word: str) -> tuple[ColumnElement[bool], ...]:
    """The addition keeps databases from indexes of open issues: a word's issues are few, the open ones may be many."""
    return Issue.site_id == site_id, Issue.word_key == word_key(word), Issue.status + "" == Status.OPEN.value
