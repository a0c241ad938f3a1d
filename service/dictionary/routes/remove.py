"""Taking from the dictionary."""

from fastapi import APIRouter, Response

from service.accounts.current_user import FormEditor
from service.dictionary import remove
from service.dictionary.routes.shown import DictionaryPlace, own_site, to
from service.web.context import ReadSession, WriteSession
from service.web.numbers import RowNumber

router = APIRouter(prefix="/office/{site_key}/dictionary", include_in_schema=False)


@router.post("/words/{number}/removal")
def remove_word(
    reading: ReadSession, place: DictionaryPlace, editor: FormEditor, number: RowNumber, session: WriteSession
) -> Response:
    """Hold a word correct no more."""
    word = remove.remove_word(session, own_site(reading, editor, place).id, number)
    return to(place, gone=1) if word is None else to(place, removed=word)


@router.post("/corrections/{number}/removal")
def remove_correction(
    reading: ReadSession, place: DictionaryPlace, editor: FormEditor, number: RowNumber, session: WriteSession
) -> Response:
    """Suggest a learned correction no more."""
    pair = remove.remove_pair(session, own_site(reading, editor, place).id, number)
    return to(place, gone=1) if pair is None else to(place, removed=pair[0], right=pair[1])
