"""The overview's page, and its tables as files."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from service.accounts.current_user import CurrentEditor
from service.accounts.permissions import called, sites_of
from service.errors import InvalidInput
from service.overview import tables
from service.overview.drawn import ROW, draw
from service.overview.gather import gather, one_table
from service.overview.schemas import PERIODS, USUAL, Asked, TableName
from service.overview.words import Words
from service.web.context import Now, ReadSession
from service.web.pages import render, speech_of

router = APIRouter(prefix="/desk", include_in_schema=False)


def _asked(
    site: Annotated[str, Query(max_length=100)] = "",
    period: Annotated[Literal["7", "30", "90", "365"], Query()] = "30",
    since: Annotated[str, Query(alias="from", max_length=20)] = "",
    until: Annotated[str, Query(alias="to", max_length=20)] = "",
) -> Asked:
    return Asked(site, int(period), since, until)


AskedFor = Annotated[Asked, Depends(_asked)]


@router.get("/overview")
def overview(request: Request, session: ReadSession, editor: CurrentEditor, asked: AskedFor, now: Now) -> Response:
    """Charts of what came in, what became of it and where the errors are; of the usual days where others are none."""
    sites = sites_of(session, editor.account_id)
    speech = speech_of(request, editor, zone=asked.zone_of(sites))
    today, typed, refused = now.astimezone(speech.tzinfo).date(), asked, None
    try:
        scope = asked.scope(sites, today, speech.tzinfo)
    except InvalidInput as error:
        asked, refused = asked.of_days(USUAL), error
        scope = asked.scope(sites, today, speech.tzinfo)
    words = Words(speech)
    figures = gather(session, scope, words)
    values = {
        "editor": editor,
        "asked": asked,
        "typed": typed,
        "refused": refused,
        "sites": sites,
        "site": called(sites, asked.site),
        "periods": PERIODS,
        "period": scope.period,
        "words": words,
        "figures": figures,
        "charts": draw(figures, words),
        "row": ROW,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "overview/overview.html", values, status=status)


@router.get("/overview.csv")
def overview_file(
    request: Request, session: ReadSession, editor: CurrentEditor, asked: AskedFor, now: Now, table: TableName
) -> Response:
    """One of the tables, for a spreadsheet program."""
    sites = sites_of(session, editor.account_id)
    speech = speech_of(request, editor, zone=asked.zone_of(sites))
    scope = asked.scope(sites, now.astimezone(speech.tzinfo).date(), speech.tzinfo)
    text = tables.csv_of(one_table(session, table, scope, Words(speech)))
    parts = ("bluepencil", asked.site, table, scope.period.first.isoformat(), scope.period.last.isoformat())
    name = "-".join(part for part in parts if part)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return Response(text.encode(), headers=headers, media_type="text/csv; charset=utf-8")
