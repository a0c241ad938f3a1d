"""Pages: Jinja templates with what every page needs, and addresses of static files that change with their content."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.resources import STATIC, TEMPLATES
from service.web import text_filters
from service.web.speech import Speech, spoken


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja environment: everything is escaped, and a name that was not passed is an error."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals["static"] = static_url
    jinja.filters.update(text_filters.FILTERS)
    return jinja


@lru_cache(maxsize=64)
def static_url(name: str) -> str:
    """The address of a static file, with a hash of its content so that it may be cached for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def render(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page, in the language of its `editor`, if it has one, else in one that the browser asks for.

    It is private: no cache between here and the browser may keep it.
    """
    speech = speech_of(request, values.get("editor"))
    html = environment().get_template(template).render(request=request, **speech.names(), **values)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"} | dict(headers or {}))


def speech_of(request: Request, editor: Any = None) -> Speech:
    """The language and time zone to speak to somebody in."""
    language = spoken(getattr(editor, "language", ""), request.headers.get("accept-language", ""))
    return Speech(language, getattr(editor, "time_zone", ""))


def render_problem(request: Request, status: HTTPStatus, detail: str, headers: Mapping[str, str]) -> HTMLResponse:
    """The page that tells a person what went wrong and where to go on."""
    return render(request, "problem.html", {"status": status, "detail": detail}, status=status, headers=headers)
