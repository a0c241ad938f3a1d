"""The office's pages and forms of a site's dictionary."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import DECIDERS, office_site
from service.dictionary import learn, remove
from service.dictionary.imports import import_words, text_of
from service.dictionary.list import all_pairs, all_words, count, listing
from service.dictionary.schemas import Place, Show, Told, told_of
from service.errors import InvalidInput
from service.models import HouseWord, KnownPair, Site
from service.web.context import Now, ReadSession, WriteSession
from service.web.numbers import RowNumber
from service.web.pages import render

router = APIRouter(prefix="/office/{site_key}/dictionary", include_in_schema=False)
Number = Annotated[int, Query(ge=0, le=10**6)]
Line = Annotated[str, Query(max_length=100)]


def _place_in_query(site_key: str, show: Show = Show.WORDS, q: Line = "", after: Line = "") -> Place:
    return Place(site_key, show, q.replace("\x00", ""), after.replace("\x00", ""))


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


DictionaryPlace = Annotated[Place, Depends(_place_in_query)]


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
    return _page(request, session, editor, place, now, told=told)


@router.get("/words.txt")
def export_words(session: ReadSession, editor: CurrentEditor, place: DictionaryPlace) -> Response:
    """All words, one a line, as an import takes them."""
    site = _site(session, editor, place)
    return _file(f"{site.key}-words.txt", all_words(session, site.id))


@router.get("/corrections.txt")
def export_corrections(session: ReadSession, editor: CurrentEditor, place: DictionaryPlace) -> Response:
    """All learned corrections, one a line: the wrong words, a tab, what comes instead."""
    site = _site(session, editor, place)
    return _file(f"{site.key}-corrections.txt", (f"{wrong}\t{right}" for wrong, right in all_pairs(session, site.id)))


@router.post("/words")
def add_words(
    request: Request,
    reading: ReadSession,
    place: DictionaryPlace,
    editor: FormEditor,
    now: Now,
    words: Annotated[str, Form()] = "",
    *,
    session: WriteSession,
) -> Response:
    """Hold the typed words correct, one a line; all of them or none."""
    site = _own_site(reading, editor, place)
    try:
        imported = import_words(
            session, site.id, words, origin=learn.ADDED, account_id=editor.account_id, now=now, strict=True
        )
    except InvalidInput as error:
        session.rollback()
        return _refused(request, reading, editor, place, now, error, words=words)
    return _to(Place(site.key), **told_of(imported))


@router.post("/import")
def import_list(
    request: Request,
    reading: ReadSession,
    place: DictionaryPlace,
    editor: FormEditor,
    now: Now,
    pasted: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    *,
    session: WriteSession,
) -> Response:
    """Hold the words of a pasted list or a file correct; lines that can be no entry are left out, and told."""
    site = _own_site(reading, editor, place)
    try:
        text = text_of(file.file.read()) if file is not None else ""
        lines = f"{text}\n{pasted}" if text else pasted
        imported = import_words(session, site.id, lines, origin=learn.IMPORTED, account_id=editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return _refused(request, reading, editor, place, now, error, pasted=pasted)
    return _to(Place(site.key), **told_of(imported))


@router.post("/corrections")
def add_correction(
    request: Request,
    reading: ReadSession,
    place: DictionaryPlace,
    editor: FormEditor,
    now: Now,
    wrong: Annotated[str, Form()] = "",
    right: Annotated[str, Form()] = "",
    *,
    session: WriteSession,
) -> Response:
    """Suggest the right words for the wrong ones from now on."""
    site = _own_site(reading, editor, place)
    try:
        learn.add_pair(session, site.id, wrong, right, account_id=editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return _refused(request, reading, editor, place, now, error, wrong=wrong, right=right)
    return _to(Place(site.key, Show.CORRECTIONS), added=1)


@router.post("/words/{number}/removal")
def remove_word(
    reading: ReadSession, place: DictionaryPlace, editor: FormEditor, number: RowNumber, session: WriteSession
) -> Response:
    """Hold a word correct no more."""
    word = remove.remove_word(session, _own_site(reading, editor, place).id, number)
    return _to(place, gone=1) if word is None else _to(place, removed=word)


@router.post("/corrections/{number}/removal")
def remove_correction(
    reading: ReadSession, place: DictionaryPlace, editor: FormEditor, number: RowNumber, session: WriteSession
) -> Response:
    """Suggest a learned correction no more."""
    pair = remove.remove_pair(session, _own_site(reading, editor, place).id, number)
    return _to(place, gone=1) if pair is None else _to(place, removed=pair[0], right=pair[1])


def _site(session: Session, editor: Editor, place: Place) -> Site:
    return office_site(session, editor.account_id, place.site_key)


def _own_site(session: Session, editor: Editor, place: Place) -> Site:
    """The site, if the editor may change its dictionary."""
    return office_site(session, editor.account_id, place.site_key, DECIDERS)


def _to(place: Place, **told: str | int) -> Response:
    return RedirectResponse(place.path(**told), HTTPStatus.SEE_OTHER)


def _file(name: str, lines: Any) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response("".join(f"{line}\n" for line in lines), headers=headers, media_type="text/plain")


def _refused(
    request: Request,
    session: Session,
    editor: Editor,
    place: Place,
    now: Now,
    error: InvalidInput,
    **kept: str,
) -> Response:
    """The page with why nothing was done, and what was typed kept."""
    return _page(request, session, editor, place, now, refused=error, kept=kept, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
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
    site = _site(session, editor, place)
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
