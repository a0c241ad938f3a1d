"""The office's page of a site's people: who is there, who is invited, and changing that."""

import secrets
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import led_site
from service.domain.roles import Role
from service.errors import BluepencilError, Conflict, InvalidInput
from service.models import Site
from service.notifications import words
from service.people import invitations, members
from service.people.letters import invitation_link, send_invitation
from service.people.undelivered import letters_of
from service.sites.first_steps import first_steps
from service.web import rate_limit
from service.web.context import AppContext, Context, Now, ReadSession, WriteSession, context_of
from service.web.numbers import RowNumber
from service.web.pages import render, speech_of

router = APIRouter(prefix="/office/{site_key}", include_in_schema=False)
Line = Annotated[str, Query(max_length=100)]
_INVITATIONS_AN_HOUR = 60


@router.get("/people")
def people(
    request: Request, session: ReadSession, editor: CurrentEditor, now: Now, site_key: str, done: Line = ""
) -> Response:
    """Everybody who is a member, and everybody who is invited."""
    return _page(request, session, editor, site_key, now, done=done)


@router.post("/people")
def invite(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    site_key: str,
    email: Annotated[str, Form(max_length=300)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    once: Annotated[str, Form(max_length=40)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Invite somebody. The link is in this answer, and nowhere else but in the letter to them."""
    site = led_site(session, editor.account_id, site_key)
    _count(context, session, editor, now)
    try:
        invited = invitations.invite_once(
            session,
            context.settings,
            site.id,
            once=once,
            email=email,
            role=_role(role),
            by_id=editor.account_id,
            now=now,
        )
    except InvalidInput as error:
        session.rollback()
        typed = {"email": email, "role": role}
        return _page(request, reading, editor, site_key, now, refused=error, typed=typed)
    if not invited.is_repeated:
        send_invitation(
            session,
            context.settings,
            invited.invitation,
            invited.token,
            site=site,
            invited_by=editor.name,
            language=speech_of(request, editor).language,
            now=now,
        )
    link = {
        "to": invited.invitation.email,
        "address": invitation_link(context.settings, invited.token),
        "mailed": context.settings.mail_server is not None,
        "renewed": invited.is_renewed,
    }
    return _page(request, session, editor, site_key, now, link=link)


@router.post("/people/{number}/role")
def change_role(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    site_key: str,
    number: RowNumber,
    role: Annotated[str, Form(max_length=20)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Let a member do more or less."""
    site = led_site(session, editor.account_id, site_key)
    try:
        members.change_role(session, site.id, number, _role(role), keeping=_own(editor, number))
    except (InvalidInput, Conflict) as error:
        session.rollback()
        return _page(request, reading, editor, site_key, now, refused=error)
    return _to(site, "role")


@router.post("/people/{number}/removal")
def remove(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    now: Now,
    site_key: str,
    number: RowNumber,
    session: WriteSession,
) -> Response:
    """Take a member out of the site. Whoever takes themselves out is led to the sites that are left."""
    site = led_site(session, editor.account_id, site_key)
    try:
        members.remove_member(session, site.id, number, keeping=_own(editor, number))
    except Conflict as error:
        session.rollback()
        return _page(request, reading, editor, site_key, now, refused=error)
    if number == editor.account_id:
        return RedirectResponse("/office", HTTPStatus.SEE_OTHER)
    return _to(site, "removed")


@router.post("/invitations/{number}/withdrawal")
def withdraw(editor: FormEditor, site_key: str, number: RowNumber, session: WriteSession) -> Response:
    """Make an invitation's link worth nothing."""
    site = led_site(session, editor.account_id, site_key)
    invitations.withdraw(session, site.id, number)
    return _to(site, "withdrawn")


def _count(context: Context, session: Session, editor: Editor, now: Now) -> None:
    """An invitation is a letter to an address of one's choice: nobody sends hundreds."""
    key = rate_limit.key_of(context.settings, now, "invite", str(editor.account_id))
    rate_limit.count(session, key, limit=_INVITATIONS_AN_HOUR, seconds=3600, now=now)


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise InvalidInput("Please choose a role.", field="role") from None


def _own(editor: Editor, number: int) -> bytes | None:
    """Changing one's own role ends one's other log-ins, but not this one."""
    return editor.login_hash if number == editor.account_id else None


def _to(site: Site, done: str) -> Response:
    return RedirectResponse(f"/office/{quote(site.key)}/people?done={done}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    session: Session,
    editor: Editor,
    site_key: str,
    now: Now,
    *,
    done: str = "",
    refused: BluepencilError | None = None,
    typed: dict[str, str] | None = None,
    link: dict[str, Any] | None = None,
) -> Response:
    site = led_site(session, editor.account_id, site_key)
    listed = invitations.list_invitations(session, site.id)
    values = office_frame(session, editor, site, "people") | {
        "now": now,
        "once": secrets.token_urlsafe(12),
        "words": words,
        "steps": first_steps(session, site),
        "members": members.list_members(session, site.id),
        "invitations": listed,
        "letters": letters_of(session, [invitation for invitation, _ in listed]),
        "days": invitations.LASTS.days,
        "has_mail": context_of(request).settings.mail_server is not None,
        "roles": list(Role),
        "done": done,
        "refused": refused,
        "typed": {"email": "", "role": Role.EDITOR.value} | (typed or {}),
        "link": link,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "people/people.html", values, status=status)
