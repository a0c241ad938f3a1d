"""Deciding by a link of an e-mail: a page with the decision ready, and a button that carries it out.

Looking at the page changes nothing, so that programs which open every link of an e-mail decide nothing.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.current_user import Editor, visitor
from service.accounts.permissions import DECIDERS, require_role, sites_of
from service.domain.diff import marked
from service.domain.proof import proof_of
from service.domain.workflow import ALLOWED, Decision
from service.errors import BluepencilError, Conflict, InvalidInput, NotFound
from service.issues import find, triage
from service.models import Account, Issue
from service.models.suggestion import shown_correction
from service.notifications.links import DecisionLink, mailbox_of, read_decision
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/desk/confirm", include_in_schema=False)
Visitor = Annotated[Editor | None, Depends(visitor)]


@router.get("/{token}")
def ask(
    request: Request, session: ReadSession, context: AppContext, who: Visitor, now: Now, token: str, done: bool = False
) -> Response:
    """The issue and the decision that is ready to be confirmed."""
    link = read_decision(context.settings, token, now=now)
    return _page(request, session, who, link, done=done)


@router.post("/{token}")
def confirm(
    request: Request,
    reading: ReadSession,
    session: WriteSession,
    context: AppContext,
    who: Visitor,
    now: Now,
    token: str,
    version: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
    correction: Annotated[str, Form()] = "",
) -> Response:
    """Carry the decision out, for whoever is logged in, else for the person whom the link is for."""
    link = read_decision(context.settings, token, now=now)
    account_id = _account_id(session, who, link)
    try:
        issue = _issue(session, account_id, link, lock=True)
        triage.require_version(issue, version)
        triage.apply(session, issue, link.decision, account_id=account_id, now=now, correction=correction)
    except (Conflict, InvalidInput) as error:
        session.rollback()
        return _page(request, reading, who, link, refused=error, correction=correction)
    return RedirectResponse(f"/desk/confirm/{token}?done=1", HTTPStatus.SEE_OTHER)


def _account_id(session: Session, who: Editor | None, link: DecisionLink) -> int:
    """Raises NotFound for a link to a mailbox that is not the person's any more."""
    if who is not None:
        return who.account_id
    email = session.scalar(select(Account.email).where(Account.id == link.account_id))
    if email is None or mailbox_of(email) != link.mailbox:
        raise NotFound("This link was sent to somebody else. The issue is still at the desk.")
    return link.account_id


def _issue(session: Session, account_id: int, link: DecisionLink, *, lock: bool = False) -> Issue:
    """The issue, if this person may decide it, now. Raises NotFound and Forbidden."""
    sites = [site.id for site in sites_of(session, account_id)]
    issue = find.find_issue(session, link.issue_id, sites, lock=lock)
    require_role(session, account_id, issue.site_id, DECIDERS)
    return issue


def _page(
    request: Request,
    session: Session,
    who: Editor | None,
    link: DecisionLink,
    *,
    done: bool = False,
    refused: BluepencilError | None = None,
    correction: str | None = None,
) -> Response:
    account_id = _account_id(session, who, link)
    issue = _issue(session, account_id, link)
    best = next(iter(find.suggestions_of(session, issue)), None)
    corrected = shown_correction(issue, best)
    values = {
        "editor": session.get_one(Account, account_id),
        "issue": issue,
        "proof": proof_of(issue.quote, issue.sentence),
        "parts": marked(issue.exact, corrected),
        "correction": (corrected or "") if correction is None else correction,
        "decision": link.decision,
        "corrects": link.decision in (Decision.RESOLVE, Decision.ACCEPT),
        "possible": link.decision in ALLOWED[issue.status],
        "done": done,
        "refused": refused,
    }
    return render(request, "issues/confirm.html", values, status=_status(refused))


def _status(refused: BluepencilError | None) -> HTTPStatus:
    if refused is None:
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refused, InvalidInput) else HTTPStatus.CONFLICT
