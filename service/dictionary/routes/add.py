"""Adding to the dictionary: words, a list of them, a correction."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from service.accounts.current_user import FormEditor
from service.dictionary import learn
from service.dictionary.imports import import_words, text_of
from service.dictionary.routes.shown import DictionaryPlace, own_site, refused, to
from service.dictionary.schemas import Place, Show, told_of
from service.errors import InvalidInput
from service.web.context import Now, ReadSession, WriteSession

router = APIRouter(prefix="/office/{site_key}/dictionary", include_in_schema=False)


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
    site = own_site(reading, editor, place)
    try:
        imported = import_words(
            session, site.id, words, origin=learn.ADDED, account_id=editor.account_id, now=now, strict=True
        )
    except InvalidInput as error:
        session.rollback()
        return refused(request, reading, editor, place, now, error, words=words)
    return to(Place(site.key), **told_of(imported))


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
    site = own_site(reading, editor, place)
    try:
        text = text_of(file.file.read()) if file is not None else ""
        lines = f"{text}\n{pasted}" if text else pasted
        imported = import_words(session, site.id, lines, origin=learn.IMPORTED, account_id=editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return refused(request, reading, editor, place, now, error, pasted=pasted)
    return to(Place(site.key), **told_of(imported))


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
    site = own_site(reading, editor, place)
    try:
        learn.add_pair(session, site.id, wrong, right, account_id=editor.account_id, now=now)
    except InvalidInput as error:
        session.rollback()
        return refused(request, reading, editor, place, now, error, wrong=wrong, right=right)
    return to(Place(site.key, Show.CORRECTIONS), added=1)
