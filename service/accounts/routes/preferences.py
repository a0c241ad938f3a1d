"""Language and time zone."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import CurrentEditor, FormEditor
from service.accounts.preferences import set_preferences
from service.web.context import WriteSession
from service.web.pages import render
from service.web.speech import language_names, time_zones

router = APIRouter(include_in_schema=False)


@router.get("/desk/settings")
def settings_page(request: Request, editor: CurrentEditor, saved: bool = False) -> Response:
    """The form for language and time zone."""
    values = {"editor": editor, "languages": language_names(), "time_zones": time_zones(), "saved": saved}
    return render(request, "accounts/settings.html", values)


@router.post("/desk/settings")
def save_settings(
    editor: FormEditor,
    session: WriteSession,
    language: Annotated[str, Form(max_length=10)] = "",
    time_zone: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Keep language and time zone."""
    set_preferences(session, editor.account_id, language=language, time_zone=time_zone)
    return RedirectResponse("/desk/settings?saved=1", HTTPStatus.SEE_OTHER)
