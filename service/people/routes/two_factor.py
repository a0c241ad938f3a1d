"""The second factor: turning it on with an app, new recovery codes, turning it off."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from service.accounts import two_factor
from service.accounts.current_user import Editor
from service.accounts.logins import end_logins
from service.accounts.sealing import give_out, take_back
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.people.own_account import own_account
from service.people.qr_code import qr_code
from service.people.routes.asked import Asked, AskedPage, GuardedForm
from service.people.routes.own_page import headers_of, status_of
from service.web.pages import render

router = APIRouter(prefix="/desk/account/two-factor", include_in_schema=False)
_TIME_TO_SCAN = timedelta(hours=1)
_REFUSALS = (InvalidInput, Conflict, RateLimited)


@router.get("")
def two_factor_page(asked: AskedPage, off: bool = False) -> Response:
    """Whether it is on; if not, a secret to scan, which is kept nowhere until a code shows that it has arrived."""
    return _page(asked, turned_off=off)


@router.post("")
def turn_on(
    guarded: GuardedForm,
    sealed: Annotated[str, Form(max_length=2000)] = "",
    code: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Ask for codes from now on, and show the recovery codes once. Other log-ins end."""
    asked, editor = guarded.asked, guarded.asked.editor
    try:
        guarded.require_password()
        secret = _secret_in(asked, sealed)
        step = two_factor.step_of(secret, code, asked.now)
        if step is None:
            raise InvalidInput("This is not the code that belongs to this secret at this moment.", field="code")
        with asked.context.database.write() as session:
            account = own_account(session, editor.account_id)
            codes = two_factor.turn_on(session, asked.settings, account, secret, step)
            end_logins(session, account.id, but=editor.login_hash)
    except _REFUSALS as error:
        return _page(asked, refused=error, sealed=sealed, code=code)
    return _codes(asked, codes)


@router.post("/codes")
def renew_codes(guarded: GuardedForm) -> Response:
    """New recovery codes in place of the former, shown once."""
    asked = guarded.asked
    try:
        account = guarded.require_password()
        if account.totp_secret is None:
            raise Conflict("Codes are not asked for: there is nothing to recover from.")
        with asked.context.database.write() as session:
            codes = two_factor.renew_recovery_codes(session, asked.settings, account.id)
    except _REFUSALS as error:
        return _page(asked, refused=error, form="codes")
    return _codes(asked, codes)


@router.post("/off")
def turn_off(guarded: GuardedForm) -> Response:
    """Ask for no codes any more."""
    asked = guarded.asked
    try:
        guarded.require_password()
        with asked.context.database.write() as session:
            account = own_account(session, asked.editor.account_id)
            two_factor.turn_off(session, account)
            end_logins(session, account.id, but=asked.editor.login_hash)
    except _REFUSALS as error:
        return _page(asked, refused=error, form="off")
    return RedirectResponse("/desk/account/two-factor?off=1", HTTPStatus.SEE_OTHER)


def _secret_in(asked: Asked, sealed: str) -> str:
    held = take_back(asked.settings, sealed, purpose=_purpose(asked.editor), now=asked.now)
    if held is None:
        raise Conflict("This secret is too old. Please remove it from your app and scan the new one.")
    secret: str = held["secret"]
    return secret


def _purpose(editor: Editor) -> str:
    return f"two-factor to be {editor.account_id}"


def _codes(asked: Asked, codes: list[str]) -> Response:
    return render(asked.request, "people/recovery_codes.html", {"editor": asked.editor, "codes": codes})


def _page(
    asked: Asked,
    *,
    refused: BluepencilError | None = None,
    form: str = "on",
    sealed: str = "",
    code: str = "",
    turned_off: bool = False,
) -> Response:
    settings, editor, purpose = asked.settings, asked.editor, _purpose(asked.editor)
    held = take_back(settings, sealed, purpose=purpose, now=asked.now) if sealed else None
    secret = held["secret"] if held else two_factor.new_secret()
    fresh = give_out(settings, {"secret": secret}, purpose=purpose, lasts=_TIME_TO_SCAN, now=asked.now)
    values: dict[str, Any] = {
        "editor": editor,
        "is_on": own_account(asked.reading, editor.account_id).totp_secret is not None,
        "codes_left": two_factor.count_recovery_codes(asked.reading, editor.account_id),
        "secret": secret,
        "sealed": sealed if held else fresh,
        "qr": qr_code(two_factor.app_address(secret, editor.email)),
        "refused": refused,
        "form": form,
        "code": code,
        "turned_off": turned_off,
    }
    status, headers = status_of(refused), headers_of(refused)
    return render(asked.request, "people/two_factor.html", values, status=status, headers=headers)
