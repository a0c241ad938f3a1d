"""What a site knows of the words of a quote: only these are read, however large its dictionary is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.dictionary import MOST_WORDS, word_key
from service.models import HouseWord, KnownPair

_MOST = 400
"""Words of a quote that are looked up; one has at most 1,000 characters."""


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What of a quote a site holds right, and what it corrected before."""

    house: frozenset[str]
    pairs: dict[str, str]


def site_words(session: Session, site_id: int, text: str) -> SiteWords:
    """The entries of the site's dictionary, and its known pairs, that stand in this text."""
    keys = _keys(text)
    house = select(HouseWord.word).where(HouseWord.site_id == site_id, HouseWord.folded.in_(keys))
    pairs = select(KnownPair.wrong, KnownPair.correction).where(
        KnownPair.site_id == site_id, KnownPair.folded.in_(keys)
    )
    return SiteWords(frozenset(session.scalars(house)), dict(iter(session.execute(pairs))))


def _keys(text: str) -> set[str]:
    words = text.split()[:_MOST]
    runs = (
        " ".join(words[first : first + length])
        for first in range(len(words))
        for length in range(1, min(MOST_WORDS, len(words) - first) + 1)
    )
    return {key for key in map(word_key, runs) if key}
