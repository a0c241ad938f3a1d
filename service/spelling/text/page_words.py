"""The words of the page: a name spelled right elsewhere vouches for itself and for its typos' cure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.spelling.text.tokens import words_of

_SHORTEST = 4
_MOST_TIMES = 20
"""More often is no better."""


class PageWords:
    """How often each word stands on the page, in lower case and, if capitalised, as written.

    Each text is counted once: counting a quote and the article that holds it would make every typo
    look confirmed.
    """

    def __init__(self, words: Iterable[str], *, english: bool, whole: bool = False) -> None:
        self.whole = whole
        """Whether all of the page is known, so that counts are what a reader would count."""

        self.count: Counter[str] = Counter()
        self.capitalised: Counter[str] = Counter()
        self._written: dict[str, str] = {}
        for word in words:
            stem = word[:-2] if english and word.endswith("'s") else word
            if len(stem) >= _SHORTEST:
                self.count[stem.lower()] += 1
            if stem[:1].isupper():
                self.capitalised[stem] += 1
                self._written.setdefault(stem.lower(), stem)

    @classmethod
    def gather(
        cls,
        *,
        article: str,
        words: Iterable[str],
        surroundings: str,
        title: str,
        english: bool,
        counted: Mapping[str, int] = MappingProxyType({}),
    ) -> "PageWords":
        """Take the article if there is one, else what was counted on the page, the surroundings, the title, the words.

        What the one has is not counted a second time for the other.
        """
        if article:
            return cls(words_of(article), english=english, whole=True)
        known = [part for word, number in counted.items() for part in words_of(word) * min(number, _MOST_TIMES)]
        seen = set(known)
        near = [word for word in words_of(surroundings) if word not in seen]
        seen |= set(near)
        further = [word for text in (title, *words) for word in words_of(text)]
        extra = [word for word in dict.fromkeys(further) if word not in seen]
        return cls([*known, *near, *extra], english=english, whole=bool(known))

    def others(self, plain: str) -> dict[str, int]:
        """Return the counts of all words but `plain`."""
        return {word: number for word, number in self.count.items() if word != plain}

    def spelling(self, plain: str) -> str | None:
        """Return how the page writes a word that it capitalises, None if it does not."""
        return self._written.get(plain)
