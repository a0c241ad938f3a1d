"""Cross-origin headers of the public interface. They stand on errors too: a browser hides an answer without them."""

import re
from http import HTTPStatus

from fastapi import Request, Response

_PUBLIC = re.compile(r"/(api/v1|w|widget|widget\.js|openapi\.json)(/.*)?$")
_ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]{1,255}", re.IGNORECASE)


def is_public(request: Request) -> bool:
    """Whether the path belongs to the public interface, which answers programs."""
    return _PUBLIC.match(request.url.path) is not None or request.url.path in ("/healthz", "/readyz", "/metrics")


def public_headers(request: Request) -> dict[str, str]:
    """Headers that let the asking page read the answer. No credentials are ever allowed along."""
    origin = request.headers.get("origin", "")
    headers = {"Vary": "Origin", "Cache-Control": "no-store"}
    if _ORIGIN.fullmatch(origin):
        headers["Access-Control-Allow-Origin"] = origin
    return headers


def preflight(request: Request) -> Response:
    """The answer to a preflight, which is asked only by clients that do not send `text/plain`."""
    headers = public_headers(request) | {
        "Access-Control-Allow-Methods": "POST, GET",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
