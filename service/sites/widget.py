"""The widget as it is served: the built script, with a site's settings put into it."""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.models import Site
from service.resources import WIDGET
from service.sites.options import served_options

_MARKER = b'"__BLUEPENCIL__"'
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Script:
    """A script's bytes with the tag that changes when they do."""

    content: bytes
    etag: str


@lru_cache(maxsize=1)
def plain_script() -> Script:
    """The script that configures itself by its tag's `data-*` attributes. Raises FileNotFoundError if not built."""
    return _script((WIDGET / "widget.js").read_bytes())


@lru_cache(maxsize=2)
def _template(name: str) -> bytes:
    """The same script without texts of its own, which `site_script` puts into it with the settings."""
    return (WIDGET / name).read_bytes()


@lru_cache(maxsize=1)
def version() -> str:
    """The version of the built widget; its last part is the beginning of the script's SHA-256."""
    return (WIDGET / "version.txt").read_text(encoding="ascii").strip()


def integrity() -> str:
    """The hash for a tag's `integrity` attribute (W3C Subresource Integrity)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(plain_script().content).digest()).decode()


def site_script(site: Site, base_url: str, *, key: str = "", language: str = "") -> Script:
    """The script for one site, with its settings and the texts of its main language: the tag needs nothing else.

    `key` is the one that was asked for, which may be the site's former one: reports that wait in a browser are kept
    under it. Only sites that name pages get the code for that.
    """
    tongue = nearest_language(language or site.languages[0])
    options = served_options(site)
    settings = {
        "site": key or site.key,
        "endpoint": base_url,
        "lang": tongue,
        "texts": site_texts(site, tongue),
        "options": options,
    }
    names_pages = "allowed" in options or "ignored" in options
    before, marker, after = _template("site-pages.js" if names_pages else "site.js").partition(_MARKER)
    if not marker:
        raise LookupError("the built widget has no place for settings: build it again")
    return _script(before + _as_script(settings) + after)


def site_texts(site: Site, language: str) -> dict[str, str]:
    """The widget's texts in one of its languages, with the site's own words in their place."""
    own: dict[str, str] = site.widget_options.get("wording", {}).get(language, {})
    return texts(language) | own


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that the widget speaks."""
    return frozenset(file.stem for file in (WIDGET / "texts").glob("*.json"))


def nearest_language(tag: str) -> str:
    """The widget's language for a tag: itself, without its region, or English."""
    for candidate in (tag, tag.partition("-")[0].lower()):
        if candidate in languages():
            return candidate
    return _FALLBACK


@lru_cache(maxsize=64)
def texts(language: str) -> dict[str, str]:
    """The widget's texts in one of its languages."""
    content: dict[str, str] = json.loads(texts_file(language).read_text(encoding="utf-8"))
    return content


def texts_file(language: str) -> Path:
    """The file of a language's texts."""
    return WIDGET / "texts" / f"{language}.json"


def _as_script(value: object) -> bytes:
    """JSON that is safe inside any script: no tag can begin in it, and no line separator ends it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode()


def _script(content: bytes) -> Script:
    return Script(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
