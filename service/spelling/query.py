"""What the engine is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Query:
    """A quote with what may help to judge it. All texts are normalised (`domain.quote`)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    language: str | None = None
    """A BCP 47 tag."""
    words: Sequence[str] = ()
    """The page's own words: names that are spelled right elsewhere on it."""
    sentence: str = ""
    title: str = ""
    article: str = ""
    correction: str | None = None
    """What a reader proposes instead of `exact`."""
    house_words: Collection[str] = frozenset()
    """What the site holds correct."""
    known_pairs: Mapping[str, str] = field(default_factory=dict)
    """What editors of the site have accepted before: wrong to right."""
