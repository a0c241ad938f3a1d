"""What invented issues of one language are put together from: slips, headlines, names, readers' comments."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from service.demo.phrases import CYRILLIC, LATIN, PHRASES, Phrases
from service.demo.slips import Slip, invented_slip
from service.domain.search_words import search_words


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its words as search compares them, with spaces between."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Stock:
    """One language's stock."""

    slips: tuple[Slip, ...]
    headlines: tuple[Text, ...]
    comments: tuple[Text, ...]
    names: tuple[Text, ...]
    slugs: tuple[str, ...]
    """The names as they stand in addresses."""
    sections: tuple[str, ...]
    authors: tuple[str, ...]


def stock_of(language: str, size: int, random: Random) -> Stock:
    """A stock with so many slips and headlines."""
    phrases = PHRASES[language]
    return Stock(
        slips=tuple(invented_slip(phrases, random) for _ in range(size)),
        headlines=tuple(searched(_headline(phrases, random)) for _ in range(size)),
        comments=tuple(map(searched, phrases.comments.split("|"))),
        names=tuple(searched(name.capitalize()) for name in _names(CYRILLIC if language == "uk" else LATIN)),
        slugs=tuple(_names(LATIN)),
        sections=tuple(phrases.sections.split("|")),
        authors=tuple(phrases.authors.split("|")),
    )


def searched(text: str) -> Text:
    """The text with its words."""
    return Text(text, " ".join(search_words(text)))


def _names(syllables: str) -> Iterator[str]:
    return map("".join, product(syllables.split("|"), repeat=3))


def _headline(phrases: Phrases, random: Random) -> str:
    return " ".join(random.choice(part.split("|")) for part in (phrases.who, phrases.did, phrases.what))
