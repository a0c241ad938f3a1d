"""The office's page with what a site's pages embed, and the installation check."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.accounts.frame import office_frame
from service.accounts.permissions import led_site
from service.errors import InvalidInput
from service.models import Site
from service.outbound.addresses import Reach
from service.sites.check.ask import ask, first_page, latest
from service.sites.check.findings import Finding, works
from service.sites.check.words import say
from service.sites.embed import pinned_tag, policy, tag
from service.sites.first_steps import first_steps
from service.sites.guides import GUIDE_LIST, as_html, guide_of
from service.sites.widget import version
from service.web import rate_limit
from service.web.context import AppContext, Context, Now, ReadSession, WriteSession
from service.web.pages import render, speech_of

router = APIRouter(prefix="/office/{site_key}/embed", include_in_schema=False)
_CHECKS, _SECONDS = 6, 60
"""Looks at pages that one site may ask for in a minute: this is not to become a way of burdening others."""


@router.get("")
def embed_page(
    request: Request, context: AppContext, session: ReadSession, editor: CurrentEditor, site_key: str, now: Now
) -> Response:
    """The tags, the policy, and what the latest look at a page has found."""
    return _page(request, context, session, editor, led_site(session, editor.account_id, site_key), now)


@router.get("/guides/{guide}")
def guide_page(
    request: Request, context: AppContext, session: ReadSession, editor: CurrentEditor, site_key: str, guide: str
) -> Response:
    """How to embed it in one kind of site, step by step."""
    site, found = led_site(session, editor.account_id, site_key), guide_of(guide)
    values = office_frame(session, editor, site, "embed") | {
        "steps": None,
        "guides": GUIDE_LIST,
        "guide": found,
        "html": Markup(as_html(found, site, context.settings.base_url)),  # noqa: S704 (of our own guides)
    }
    return render(request, "sites/guide.html", values)


@router.post("/check")
def check(
    request: Request,
    context: AppContext,
    reading: ReadSession,
    editor: FormEditor,
    site_key: str,
    now: Now,
    url: Annotated[str, Form(max_length=4096)] = "",
    *,
    session: WriteSession,
) -> Response:
    """Have a page looked at. The worker does it; the page shows what it found."""
    site = led_site(reading, editor.account_id, site_key)
    key = rate_limit.key_of(context.settings, now, "check", str(site.id))
    try:
        ask(session, site, url, reach=Reach.of(context.settings.reachable_networks), now=now)
    except InvalidInput as refused:
        session.rollback()
        return _page(request, context, reading, editor, site, now, url=url, refused=refused)
    rate_limit.count(session, key, limit=_CHECKS, seconds=_SECONDS, now=now)
    return RedirectResponse(f"/office/{quote(site.key)}/embed#check", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    context: Context,
    session: ReadSession,
    editor: Editor,
    site: Site,
    now: Now,
    *,
    url: str | None = None,
    refused: InvalidInput | None = None,
) -> Response:
    base_url = context.settings.base_url
    latest_check = latest(session, site.id)
    waits = latest_check is not None and latest_check.due_at is not None
    findings = [Finding.read(row) for row in latest_check.findings] if latest_check else []
    values = office_frame(session, editor, site, "embed") | {
        "steps": first_steps(session, site),
        "guides": GUIDE_LIST,
        "now": now,
        "base_url": base_url,
        "tag": tag(site, base_url),
        "pinned": pinned_tag(site, base_url),
        "version": version(),
        "policy": policy(base_url),
        "check": latest_check,
        "waits": waits,
        "works": works(findings),
        "told": [(finding.state, *say(finding, speech_of(request, editor).text)) for finding in findings],
        "url": url if url is not None else latest_check.url if latest_check else first_page(site),
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    # To another address each time: to the same one with a fragment, browsers only scroll.
    again = f"2; url=/office/{quote(site.key)}/embed?at={now.timestamp():.0f}#check"
    headers = {"Refresh": again} if waits and refused is None else {}
    return render(request, "sites/embed.html", values, status=status, headers=headers)
