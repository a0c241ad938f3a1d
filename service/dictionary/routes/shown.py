"""How the dictionary's page is put together, and who may change what stands on it."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor
from service.accounts.frame import office_frame
from service.accounts.permissions import DECIDERS, office_site
from service.dictionary.list import count, listing
from service.dictionary.schemas import Place, Show, Told
from service.errors import InvalidInput
from service.models import HouseWord, KnownPair, Site
from service.web.context import Now
from service.web.pages import render

Line = Annotated[str, Query(max_length=100)]


def _place_in_query(site_key: str, show: Show = Show.WORDS, q: Line = "", after: Line = "") -> Place:
    return Place(site_key, show, q.replace("\x00", ""), after.replace("\x00", ""))


DictionaryPlace = Annotated[Place, Depends(_place_in_query)]


def own_site(session: Session, editor: Editor, place: Place) -> Site:
    """The site, if the editor may change its dictionary."""
    return office_site(session, editor.account_id, place.site_key, DECIDERS)


def to(place: Place, **told: str | int) -> Response:
    """On to the page, which tells what was done."""
    return RedirectResponse(place.path(**told), HTTPStatus.SEE_OTHER)


def refused(
    request: Request,
    session: Session,
    editor: Editor,
    place: Place,
    now: Now,
    error: InvalidInput,
    **kept: str,
) -> Response:
    """The page with why nothing was done, and what was typed kept."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return dictionary_page(request, session, editor, place, now, refused=error, kept=kept, status=status)


def dictionary_page(
    request: Request,
    session: Session,
    editor: Editor,
    place: Place,
    now: Now,
    *,
    told: Told | None = None,
    refused: InvalidInput | None = None,
    kept: dict[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """What the site holds correct or has learned, with what was told or refused."""
    site = office_site(session, editor.account_id, place.site_key)
    words, pairs = partial(listing, session, HouseWord), partial(listing, session, KnownPair)
    frame = office_frame(session, editor, site, "dictionary")
    values: dict[str, Any] = {
        "now": now,
        "place": place,
        "shows": Show,
        "listed": (words if place.show is Show.WORDS else pairs)(site.id, text=place.q, after=place.after),
        "counts": {
            Show.WORDS: count(session, HouseWord, site.id),
            Show.CORRECTIONS: count(session, KnownPair, site.id),
        },
        "may_change": frame["leads"] or frame["role"] in DECIDERS,
        "told": told or Told(),
        "refused": refused,
        "kept": {"words": "", "pasted": "", "wrong": "", "right": ""} | (kept or {}),
    }
    return render(request, "dictionary/dictionary.html", frame | values, status=status)
