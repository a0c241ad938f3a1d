"""Readers' text in Markdown, as Mattermost and Discord know it."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:])")
_APART = "\u200b"
"""A space of no width: what it stands in is no name and no address any more, and reads as before."""


def escape(text: str) -> str:
    """The text with nothing in it that is markup, calls anybody (`@all`, `@everyone`) or becomes a link by itself."""
    apart = text.replace("@", f"@{_APART}").replace("://", f":{_APART}//").replace("www.", f"www{_APART}.")
    return _SIGNS.sub(r"\\\1", apart)


def link(address: str, text: str) -> str:
    """A link with this text, which is escaped."""
    return f"[{text}]({address})"
