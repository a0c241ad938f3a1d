"""The words of a quote, with their places."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S+|[#@]\w+|\w+@\w+\.\w+|\S*[_/\\]\S*|\w*\d\w*")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_MOST = 40


@dataclass(frozen=True, slots=True)
class Token:
    """One word and where it stands, in code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def words_of(text: str) -> list[Token]:
    """The first 40 words, without possessive s. Addresses, hashtags, code and what holds a digit are not words."""
    prose = _NOT_PROSE.sub(lambda match: " " * len(match[0]), text)
    tokens: list[Token] = []
    for match in _WORD.finditer(prose):
        tokens.append(Token(_POSSESSIVE.sub("", match[0]), match.start()))
        if len(tokens) == _MOST:
            break
    return tokens
