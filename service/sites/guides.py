"""The guides to embedding, as pages of the office: they hold the site's own address and key, and need no network."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.errors import NotFound
from service.models import Site
from service.resources import GUIDES

_SERVICE = "https://pencil.example.org"
_KEY = "Q4oI9hc0NGk7"
"""What stands in the guides for the service and for the site."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide."""

    name: str
    """In its address."""
    title: str
    file: str


GUIDE_LIST = tuple(
    Guide(name, title, f"{name}.md")
    for name, title in (
        ("html", "HTML"),
        ("wordpress", "WordPress"),
        ("ghost", "Ghost"),
        ("hugo-jekyll", "Hugo, Jekyll"),
        ("drupal", "Drupal"),
        ("google-tag-manager", "Google Tag Manager"),
    )
)
REFERENCE = Guide("reference", "", "README.md")
"""All that can be said about embedding, in one page."""
_BY_NAME = {guide.name: guide for guide in (*GUIDE_LIST, REFERENCE)}
_BY_FILE = {guide.file: guide for guide in _BY_NAME.values()}


def guide_of(name: str) -> Guide:
    """The guide of this name. Raises NotFound."""
    if name not in _BY_NAME:
        raise NotFound("There is no such guide.")
    return _BY_NAME[name]


def as_html(guide: Guide, site: Site, base_url: str) -> str:
    """The guide for this site. Nothing in its text is taken for HTML."""
    text = _text(guide.file).replace(_SERVICE, base_url).replace(_KEY, site.key)
    text = text.replace(urlsplit(_SERVICE).netloc, urlsplit(base_url).netloc)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    for token in tokens:
        _lead(token)
    rendered: str = markdown.renderer.render(tokens, markdown.options, {})
    return rendered


def _lead(token: Token) -> None:
    """Have links between the guides lead to their pages, and others to a page of their own."""
    for each in token.children or ():
        target = str(each.attrs.get("href", ""))
        if target in _BY_FILE:
            each.attrs["href"] = _BY_FILE[target].name
        elif target:
            each.attrs |= {"target": "_blank", "rel": "noopener"}


@cache
def _text(file: str) -> str:
    return (GUIDES / file).read_text(encoding="utf-8")
