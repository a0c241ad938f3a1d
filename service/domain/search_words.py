"""What full-text search compares: words without case, accents and punctuation, the same on every database."""

import re
import unicodedata

from service.domain.characters import fold

SEARCHED = 8_000
"""Characters of what an issue is found by that readers and their page have said."""
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
"""Chinese and Japanese, which are written without spaces: each character counts as a word, and a word as a phrase."""


def site_token(site_id: int) -> str:
    """A word that stands in what every issue of a site is found by, so that search reads no other site's words."""
    return f"zsite{site_id}z"


def search_words(text: str) -> list[str]:
    """The words of a text, in order, as search compares them."""
    plain = unicodedata.normalize("NFD", fold(text))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return _WORD.findall(_UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", bare)))


def search_phrases(text: str) -> list[list[str]]:
    """What somebody searches for: each of what stands between spaces, as the words that have to follow each other."""
    phrases = (search_words(part) for part in text.split())
    return [phrase for phrase in phrases if phrase]
