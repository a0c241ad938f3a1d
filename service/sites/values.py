"""Single values of a site's settings: cleaned, or refused with a message for whoever typed them."""

import re
from typing import Any

from pydantic_core import PydanticCustomError

from service.domain.characters import clean, clean_line, has_surrogate
from service.domain.colours import parse_colour
from service.domain.css_selectors import parse_selector
from service.domain.origins import Origin
from service.domain.url_patterns import parse_pattern
from service.messages import Marked, marked
from service.sites.widget import languages as spoken
from service.web.speech import time_zones

WRONG = "wrong_setting"
"""The type of the errors that are raised here; their messages are for people, with `%(name)s` for the context."""
MOST_ORIGINS = 50
MOST_LANGUAGES = 20
MOST_PATTERNS = 50
LONGEST_CAPTION = 200
LONGEST_RULES = 600
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_PARAMETER = re.compile(r"[^\s&=#?,%]{1,100}")
_CAPTION = re.compile(r"[^\[\]]*\[[^\[\]]+\][^\[\]]*")


def name(text: str) -> str:
    """A site's name."""
    called = _readable(clean_line, text)
    if not 1 <= len(called) <= 100:
        raise _wrong("A site's name has 1 to 100 characters.")
    return called


def origins(texts: list[str]) -> list[str]:
    """The origins whose pages may post, each once."""
    parsed = []
    for text in texts:
        try:
            parsed.append(str(Origin.parse(text.strip(), pattern=True)))
        except ValueError as error:
            reason = error.args[0] if isinstance(error.args[0], Marked) else marked("not a host name")
            raise _wrong("“%(text)s” is no origin: %(reason)s.", text=text.strip(), reason=reason) from None
    if not parsed:
        raise _wrong("A site has at least one origin, such as https://news.example.org.")
    return _few(parsed, MOST_ORIGINS)


def languages(tags: list[str]) -> list[str]:
    """Language tags, the main one first, each once."""
    for tag in tags:
        if not _LANGUAGE.fullmatch(tag) or len(tag) > 35:
            raise _wrong("“%(text)s” is no language tag: use en, de, pt-BR ...", text=tag)
    if not tags:
        raise _wrong("A site has at least one language, such as en.")
    return _few(tags, MOST_LANGUAGES)


def time_zone(text: str) -> str:
    """The name of a time zone; empty for UTC."""
    if text == "UTC":
        return ""
    if text and text not in time_zones():
        raise _wrong("There is no time zone of this name.")
    return text


def selector(text: str) -> str:
    """A CSS selector."""
    if not text.strip():
        return ""
    try:
        return parse_selector(text)
    except ValueError:
        raise _wrong("This is no CSS selector, such as: article, .story-body") from None


def patterns(texts: list[str]) -> list[str]:
    """Patterns of addresses."""
    parsed = []
    for text in texts:
        try:
            parsed.append(parse_pattern(text))
        except ValueError:
            raise _wrong("“%(text)s” is no address: write /archive/* or blog.example.org/*", text=text) from None
    return _few(parsed, MOST_PATTERNS)


def parameters(names: list[str]) -> list[str]:
    """Names of parameters in the query of an address."""
    for each in names:
        if not _PARAMETER.fullmatch(each) or has_surrogate(each):
            raise _wrong("“%(text)s” is no name of a parameter: for ?id=7 it is id.", text=each)
    return _few(names, MOST_PATTERNS)


def colour(text: str) -> str:
    """A colour as `#rrggbb`; empty for the widget's own."""
    if not text.strip():
        return ""
    try:
        return parse_colour(text)
    except ValueError:
        raise _wrong("This is no colour: write it as #0b5563.") from None


def caption(text: str) -> str:
    """The line that tells readers what they can do; the words to press stand in square brackets."""
    line = _readable(clean_line, text)
    if len(line) > LONGEST_CAPTION:
        raise _wrong("This line has more than %(most)s characters.", most=LONGEST_CAPTION)
    if line and not _CAPTION.fullmatch(line):
        raise _wrong("Put the words to press in square brackets, once: select it and press [Ctrl+Enter]")
    return line


def rules(text: str) -> str:
    """House rules, whose line breaks are kept."""
    cleaned = _readable(clean, text)
    if len(cleaned) > LONGEST_RULES:
        raise _wrong("This text has more than %(most)s characters.", most=LONGEST_RULES)
    return cleaned


def spoken_languages(given: Any) -> Any:
    """Words by language: those that the widget speaks, as it writes them."""
    if isinstance(given, dict) and not set(given) <= spoken():
        raise _wrong("The dialog speaks %(languages)s, and no other language.", languages=", ".join(sorted(spoken())))
    return given


def _few(texts: list[str], most: int) -> list[str]:
    once = list(dict.fromkeys(texts))
    if len(once) > most:
        raise _wrong("These are more than %(most)s.", most=most)
    return once


def _readable(clean_up: Any, text: str) -> str:
    """Cleaned; a half surrogate, which no database takes, is refused."""
    if has_surrogate(text):
        raise _wrong("This holds a character that cannot be kept.")
    cleaned: str = clean_up(text)
    return cleaned


def _wrong(message: str, **context: object) -> PydanticCustomError:
    return PydanticCustomError(WRONG, message, context)
