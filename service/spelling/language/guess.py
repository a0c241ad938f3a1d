"""Which language words are in, by the little words that every sentence has."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def guess_scores(words: Iterable[str]) -> Counter[str]:
    """Return, for each language, how many of the lower-case `words` are among its most frequent."""
    table = _common_words()
    scores: Counter[str] = Counter()
    for word in words:
        scores.update(table.get(word, ()))
    return scores


def guess_language(words: Iterable[str]) -> str | None:
    """Return the language that `words` are probably in, None if there is no telling."""
    ranking = guess_scores(words).most_common(2)
    if not ranking or (len(ranking) == 2 and ranking[0][1] == ranking[1][1]):
        return None
    return ranking[0][0]


@cache
def _common_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of every common word; a line of the file is a language and its words."""
    text = files("service.spelling").joinpath("packs", "common_words.txt").read_text("utf-8")
    table: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        language, *words = line.split()
        for word in words:
            table[word] = (*table.get(word, ()), language)
    return table
