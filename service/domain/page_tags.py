"""The opening tags of a page's markup, as far as a browser would act on them.

Not a parser: it skips comments and what is text to a browser (inside of scripts, styles, `noscript` ...), and gives the
tags between. Each character is looked at a fixed number of times, so that no page makes it slow, however it is made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(?:!--|[a-zA-Z])")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_STOP = re.compile(r"=\s*([\"'])|>")
"""Where a tag ends, or a quoted value begins. Quotation marks elsewhere are nothing special."""
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_TEXT_ONLY = frozenset({"script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp", "noembed"})
"""Elements whose content is no markup to a browser that runs scripts, or none that it acts on."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag: its name in lower case, and its attributes, the first of each name."""

    name: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """The attribute's value; empty where there is none."""
        return self.attributes.get(name, "")


def tags_of(markup: str) -> Iterator[Tag]:
    """The opening tags in their order."""
    lower = markup.lower()
    at = 0
    while found := _TAG.search(markup, at):
        start = found.start()
        if found[0] == "<!--":
            end = markup.find("-->", start + 2)
            if end < 0:
                return
            at = end + 3
            continue
        end = _end_of_tag(markup, start)
        if end < 0:
            return
        tag = _tag(markup[start + 1 : end])
        yield tag
        at = end + 1
        if tag.name in _TEXT_ONLY:
            at = lower.find(f"</{tag.name}", at)
            if at < 0:
                return


def _end_of_tag(markup: str, at: int) -> int:
    """Where the tag's `>` is; -1 where it never ends. Quoted values may hold one."""
    while stop := _STOP.search(markup, at):
        if stop[0] == ">":
            return stop.start()
        at = markup.find(stop[1], stop.end()) + 1
        if at == 0:
            break
    return -1


def _tag(inside: str) -> Tag:
    name = _NAME.match(inside)
    assert name is not None
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(inside, name.end()):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        attributes.setdefault(found[1].lower(), unescape(value))
    return Tag(name[0].lower(), attributes)
