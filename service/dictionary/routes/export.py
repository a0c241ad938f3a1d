"""The dictionary as files."""

from collections.abc import Iterable

from fastapi import APIRouter, Response

from service.accounts.current_user import CurrentEditor
from service.accounts.permissions import office_site
from service.dictionary.list import all_pairs, all_words
from service.dictionary.routes.shown import DictionaryPlace
from service.web.context import ReadSession

router = APIRouter(prefix="/office/{site_key}/dictionary", include_in_schema=False)


@router.get("/words.txt")
def export_words(session: ReadSession, editor: CurrentEditor, place: DictionaryPlace) -> Response:
    """All words, one a line, as an import takes them."""
    site = office_site(session, editor.account_id, place.site_key)
    return _file(f"{site.key}-words.txt", all_words(session, site.id))


@router.get("/corrections.txt")
def export_corrections(session: ReadSession, editor: CurrentEditor, place: DictionaryPlace) -> Response:
    """All learned corrections, one a line: the wrong words, a tab, what comes instead."""
    site = office_site(session, editor.account_id, place.site_key)
    return _file(f"{site.key}-corrections.txt", (f"{wrong}\t{right}" for wrong, right in all_pairs(session, site.id)))


def _file(name: str, lines: Iterable[str]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response("".join(f"{line}\n" for line in lines), headers=headers, media_type="text/plain")
