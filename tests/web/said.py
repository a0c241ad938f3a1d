"""What a page says to a person, and what of that is left in English."""

import json
import re
from functools import cache, lru_cache
from html.parser import HTMLParser

from tests.catalogues import catalogue

_SPOKEN = frozenset({"aria-label", "alt", "placeholder", "title"})
_SILENT = frozenset({"code", "kbd", "pre", "script", "style", "textarea"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NO_WORDS = re.compile(r"\S*[@/]\S*|\S+\.example\S*")
"""Addresses of any kind, and names of time zones."""
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?s")


PRODUCTS = {"Slack", "Telegram", "Mattermost", "Discord", "HTML", "WordPress", "Ghost", "Hugo", "Jekyll", "Drupal"}
PRODUCTS |= {"Google", "Tag", "Manager"}
OWN = PRODUCTS | {"CSV", "Blue", "pencil", "Enter", "Esc", "UTC", "en", "age", "English", "Deutsch"}
"""What stands in Latin letters on a page in Cyrillic, besides what the translations have so."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language, self.direction = "", ""
        self.texts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = given.get("lang", ""), given.get("dir", "")
        other = given.get("lang", self.language) != self.language
        if not other:
            self.texts += [value for name, value in given.items() if name in _SPOKEN]
            self.texts += json.loads(given.get("data-says") or "{}").values()
        if tag not in _VOID and (self.silent or other or tag in _SILENT):
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:  # an element whose end may be left out, such as <option>
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent:
            self.texts.append(" ".join(data.split()))


@lru_cache(maxsize=1)
def page(html: str) -> tuple[str, str, list[str]]:
    """The page's language and direction, and what it says in it: texts, names of controls, what its script says."""
    parsed = _Page()
    parsed.feed(html)
    return parsed.language, parsed.direction, [_NO_WORDS.sub("", text) for text in parsed.texts]


def untranslated(html: str) -> list[str]:
    """The messages that a page says in English although its language has other words for them."""
    language, _, texts = page(html)
    said = "\n".join(texts)
    return [message for message, piece, pattern in _patterns(language) if piece in said and pattern.search(said)]


def latin(html: str) -> set[str]:
    """The words of Latin letters, which on a page in Cyrillic hint at a text that gettext has not seen."""
    return set(re.findall(r"(?<!\w)[A-Za-z]{2,}(?!\w)", " ".join(page(html)[2])))


@cache
def borrowed(language: str) -> frozenset[str]:
    """The words of Latin letters in the translations themselves, such as names of products."""
    said = [each for message in catalogue(language) if message.id for each in _each(message.string)]
    return frozenset(re.findall(r"[A-Za-z]+", " ".join(said)))


@cache
def _patterns(language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """For each message how it looks in English; not for those that the language has in words of its own.

    Between the message and its pattern stands the longest piece without a placeholder, which is looked for faster.
    """
    messages = [message for message in catalogue(language) if message.id]
    own = "\n".join(said for message in messages for said in _each(message.string))
    found = []
    for message in messages:
        for original in _each(message.id):
            pieces = _PLACEHOLDER.split(original)
            words = ".+?".join(map(re.escape, pieces))
            pattern = re.compile(rf"(?<!\w){words}(?!\w)")
            if not pattern.search(own):
                found.append((original, max(pieces, key=len), pattern))
    return found


def _each(strings: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [strings] if isinstance(strings, str) else list(strings or ())


def speaks(html: str, language: str, path: str = "") -> None:
    """Fail for a page with anything in English. A part of a page says nothing of its language itself."""
    html = html if html.lstrip().startswith("<!doctype") else f'<html lang="{language}" dir="ltr">{html}'
    assert page(html)[:2] == (language, "ltr"), path
    assert untranslated(html) == [], path
    assert language != "uk" or latin(html) - OWN - borrowed(language) == set(), path
