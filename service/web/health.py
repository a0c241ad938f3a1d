"""Whether the process lives, whether it can serve, and how it does."""

import hmac

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0

from service.errors import Forbidden, Unavailable
from service.schema import is_current
from service.web.context import AppContext

router = APIRouter(tags=["health"])
_LOOPBACK = frozenset({"127.0.0.1", "::1"})


@router.get("/healthz", summary="Is the process alive?")
def healthz() -> dict[str, str]:
    """Answers as long as the process can answer at all; asks nothing of the database."""
    return {"status": "alive"}


@router.get("/readyz", summary="Can it serve?", responses={503: {"description": "Not yet, or not now."}})
def readyz(context: AppContext) -> JSONResponse:
    """200 once the database can be reached and its tables are the ones this version knows; 503 otherwise."""
    try:
        current = is_current(context.database)
    except Unavailable:
        return JSONResponse({"status": "database unavailable"}, 503, {"Retry-After": "5"})
    if not current:
        return JSONResponse({"status": "run `bluepencil migrate`"}, 503, {"Retry-After": "5"})
    return JSONResponse({"status": "ready"})


@router.get("/metrics", summary="How it does", response_class=Response)
def metrics(request: Request, context: AppContext) -> Response:
    """Figures for Prometheus: for this machine, or for whoever has the token of `BLUEPENCIL_METRICS_TOKEN`."""
    token = context.settings.metrics_token
    if token is not None:
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, b"Bearer " + token.get_secret_value().encode()):
            raise Forbidden("Figures are told to whoever has the token.")
    elif request.client is None or request.client.host not in _LOOPBACK or "x-forwarded-for" in request.headers:
        raise Forbidden("Figures are told to this machine only, unless BLUEPENCIL_METRICS_TOKEN is set.")
    return Response(generate_latest(context.metrics.registry), media_type=CONTENT_TYPE_PLAIN_1_0_0)
