"""The rules that say whose pages a person is told of first."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from service.accounts.current_user import FormEditor
from service.errors import Conflict, InvalidInput
from service.notifications import authors
from service.notifications.routes.holder import HolderOfPath, go_to
from service.notifications.routes.listed import list_page
from service.web.context import AppContext, Now, ReadSession, WriteSession

router = APIRouter(prefix="/office/{site_key}/authors", include_in_schema=False)


@router.post("")
def add(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    author: Annotated[str, Form()] = "",
    account: Annotated[str, Form(max_length=18)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Tell a member first of what readers find on the pages of this author."""
    assert holder.site is not None  # the path has one
    try:
        number = int(account) if account.isdecimal() else 0
        authors.add_rule(session, holder.site.id, author, number, context.settings, now=now)
    except (InvalidInput, Conflict) as error:
        session.rollback()
        typed = {"author": author, "account": account}
        return list_page(request, reading, editor, holder, now, typed=typed, refused=error)
    return go_to(f"{holder.path}?done=rule#authors")


@router.post("/removal")
def remove(
    editor: FormEditor, holder: HolderOfPath, author: Annotated[str, Form()] = "", *, session: WriteSession
) -> Response:
    """Take a rule away."""
    assert holder.site is not None
    authors.remove_rule(session, holder.site.id, author)
    return go_to(f"{holder.path}?done=norule#authors")
