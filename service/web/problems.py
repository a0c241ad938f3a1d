"""How errors are told: RFC 9457 problem documents to programs, a page to people."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from service import errors
from service.messages import marked
from service.web.cors import is_public, public_headers
from service.web.pages import render_problem

_STATUS: dict[type[errors.BluepencilError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Malformed: HTTPStatus.BAD_REQUEST,
    errors.InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Unsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooSlow: HTTPStatus.REQUEST_TIMEOUT,
    errors.RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}
_NOTHING_HERE = marked("There is nothing at this address.")
_DETAILS = {
    HTTPStatus.NOT_FOUND: _NOTHING_HERE,
    HTTPStatus.METHOD_NOT_ALLOWED: marked("This address is used in another way."),
}
_NOT_UNDERSTOOD = marked("The request could not be understood.")
_log = structlog.get_logger()


def problem(
    request: Request,
    status: HTTPStatus,
    code: str,
    message: str,
    *,
    field: str | None = None,
    retry: int | None = None,
    given: Mapping[str, object] | None = None,
) -> Response:
    """The answer that tells a program or a person what went wrong. It never repeats what was sent."""
    headers = public_headers(request) if is_public(request) else {}
    if retry is not None:
        headers["Retry-After"] = str(retry)
    if not is_public(request):
        told = errors.BluepencilError(message, code=code)
        told.values |= given or {}  # not given before: the message of one without values may hold a per cent sign
        return render_problem(request, status, told, headers)
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "code": code}
    body["detail"] = message % given if given else message
    if field is not None:
        body["field"] = field
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Tell every error that leaves a route, expected or not."""
    app.add_exception_handler(errors.BluepencilError, _expected)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _form)
    app.add_exception_handler(Exception, _unexpected)


def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.BluepencilError)
    if isinstance(error, errors.NotLoggedIn):
        back = request.url.path if request.method == "GET" else "/desk"
        query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
        return RedirectResponse(f"/login?{urlencode({'next': back + query})}", HTTPStatus.SEE_OTHER)
    if isinstance(error, errors.Moved):
        return _moved(request, error)
    status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
    retry = getattr(error, "retry_after", None)
    if isinstance(error, errors.Unavailable):
        _log.error("database unavailable", cause=type(error.__cause__).__name__)
    whole = None if retry is None else max(1, math.ceil(retry))
    return problem(
        request, status, error.code, error.message, field=getattr(error, "field", None), retry=whole, given=error.values
    )


def _moved(request: Request, error: errors.Moved) -> Response:
    """To the same page under its present name; forms are sent on as they are."""
    parts = request.scope["path"].split("/")
    parts[parts.index(error.former)] = error.present
    path = quote("/".join(parts))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, HTTPStatus.TEMPORARY_REDIRECT, {"Cache-Control": "no-store"})


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    detail = _DETAILS.get(status, _NOT_UNDERSTOOD)
    answer = problem(request, status, status.phrase.lower().replace(" ", "_"), detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _form(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    where = ".".join(str(part) for part in error.errors()[0]["loc"][1:])
    if error.errors()[0]["loc"][0] == "path":
        return problem(request, HTTPStatus.NOT_FOUND, errors.NotFound.code, _NOTHING_HERE)
    detail = marked("A value is missing, or is not of the kind that is expected.")
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, field=where)


def _unexpected(request: Request, error: Exception) -> Response:
    # The message may quote what a reader sent, so only the kind of error and the place are logged.
    _log.error("unexpected error", kind=type(error).__name__, path=request.scope.get("route_path"), exc_info=None)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return problem(request, status, "internal", marked("Something went wrong on our side."), retry=None)
