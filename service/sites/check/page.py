"""What of a fetched page matters to the widget."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from service.domain.csp import Policy, ScriptTag, policies
from service.domain.origins import Origin
from service.domain.page_tags import Tag, tags_of
from service.outbound.answers import Answer

_OURS = re.compile(r"/(?:w/(?P<key>[A-Za-z0-9_-]{1,40})|widget(?:/(?P<version>[0-9a-f.-]+))?)\.js")
_CHARSET = re.compile(r"charset=\"?([a-z0-9_-]+)", re.IGNORECASE)
_CAPTION = ("bluepencil-caption", "data-bluepencil-caption")


@dataclass(frozen=True, slots=True)
class WidgetTag:
    """A script tag of the widget. `version` is set for the script of one version; `key` is what the tag names."""

    script: ScriptTag
    key: str
    version: str
    origin: str
    has_crossorigin: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a browser would see it before any script runs."""

    url: str
    tags: list[WidgetTag]
    policies: list[Policy]
    """All that are enforced: those of the header, and those of the page's own metas."""
    has_caption: bool
    language: str


def read_page(answer: Answer) -> Page:
    """The page of this answer."""
    widgets: list[WidgetTag] = []
    enforced = policies(answer.all("content-security-policy"))
    base, language, has_caption = answer.url, "", False
    for tag in tags_of(_decoded(answer)):
        if tag.name == "html":
            language = language or tag.get("lang")
        elif tag.name == "base" and tag.get("href"):
            base = urljoin(answer.url, tag.get("href"))
        elif tag.name == "meta" and tag.get("http-equiv").lower() == "content-security-policy":
            enforced += policies([tag.get("content")])
        elif tag.name == "script" and (widget := _widget(tag, base)):
            widgets.append(widget)
        has_caption = has_caption or tag.name == _CAPTION[0] or _CAPTION[1] in tag.attributes
    return Page(answer.url, widgets, enforced, has_caption, language)


def _widget(tag: Tag, base: str) -> WidgetTag | None:
    """The widget's tag, whatever service it names; None for other scripts, and for those that no browser runs."""
    kind = tag.get("type").strip().lower()
    try:
        src = urljoin(base, tag.get("src").strip())
        origin = str(Origin.of_page(src))
        found = _OURS.fullmatch(urlsplit(src).path)
    except ValueError:
        return None
    if not found or not tag.get("src") or kind not in ("", "module", "text/javascript", "application/javascript"):
        return None
    script = ScriptTag(src, tag.get("nonce"), tag.get("integrity"))
    key = found["key"] or tag.get("data-site")
    return WidgetTag(script, key, found["version"] or "", origin, "crossorigin" in tag.attributes)


def _decoded(answer: Answer) -> str:
    """The page's markup. What matters here is ASCII in every encoding that pages have."""
    named = _CHARSET.search(answer.header("content-type"))
    try:
        return answer.body.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")
