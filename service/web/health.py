"""Whether the process lives, and whether it can serve."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from service.errors import Unavailable
from service.schema import is_current
from service.web.context import AppContext

router = APIRouter(include_in_schema=True, tags=["health"])


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
