"""The entries of a site's dictionary, a page at a time and in the order of what they are compared by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from service.domain.characters import fold
from service.domain.dictionary import word_key
from service.models import HouseWord, KnownPair

PAGE = 100
Entry = TypeVar("Entry", HouseWord, KnownPair)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Entry]):
    """One page of entries, how many there are in all, and after which key the next page begins."""

    entries: Sequence[Entry]
    total: int
    next: str | None


def listing(session: Session, kind: type[Entry], site_id: int, *, text: str = "", after: str = "") -> Listing[Entry]:
    """The entries that hold this text, from the first, or from the one after this key."""
    chosen = _conditions(kind, site_id, text)
    query = select(kind).where(*chosen, kind.folded > after).options(joinedload(kind.account)).order_by(kind.folded)
    found = session.scalars(query.limit(PAGE + 1)).all()
    return Listing(
        found[:PAGE], count(session, kind, site_id, text=text), found[PAGE - 1].folded if found[PAGE:] else None
    )


def count(session: Session, kind: type[Entry], site_id: int, *, text: str = "") -> int:
    """How many entries hold this text."""
    return session.scalar(select(func.count()).select_from(kind).where(*_conditions(kind, site_id, text))) or 0


def all_words(session: Session, site_id: int) -> Iterator[str]:
    """Every word that the site holds correct, in order."""
    query = select(HouseWord.word).where(HouseWord.site_id == site_id).order_by(HouseWord.folded)
    yield from session.scalars(query.execution_options(yield_per=1000))


def all_pairs(session: Session, site_id: int) -> Iterator[tuple[str, str]]:
    """Every correction that the site has learned: the wrong words and what comes instead, in order."""
    query = select(KnownPair.wrong, KnownPair.correction).where(KnownPair.site_id == site_id)
    rows = session.execute(query.order_by(KnownPair.folded).execution_options(yield_per=1000))
    yield from ((wrong, right) for wrong, right in rows)


def _conditions(kind: type[HouseWord] | type[KnownPair], site_id: int, text: str) -> list[ColumnElement[bool]]:
    wanted = word_key(text) or fold(text)
    return [kind.site_id == site_id, *([kind.folded.contains(wanted, autoescape=True)] if wanted else [])]
