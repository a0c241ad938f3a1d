"""Abbreviations ("ca. 1600"): no words, whatever they resemble."""

from service.spelling.findings.passage import Passage
from service.spelling.text.tokens import Token

_ABBREVIATION = 4
_PLURAL = "гг"


def abbreviates(passage: Passage, token: Token) -> bool:
    """Whether a short word has a full stop after it that ends no sentence ("ca. 1600"), or is a plural ("гг.")."""
    after = passage.text[token.end : token.end + 3].rstrip()
    following = after[1:].lstrip()[:1]
    if len(token.plain) == len(_PLURAL) and token.plain[0] == token.plain[1] and after[:1] == ".":
        return True
    return len(token.text) <= _ABBREVIATION and after[:1] == "." and (following.isdigit() or following.islower())
