"""The words of a language: wordfreq's frequencies, judged by hunspell, and the dictionaries' own stems."""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from service.spelling.build.aside import Aside
from service.spelling.build.dictionaries import Judge, entries
from service.spelling.data.lexicon import Standing
from service.spelling.language.profiles import Profile
from service.spelling.text.normalise import normalise
from service.spelling.text.scripts import foreign_letters
from service.spelling.text.tokens import LONGEST_WORD

STEM_ZIPF = 0.6
"""The frequency taken for a word of the dictionary that no text had."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_UNLISTED_FLOOR = 2.0
_SEEN_FLOOR = 1.2
_UNLISTED_SHORTEST = 3


class Entry(NamedTuple):
    """A word in lower case with its Zipf frequency and what the dictionaries say of it."""

    word: str
    zipf: float
    standing: Standing


class Words(NamedTuple):
    """The words of a language in alphabetical order, and those too rare to be listed that no dictionary has."""

    entries: list[Entry]
    seen: list[str]


def read_words(profile: Profile, dictionaries: dict[str, bytes]) -> Words:
    """Return the words of a language."""
    judge = Judge(profile, dictionaries)
    stems = {normalise(stem) for stem in entries(dictionaries)}
    cased = {stem.lower() for stem in stems if not stem.islower()}
    frequencies = _frequencies(profile)
    if profile.sharp_s:
        frequencies = with_sharp_s(frequencies, judge.accepts)
    table: dict[str, Entry] = {}
    seen: list[str] = []
    for (word, zipf), standing in zip(frequencies.items(), _standings(list(frequencies), judge, cased), strict=True):
        if standing is not Standing.UNLISTED or (zipf >= _UNLISTED_FLOOR and len(word) >= _UNLISTED_SHORTEST):
            table[word] = Entry(word, zipf, standing)
        elif zipf >= _SEEN_FLOOR:
            seen.append(word)
    for written in sorted(stems):
        word = written.lower()
        if word in table or not _is_word(word, profile) or not judge.accepts(written):
            continue
        common = written == word or judge.accepts(word)
        table[word] = Entry(word, STEM_ZIPF, Standing.COMMON if common else Standing.NAME)
    return Words([table[word] for word in sorted(table)], sorted(set(seen)))


def _frequencies(profile: Profile) -> dict[str, float]:
    """Return the Zipf frequencies of the words in texts, in lower case, the most frequent first."""
    found: dict[str, float] = {}
    for written, frequency in import_module("wordfreq").get_frequency_dict(profile.code, "best").items():
        word = normalise(written).lower()
        zipf = round(math.log10(frequency) + 9, 2)
        if zipf < profile.rarest:
            break
        if word not in found and _is_word(word, profile):
            found[word] = zipf
    return found


def with_sharp_s(frequencies: Mapping[str, float], accepts: Callable[[str], bool]) -> dict[str, float]:
    """Return `frequencies`, which are told of words with ß under ss, with those words as well.

    The words with ss remain: the Swiss write them so.
    """
    found = dict(frequencies)
    for word, zipf in frequencies.items():
        for match in re.finditer("ss", word):
            sharp = f"{word[: match.start()]}ß{word[match.end() :]}"
            if accepts(sharp) or accepts(sharp[:1].upper() + sharp[1:]):
                found.setdefault(sharp, zipf)
    return found


def _standings(words: Sequence[str], judge: Judge, cased: Collection[str]) -> list[Standing]:
    """Return the standing of each word; half of them is judged beside, since a dictionary takes its time."""
    middle = len(words) // 2
    beside = Aside(lambda: [_standing(word, judge, cased) for word in words[middle:]])
    return [*(_standing(word, judge, cased) for word in words[:middle]), *beside.found()]


def _is_word(word: str, profile: Profile) -> bool:
    return (
        len(word) <= LONGEST_WORD and _WORD.fullmatch(word) is not None and not foreign_letters(word, profile.cyrillic)
    )


def _standing(word: str, judge: Judge, cased: Collection[str]) -> Standing:
    """Return the standing of `word`; `cased` are the stems with capitals anywhere ("NATO"), in lower case."""
    if judge.capitals_are_free and judge.accepts(word):
        return Standing.COMMON  # most words are: to ask about their capitals as well takes twice the time
    if judge.accepts(word[:1].upper() + word[1:]):
        return Standing.COMMON if judge.accepts(word) else Standing.NAME
    return Standing.NAME if word in cased else Standing.UNLISTED
