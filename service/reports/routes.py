"""The public interface for reports, version 1."""

import re
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from service.errors import InvalidInput
from service.reports import receipts, schemas
from service.reports.addressee import Addressee, addressee_of
from service.reports.submit import submit
from service.sites.find import require_origin
from service.web import rate_limit
from service.web.body import json_object
from service.web.context import AppContext, Context, Now, ReadSession, WriteSession
from service.web.cors import preflight, public_headers
from service.web.openapi import PROBLEMS, body_of

router = APIRouter(prefix="/api/v1", tags=["reports"])
Body = Annotated[dict[str, Any], Depends(json_object(schemas.LARGEST))]
OriginHeader = Annotated[str | None, Header(alias="Origin", description="the page's origin; browsers send it")]
_RECEIPT = re.compile(r"[A-Za-z0-9_-]{22}")
_MINUTE = 60


@router.post(
    "/reports",
    status_code=202,
    summary="Report an error",
    response_model=schemas.Accepted,
    responses=PROBLEMS,
    openapi_extra=body_of(schemas.ReportIn),
)
def post_report(
    request: Request,
    body: Body,
    context: AppContext,
    reading: ReadSession,
    session: WriteSession,
    now: Now,
    origin: OriginHeader = None,
) -> Response:
    """Take what a reader has found. 202 means that it is stored for certain; the same `id` may be sent again and again.

    The outcome tells the reader the truth: `received`, `known` (the editors have it already), `not_an_error` (they
    looked at this very place before and it stands) or `fixed` (it has been corrected since).
    """
    sender = schemas.parse(schemas.Sender, {name: body[name] for name in ("id", "site") if name in body})
    site, earlier = addressee_of(reading, sender.site, sender.id, now=now)
    require_origin(site.origins, origin)
    if earlier is not None:
        return _accepted(request, sender.id, earlier.value)
    report = schemas.parse(schemas.ReportIn, body)
    if report.website:  # only a bot fills in what nobody sees; it learns nothing from the answer
        return _accepted(request, report.id, "received")
    reading.close()  # hold no picture of the database, and none of its connections, while queueing to write
    _limit(request, context, session, site, now)
    outcome = submit(session, site, report, now=now, gathers=timedelta(seconds=context.settings.at_once_seconds))
    context.metrics.reports.labels(outcome.value).inc()
    return _accepted(request, report.id, outcome.value)


def _accepted(request: Request, receipt: str, outcome: str) -> Response:
    """The answer, whole: FastAPI would make it of a model in one more thread, which the commit would have to wait for.

    Where all threads wait for the one SQLite writer that this request has, it would wait for ever.
    """
    return JSONResponse({"id": receipt, "outcome": outcome}, 202, public_headers(request))


def _limit(request: Request, context: Context, session: WriteSession, site: Addressee, now: Now) -> None:
    settings = context.settings
    reader = rate_limit.key_of(settings, now, "report", site.key, rate_limit.network_of(request))
    rate_limit.count(session, reader, limit=settings.reports_per_minute, seconds=_MINUTE, now=now)
    everyone = rate_limit.key_of(settings, now, "site", site.key)
    rate_limit.count(session, everyone, limit=settings.site_reports_per_minute, seconds=_MINUTE, now=now)


@router.options("/reports", include_in_schema=False)
@router.options("/receipts", include_in_schema=False)
def ask_first(request: Request) -> Response:
    """The preflight that browsers send before `application/json`."""
    return preflight(request)


@router.get("/receipts", summary="Ask what became of reports", response_model=schemas.Receipts, responses=PROBLEMS)
def get_receipts(
    request: Request,
    response: Response,
    session: ReadSession,
    id: Annotated[list[str], Query(description="receipts, at most 50", max_length=receipts.MOST)],
    origin: OriginHeader = None,
) -> schemas.Receipts:
    """The state of each report: `received`, `accepted`, `fixed`, `not_an_error` or `unknown`."""
    asked = [part for value in id for part in value.split(",")]
    if len(asked) > receipts.MOST or not all(_RECEIPT.fullmatch(receipt) for receipt in asked):
        raise InvalidInput(f"id: at most {receipts.MOST} receipts of 22 characters.", field="id")
    response.headers.update(public_headers(request))
    return schemas.Receipts.model_validate({"receipts": receipts.states(session, asked, origin=origin)})
