"""What a site knows of the words of a quote: only these are read, however large its dictionary is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.dictionary import runs, word_key
from service.models import HouseWord, KnownPair


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What of a quote a site holds right, and what it corrected before; both as they are written in the quote."""

    house: frozenset[str]
    pairs: dict[str, str]


def site_words(session: Session, site_id: int, text: str) -> SiteWords:
    """The words and phrases of this text that the site's dictionary has, and those that it has a correction of.

    A pair that corrects the case of letters is meant for just that case, and one of a name for no word in lower case:
    "Turkey" is corrected without the birds.
    """
    written: dict[str, set[str]] = {}
    for run in runs(text):
        if key := word_key(run):
            written.setdefault(key, set()).add(run)
    house = select(HouseWord.folded).where(HouseWord.site_id == site_id, HouseWord.folded.in_(written))
    pairs = select(KnownPair.folded, KnownPair.wrong, KnownPair.correction).where(
        KnownPair.site_id == site_id, KnownPair.folded.in_(written)
    )
    return SiteWords(
        house=frozenset(run for key in session.scalars(house) for run in written[key]),
        pairs={
            run: right
            for key, wrong, right in session.execute(pairs)
            for run in written[key]
            if _is_meant(run, wrong, right)
        },
    )


def _is_meant(run: str, wrong: str, right: str) -> bool:
    if wrong.casefold() == right.casefold():
        return run == wrong
    return wrong.islower() or not run.islower()
