"""Whether the process lives, whether it can serve, and how it does."""

import hmac
from ipaddress import ip_address, ip_network

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0

from service.errors import Forbidden, Unavailable
from service.schema import is_current
from service.settings import Settings
from service.web.context import AppContext

router = APIRouter(tags=["health"])
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")
"""What proxies add: the address is then theirs, or what they say."""


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
    """Figures for Prometheus: for whoever has the token, or asks from an address that the settings name."""
    if not (_has_token(request, context.settings) or _is_near(request, context.settings)):
        raise Forbidden("Figures are told by a token, or to addresses that the installation names.")
    return Response(generate_latest(context.metrics.registry), media_type=CONTENT_TYPE_PLAIN_1_0_0)


def _has_token(request: Request, settings: Settings) -> bool:
    if settings.metrics_token is None:
        return False
    given = request.headers.get("authorization", "").encode("utf-8", "replace")
    return hmac.compare_digest(given, b"Bearer " + settings.metrics_token.get_secret_value().encode())


def _is_near(request: Request, settings: Settings) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        address = ip_address(request.client.host)
    except ValueError:  # a socket of this machine has no address
        return False
    # By a socket for both kinds of addresses, one of the old kind comes as `::ffff:10.0.0.7`.
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ip_network(network) for network in settings.metrics_networks)
