"""Letters that did not arrive get another chance."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from service.accounts.current_user import FormEditor
from service.accounts.permissions import led_site, require_administrator
from service.people.accounts import account_of
from service.people.undelivered import send_invitation_again, send_letters_again
from service.web.context import Now, WriteSession
from service.web.numbers import RowNumber

router = APIRouter(prefix="/office", include_in_schema=False)


@router.post("/{site_key}/invitations/{number}/letter")
def invitation_again(editor: FormEditor, site_key: str, number: RowNumber, now: Now, session: WriteSession) -> Response:
    """Send the letter of an invitation again, with the link that it had; one that is not dead is left alone."""
    site = led_site(session, editor.account_id, site_key)
    done = "?done=again" if send_invitation_again(session, site.id, number, now=now) else ""
    return RedirectResponse(f"/office/{quote(site.key)}/people{done}", HTTPStatus.SEE_OTHER)


@router.post("/accounts/{number}/letters")
def account_again(editor: FormEditor, number: RowNumber, now: Now, session: WriteSession) -> Response:
    """Send all dead letters to an account again."""
    require_administrator(session, editor.account_id)
    done = "?done=again" if send_letters_again(session, account_of(session, number), now=now) else ""
    return RedirectResponse(f"/office/accounts/{number}{done}", HTTPStatus.SEE_OTHER)
