"""Text as words, numbers, punctuation and things that are none of a spelling checker's business."""

import re
from enum import Enum, auto
from typing import NamedTuple

from service.spelling.text.normalise import APOSTROPHES, INVISIBLE, normalise

LONGEST_WORD = 40
"""Nothing longer is looked up; it is code, a mistake of markup or an attack."""

_LETTER = r"[^\W\d_]"
_INSIDE = rf"(?:{_LETTER}|[\u0300-\u036f{INVISIBLE}])"
_WORD = rf"{_LETTER}{_INSIDE}*(?:['{APOSTROPHES}‐‑-]{_LETTER}{_INSIDE}*)*"
_OPAQUE = (
    r"(?:https?://|www\.)\S{1,400}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,4}"
    r"|[#@]\w{1,80}"
    r"|[\w-]{1,60}\.(?:com|org|net|info|ua|ru|de|fr|es|pl|it|pt|nl|eu|io|gov|edu|co|tv|html?|js|py|pdf)(?:\.[a-z]{2})?\b"
)
_PLAIN = rf"(?P<word>{_WORD})|(?P<number>\d[\d.,:%]*)|(?P<mark>[.!?…]+|\S)"
_TOKEN = re.compile(rf"(?P<opaque>{_OPAQUE})|{_PLAIN}")
_PLAIN_TOKEN = re.compile(_PLAIN)
_MAY_BE_OPAQUE = re.compile(r"[#@]|https?:|www\.|[\w-]\.[a-z]")
"""Most texts hold nothing opaque, and are read in half the time."""

_WORDS = re.compile(_WORD)
_SENTENCE_END = frozenset(".!?…:")
_CONTRACTIONS = frozenset(
    ("it's", "he's", "she's", "that's", "there's", "here's", "what's", "who's", "where's", "how's", "let's")
)
"""Where "'s" is "is": words of their own, and "it's" is not the possessive of "it"."""

_TRANSPARENT = frozenset("\"“”„«»‘’'([–—-•")


class Kind(Enum):
    """What a token is; `OPAQUE` ones (addresses, hashtags, code) are never looked at."""

    WORD = auto()
    NUMBER = auto()
    MARK = auto()
    OPAQUE = auto()


class Token(NamedTuple):
    """A piece of text at `start` to `end` (code points).

    `plain` is what n-grams know it by: the normalised word in lower case, `<n>` for a number, the
    mark itself. `opens` is true for the first word of a sentence, where a capital means nothing.
    """

    text: str
    start: int
    end: int
    kind: Kind
    plain: str
    opens: bool

    @property
    def is_word(self) -> bool:
        return self.kind is Kind.WORD

    @property
    def seems_name(self) -> bool:
        """Whether this is written with a capital that its place does not explain."""
        return self.text[:1].isupper() and not self.opens


def tokenize(text: str, *, possessives: bool = False) -> list[Token]:
    """Split `text`; with `possessives`, the English "'s" is a token of its own."""
    tokens: list[Token] = []
    glued = -1
    opens = True
    pattern = _TOKEN if _MAY_BE_OPAQUE.search(text) else _PLAIN_TOKEN
    for match in pattern.finditer(text):
        start, end = match.span()
        kind, plain = _classify(match)
        joined = start == glued or text[end : end + 1] in ("_", "\\") or text.endswith("_", 0, start)
        if kind in (Kind.WORD, Kind.NUMBER) and joined:
            kind, plain = Kind.OPAQUE, "<x>"
        if kind in (Kind.WORD, Kind.NUMBER) and _continues(text, end, kind):
            kind, plain = Kind.OPAQUE, "<x>"
        if kind is not Kind.MARK:
            glued = end if kind is Kind.OPAQUE else glued
        token = Token(match.group(), start, end, kind, plain, opens and kind is Kind.WORD)
        parts = possessives and plain.endswith("'s") and plain not in _CONTRACTIONS
        tokens += _parted(token) if parts else [token]
        opens = _opens_next(opens, kind, match.group())
    return tokens


def _parted(token: Token) -> list[Token]:
    cut = token.end - 2
    stem = Token(token.text[:-2], token.start, cut, token.kind, token.plain[:-2], token.opens)
    return [stem, Token(token.text[-2:], cut, token.end, Kind.MARK, "'s", False)]


def _classify(match: re.Match[str]) -> tuple[Kind, str]:
    text = match.group()
    if match.lastgroup == "word":
        plain = normalise(text).lower()
        readable = len(plain) <= LONGEST_WORD and (plain.isascii() or not any(map(str.isnumeric, plain)))
        return (Kind.WORD, plain) if readable else (Kind.OPAQUE, "<x>")
    if match.lastgroup == "number":
        return Kind.NUMBER, "<n>"
    if match.lastgroup == "opaque":
        return Kind.OPAQUE, "<x>"
    return Kind.MARK, text[:1]


def _continues(text: str, end: int, kind: Kind) -> bool:
    """Whether a word runs on into digits or the reverse ("G20", "5th"): not a word then."""
    following = text[end : end + 1]
    return following.isdigit() if kind is Kind.WORD else following.isalpha()


def _opens_next(opens: bool, kind: Kind, text: str) -> bool:
    if kind is not Kind.MARK:
        return False
    if text[0] in _SENTENCE_END:
        return True
    return opens and text[0] in _TRANSPARENT


def words_of(text: str) -> list[str]:
    """Return the words of `text`, normalised, their case kept."""
    return [normalise(match) for match in _WORDS.findall(text)]
