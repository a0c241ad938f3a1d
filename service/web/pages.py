"""Pages: Jinja templates with what every page needs, and addresses of static files that change with their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.errors import BluepencilError
from service.messages import marked
from service.resources import TEMPLATES
from service.web import text_filters
from service.web.speech import Speech, english_of, spoken
from service.web.static_files import static_url

_TITLES = {
    HTTPStatus.NOT_FOUND: marked("Not found"),
    HTTPStatus.FORBIDDEN: marked("Not allowed"),
    HTTPStatus.METHOD_NOT_ALLOWED: marked("Not allowed"),
    HTTPStatus.CONFLICT: marked("Not done"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("Too large"),
    HTTPStatus.TOO_MANY_REQUESTS: marked("Too many requests"),
    HTTPStatus.SERVICE_UNAVAILABLE: marked("Not available right now"),
    HTTPStatus.INTERNAL_SERVER_ERROR: marked("Something went wrong"),
}
_SOMETHING = marked("That cannot be done")
_NO_LONGER = marked("This link is no longer valid")


@dataclass(frozen=True, slots=True)
class _Ended:
    """What the page says of a link that worked once, and where its reader goes on from there."""

    heading: str
    path: str
    leads_to: str


_ENDED = {
    "invitation_gone": _Ended(marked("This invitation is no longer valid"), "/login", marked("Log in")),
    "reset_gone": _Ended(_NO_LONGER, "/forgotten", marked("Ask for another link")),
    "email_gone": _Ended(_NO_LONGER, "/desk/account", marked("Go to your account")),
    "channel_gone": _Ended(_NO_LONGER, "", ""),
    "decision_gone": _Ended(_NO_LONGER, "/desk", marked("Go to the desk")),
    "mails_gone": _Ended(marked("No more of these e-mails"), "", ""),
}
"""By the codes of errors."""


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


def render(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page, in the language of its `editor`, or of whoever is known to ask, else in one that the browser asks for.

    Its days are those of the editor's time zone, else of the `zone` that a page of one site passes.
    It is private: no cache between here and the browser may keep it.
    """
    speech = speech_of(request, values.get("editor"), zone=values.get("zone", ""))
    html = environment().get_template(template).render(request=request, **speech.names(), **values)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"} | dict(headers or {}))


def speech_of(request: Request, editor: Any = None, *, zone: str = "") -> Speech:
    """The language and time zone to speak to somebody in; `zone` is for those who chose none."""
    editor = editor or getattr(request.state, "editor", None)
    asked = request.headers.get("accept-language", "")
    language = spoken(getattr(editor, "language", ""), asked)
    return Speech(language, getattr(editor, "time_zone", "") or zone, english_of(asked))


def render_problem(
    request: Request, status: HTTPStatus, error: BluepencilError, headers: Mapping[str, str]
) -> HTMLResponse:
    """The page that tells a person what went wrong and where to go on."""
    usual = _Ended(_TITLES.get(status, _SOMETHING), "/desk", marked("Go to the desk"))
    values = {"ended": _ENDED.get(error.code, usual), "error": error}
    return render(request, "problem.html", values, status=status, headers=headers)
