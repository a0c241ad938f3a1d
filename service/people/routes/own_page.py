"""The page of one's own account, put together, and how its forms are answered."""

from http import HTTPStatus
from typing import Any

from fastapi import Response
from fastapi.responses import RedirectResponse

from service.accounts.two_factor import count_recovery_codes
from service.errors import BluepencilError, RateLimited
from service.notifications import words
from service.notifications.fate import latest_letter
from service.notifications.personal import RHYTHMS, how_called
from service.people.email_change import change_of
from service.people.letters import about_new_email
from service.people.overview import roles_of
from service.people.own_account import own_account
from service.people.routes.asked import Asked
from service.web.pages import render


def own_page(
    asked: Asked,
    *,
    done: str = "",
    refused: BluepencilError | None = None,
    form: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    """The page; `refused` says why its form called `form` was not taken, and `typed` is what stands in it."""
    editor, session, now = asked.editor, asked.reading, asked.now
    change = change_of(session, editor.account_id, now=now)
    about = about_new_email(editor.account_id)
    account = own_account(session, editor.account_id)
    values: dict[str, Any] = {
        "editor": editor,
        "now": now,
        "needs_codes": account.totp_secret is not None and not count_recovery_codes(session, account.id),
        "sites": roles_of(session, editor.account_id),
        "has_mail": asked.settings.mail_server is not None,
        "rhythms": RHYTHMS,
        "how_called": how_called(session, editor.account_id),
        "change": change,
        "letter": latest_letter(session, about, since=change.created_at) if change is not None else None,
        "words": words,
        "done": done,
        "refused": refused,
        "form": form,
        "typed": {"name": editor.name, "email": ""} | (typed or {}),
    }
    return render(asked.request, "people/account.html", values, status=status_of(refused), headers=headers_of(refused))


def to_own_page(done: str) -> Response:
    """Back to the page, which then says what was done."""
    return RedirectResponse(f"/desk/account?done={done}", HTTPStatus.SEE_OTHER)


def status_of(refused: BluepencilError | None) -> HTTPStatus:
    """How a page is answered that says why nothing was done, if there is something to say."""
    if refused is None:
        return HTTPStatus.OK
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(refused, RateLimited) else HTTPStatus.UNPROCESSABLE_ENTITY


def headers_of(refused: BluepencilError | None) -> dict[str, str]:
    """When to come again, where that is why."""
    return {"Retry-After": str(refused.retry_after)} if isinstance(refused, RateLimited) else {}
