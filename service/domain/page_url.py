"""Which addresses are the same page, and what of an address is kept."""

import re
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from service.domain.characters import drop_invisible
from service.domain.origins import Origin

LONGEST = 2048
"""Characters of an address that are taken."""

_NEVER_RAW = re.compile(r"[\x00-\x20\"<>\\\x7f-\x9f]")
"""What browsers always write in percent."""
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|matomo_\w+|hsa_\w+|_hs\w+|vero_\w+|oly_\w+|__hs\w+|at_(?:medium|campaign|\w+)"
    r"|[a-z]*clid|gclsrc|gbraid|wbraid|mc_[ce]id|igshid?|si|ref_?src|_ga|_gl|yclid|ysclid|_openstat|spm|cmpid|ocid"
    r"|fb_\w+|amp|wt_mc|cmp|mkt_tok|s_cid|rb_clickid|__twitter_impression",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r".*(?:token|session|passw|secret|signature|credential|api_?key|auth|e-?mail)\w*|sid|sig|jwt|otp|code|key|hash|user(?:name)?|state"
    r"|phpsessid|jsessionid",
    re.IGNORECASE,
)
_ENCODED_SLASH = re.compile("%2F", re.IGNORECASE)
"""It is part of a name, where a plain slash stands between two."""


def page_address(url: str, parameters: Collection[str] | None = None) -> str:
    """The address as it is kept and linked to: without the fragment, tracking, and parameters that may be secrets.

    `parameters` are those that a site says make a page another page; they are always kept. Raises
    ValueError for anything but an http or https address of at most 2,048 characters without a user name.
    """
    if len(url) > LONGEST or _NEVER_RAW.search(url) or drop_invisible(url) != url:
        raise ValueError("not an address of a page")
    parts = urlsplit(url)
    if parts.username is not None or "@" in parts.netloc:
        raise ValueError("an address of a page holds no user name")
    origin = str(Origin.of_page(url))
    return urlunsplit(SplitResult(*urlsplit(origin)[:2], parts.path or "/", _kept(parts.query, parameters or ()), ""))


def page_key(url: str, parameters: Collection[str] | None = None) -> str:
    """What is equal for two addresses of one page, whatever the scheme, tracking, order of the query or last slash.

    Only these `parameters` of the query make a page another page; if None are named, all that an address keeps.
    """
    parts = urlsplit(page_address(url, parameters))
    path = "%2F".join(map(_plain, _ENCODED_SLASH.split(parts.path))).rstrip("/") or "/"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if parameters is None or pair[0] in parameters))
    return f"{parts.netloc}{path}{'?' if query else ''}{query}"


def _plain(path: str) -> str:
    """The path with only those characters percent-encoded that need it."""
    return quote(unquote(path), safe="/:@!$&'()*+,;=~-._")


def _kept(query: str, always: Collection[str]) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(n, v) for n, v in pairs if n in always or not (_TRACKING.fullmatch(n) or _SECRET.fullmatch(n))])
