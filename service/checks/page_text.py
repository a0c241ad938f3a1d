"""The normalised text of a page's markup, as tests/vectors/README.md defines it where there is no browser.

No parser is safe with all markup: 200,000 open `<div>` keep this one busy for minutes, and nothing interrupts it. Call
this in a process that may be ended (`reader.py`).
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.domain.quote import normalise

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "noframes",
        "noembed",
        "template",
        "title",
        "textarea",
        "select",
        "datalist",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "rp",
        "bluepencil-caption",
    ]
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def page_text(markup: str) -> str:
    """What a reader sees of the page, normalised; empty where there is nothing."""
    root = LexborHTMLParser(markup).root
    return normalise(_pieces(root)) if root is not None else ""


def _pieces(root: LexborNode) -> Iterator[str]:
    """The text of each visible text node, and a line break for each boundary of a block."""
    node: LexborNode | None = root
    while node is not None:
        inside = None
        if node.is_text_node:
            yield _text(node)
        elif node.is_element_node and not _is_skipped(node):
            yield from _boundary(node)
            inside = node.first_child
        if inside is not None:
            node = inside
            continue
        while node is not None and node.next is None:
            node = node.parent if node.mem_id != root.mem_id else None
            if node is not None:
                yield from _boundary(node)
        node = node and node.next


def _text(node: LexborNode) -> str:
    text = node.text_content or ""
    return " " if text == "\n" else text  # a line break of its own would stand for a boundary


def _boundary(node: LexborNode) -> Iterator[str]:
    if node.tag in _BLOCKS:
        yield "\n"


def _is_skipped(node: LexborNode) -> bool:
    if node.tag in _SKIPPED:
        return True
    attributes = node.attributes
    return (
        (node.tag == "dialog" and "open" not in attributes)
        or ("hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found")
        or "data-bluepencil-caption" in attributes
        or _HIDING.search(attributes.get("style") or "") is not None
    )
