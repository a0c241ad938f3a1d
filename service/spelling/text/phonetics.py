"""How a word sounds, roughly: a key that words share which people confuse by ear.

A cousin of Metaphone (L. Philips, "Hanging on the Metaphone", 1990), written for several languages at
once: spellings of one sound are made one, voiced consonants become voiceless, vowels go.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœąęóаеєиіїоуюяыэё")

_FOLD = str.maketrans("cqzvxçśźżšžčćłñńdbgґгдбзвжщц", "kksfksssssskklnntpkкктпсфшшс", "ъь'-hw")
_SOUNDS = {**_FOLD, **dict.fromkeys(map(ord, VOWELS))}
_REPEATED = re.compile(r"(.)\1+")
_SPECIAL = re.compile(r"[kgpwxcsmtdq]|ph")
_RULES = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps(?=[yi])", "s"),
        (r"^x", "s"),
        (r"^wh", "w"),
        (r"ph", "f"),
        (r"ght", "t"),
        (r"(?<!^)gh", ""),
        (r"sch(?=[aeiou])", "sk"),
        (r"tch", "ch"),
        (r"[tcs]i(?=[oa]n?)", "s"),
        (r"sh", "s"),
        (r"ssi(?=on)", "s"),
        (r"sure$", "s"),
        (r"x", "ks"),
        (r"sc(?=[eiy])", "s"),
        (r"cc(?=[eiy])", "ks"),
        (r"c(?=[eiyç])", "s"),
        (r"ck", "k"),
        (r"qu", "k"),
        (r"dg(?=[ei])", "j"),
        (r"g(?=[eiy])", "j"),
        (r"mb$", "m"),
        (r"mn$", "m"),
    )
)


def same_sound(one: str, other: str) -> bool:
    """Whether two letters fold to the same sound ("d" and "t")."""
    return one.translate(_FOLD) == other.translate(_FOLD)


@lru_cache(maxsize=4096)
def sound_key(word: str) -> str:
    """Return the key of a lower-case word: its consonants' sounds, with an "A" for a leading vowel."""
    return sound_keys([word])[0]


def sound_keys(words: Sequence[str]) -> list[str]:
    """Return the keys of many words, none of them with a line break, at once: much faster than one by one."""
    spelled = "\n".join(words)
    if _SPECIAL.search(spelled):
        for pattern, sound in _RULES:
            spelled = pattern.sub(sound, spelled)
    consonants = _REPEATED.sub(r"\1", spelled.translate(_SOUNDS))
    return [
        "A" + key if line[:1] in VOWELS else key
        for line, key in zip(spelled.split("\n"), consonants.split("\n"), strict=True)
    ]
