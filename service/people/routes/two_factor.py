"""The second factor: turning it on with an app, new recovery codes, turning it off."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts import two_factor
from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.logins import end_logins
from service.accounts.sealing import give_out, take_back
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.people.own_account import own_account
from service.people.qr_code import qr_code
from service.people.routes.new_person import Password
from service.people.routes.own_page import headers_of, status_of
from service.people.routes.recheck import rechecked
from service.settings import Settings
from service.web.context import AppContext, Context, Now, PasswordTurn, ReadSession
from service.web.pages import render

router = APIRouter(prefix="/desk/account/two-factor", include_in_schema=False)
_TIME_TO_SCAN = timedelta(hours=1)
_REFUSALS = (InvalidInput, Conflict, RateLimited)


@router.get("")
def two_factor_page(
    request: Request, context: AppContext, session: ReadSession, editor: CurrentEditor, now: Now, off: bool = False
) -> Response:
    """Whether it is on; if not, a secret to scan, which is kept nowhere until a code shows that it has arrived."""
    return _page(request, context, session, editor, now, turned_off=off)


@router.post("")
def turn_on(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    _turn: PasswordTurn,
    sealed: Annotated[str, Form(max_length=2000)] = "",
    code: Annotated[str, Form(max_length=100)] = "",
    current: Password = "",
) -> Response:
    """Ask for codes from now on, and show the recovery codes once. Other log-ins end."""
    try:
        rechecked(request, context, reading, editor, current, now)
        secret = _secret_in(context.settings, editor, sealed, now)
        step = two_factor.step_of(secret, code, now)
        if step is None:
            raise InvalidInput("This is not the code that belongs to this secret at this moment.", field="code")
        with context.database.write() as session:
            account = own_account(session, editor.account_id)
            codes = two_factor.turn_on(session, context.settings, account, secret, step)
            end_logins(session, account.id, but=editor.login_hash)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, refused=error, sealed=sealed, code=code)
    return _codes(request, editor, codes)


@router.post("/codes")
def renew_codes(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    _turn: PasswordTurn,
    current: Password = "",
) -> Response:
    """New recovery codes in place of the former, shown once."""
    try:
        account = rechecked(request, context, reading, editor, current, now)
        if account.totp_secret is None:
            raise Conflict("Codes are not asked for: there is nothing to recover from.")
        with context.database.write() as session:
            codes = two_factor.renew_recovery_codes(session, context.settings, editor.account_id)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, refused=error, form="codes")
    return _codes(request, editor, codes)


@router.post("/off")
def turn_off(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    _turn: PasswordTurn,
    current: Password = "",
) -> Response:
    """Ask for no codes any more."""
    try:
        rechecked(request, context, reading, editor, current, now)
        with context.database.write() as session:
            account = own_account(session, editor.account_id)
            two_factor.turn_off(session, account)
            end_logins(session, account.id, but=editor.login_hash)
    except _REFUSALS as error:
        return _page(request, context, reading, editor, now, refused=error, form="off")
    return RedirectResponse("/desk/account/two-factor?off=1", HTTPStatus.SEE_OTHER)


def _secret_in(settings: Settings, editor: Editor, sealed: str, now: Now) -> str:
    held = take_back(settings, sealed, purpose=_purpose(editor), now=now)
    if held is None:
        raise Conflict("This secret is too old. Please remove it from your app and scan the new one.")
    secret: str = held["secret"]
    return secret


def _purpose(editor: Editor) -> str:
    return f"two-factor to be {editor.account_id}"


def _codes(request: Request, editor: Editor, codes: list[str]) -> Response:
    return render(request, "people/recovery_codes.html", {"editor": editor, "codes": codes})


def _page(
    request: Request,
    context: Context,
    session: Session,
    editor: Editor,
    now: Now,
    *,
    refused: BluepencilError | None = None,
    form: str = "on",
    sealed: str = "",
    code: str = "",
    turned_off: bool = False,
) -> Response:
    held = take_back(context.settings, sealed, purpose=_purpose(editor), now=now) if sealed else None
    secret = held["secret"] if held else two_factor.new_secret()
    fresh = give_out(context.settings, {"secret": secret}, purpose=_purpose(editor), lasts=_TIME_TO_SCAN, now=now)
    values: dict[str, Any] = {
        "editor": editor,
        "is_on": own_account(session, editor.account_id).totp_secret is not None,
        "codes_left": two_factor.count_recovery_codes(session, editor.account_id),
        "secret": secret,
        "sealed": sealed if held else fresh,
        "qr": qr_code(two_factor.app_address(secret, editor.email)),
        "refused": refused,
        "form": form,
        "code": code,
        "turned_off": turned_off,
    }
    return render(request, "people/two_factor.html", values, status=status_of(refused), headers=headers_of(refused))
