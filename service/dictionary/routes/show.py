"""The dictionary's page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from service.accounts.current_user import CurrentEditor
from service.dictionary.routes.shown import DictionaryPlace, Line, dictionary_page
from service.dictionary.schemas import Told
from service.web.context import Now, ReadSession

router = APIRouter(prefix="/office/{site_key}/dictionary", include_in_schema=False)
Number = Annotated[int, Query(ge=0, le=10**6)]


def _told_in_query(
    added: Number = 0,
    known: Number = 0,
    bad: Number = 0,
    lines: Annotated[str, Query(max_length=200)] = "",
    removed: Line = "",
    right: Line = "",
    gone: bool = False,
) -> Told:
    return Told(added, known, bad, lines, removed, right, gone)


@router.get("")
def dictionary(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    place: DictionaryPlace,
    told: Annotated[Told, Depends(_told_in_query)],
    now: Now,
) -> Response:
    """The words that the site holds correct, or the corrections that it has learned."""
    return dictionary_page(request, session, editor, place, now, told=told)
