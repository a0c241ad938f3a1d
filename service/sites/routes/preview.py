"""A preview of the dialog: the real widget on a sample page, with settings that need not be saved yet."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from service.accounts.current_user import CurrentEditor
from service.errors import NotFound
from service.models import Site
from service.settings import Settings
from service.sites.find import find_site
from service.sites.form import COLOURS, SWITCHES, WORDS, form_of, given_by
from service.sites.owned import owned_site
from service.sites.samples import SAMPLES
from service.sites.settings import SiteSettings, WrongSettings, checked
from service.sites.widget import nearest_language, site_script
from service.web.context import AppContext, Now, ReadSession
from service.web.pages import render
from service.web.security_headers import policy

router = APIRouter(prefix="/office/{site_key}/preview", include_in_schema=False)
_FRAMED = {"Content-Security-Policy": policy(frame_ancestors="'self'"), "X-Frame-Options": "SAMEORIGIN"}


async def _asked(request: Request) -> dict[str, str]:
    """The fields of the form that the preview shows."""
    return dict(request.query_params)


Asked = Annotated[dict[str, str], Depends(_asked)]


def preview_query(form: Mapping[str, str], language: str) -> str:
    """What the preview has to know of a form, as the query of its address."""
    colours = {name: form.get(f"colours.{name}", "") for name in COLOURS}
    words = {name: form.get(f"wording.{language}.{name}", "") for name in WORDS}
    fields = {name: form.get(name, "") for name in SWITCHES}
    fields |= {f"colours.{name}": text for name, text in colours.items()}
    fields |= {f"wording.{language}.{name}": text for name, text in words.items()}
    return urlencode({"language": language} | {name: text for name, text in fields.items() if text})


@router.get("")
def preview(
    request: Request, context: AppContext, session: ReadSession, editor: CurrentEditor, site_key: str, asked: Asked
) -> Response:
    """A sample page, on which the dialog opens by itself."""
    site = owned_site(session, editor.account_id, site_key)
    language = _language(site, asked)
    query = urlencode(asked)
    values = {
        "site": site,
        "language": language,
        "sample": SAMPLES[language],
        "query": f"{query}&{urlencode({'signature': _signature(context.settings, site.key, query)})}",
    }
    return render(request, "sites/preview.html", values, headers=_FRAMED)


@router.get(".js")
def preview_script(context: AppContext, session: ReadSession, site_key: str, asked: Asked, now: Now) -> Response:
    """The widget as it would be served with these settings. What cannot be taken of them is as the site has it.

    The sample page is in a frame without an origin, so that the dialog in it cannot take the focus from the form; no
    cookie comes from there. The signature says that an owner has asked for just this.
    """
    query = urlencode({name: text for name, text in asked.items() if name != "signature"})
    expected = _signature(context.settings, site_key, query)
    if not hmac.compare_digest(expected.encode(), asked.get("signature", "").encode("utf-8", "replace")):
        raise NotFound("There is nothing at this address.")
    site = find_site(session, site_key, now=now)
    shown = _with(site, asked)
    shown.page_rules = None  # the sample page is at an address of the office
    shown.widget_options = {name: value for name, value in shown.widget_options.items() if name != "active"}
    script = site_script(shown, "", key="preview", language=_language(site, asked))
    return Response(script.content, headers={"Cache-Control": "no-store"}, media_type="text/javascript")


def _language(site: Site, asked: Mapping[str, str]) -> str:
    return nearest_language(asked.get("language") or site.languages[0])


def _signature(settings: Settings, site_key: str, query: str) -> str:
    message = f"preview\n{site_key}\n{query}".encode("utf-8", "replace")
    return hmac.new(settings.secret(), message, hashlib.sha256).hexdigest()


def _with(site: Site, asked: Mapping[str, str]) -> Site:
    """A site like this one, of no database, with those of the asked settings that can be taken."""
    saved = SiteSettings.of(site)
    form = form_of(saved) | dict.fromkeys(SWITCHES, "") | {f"colours.{name}": "" for name in COLOURS}
    form = {name: text for name, text in form.items() if not name.startswith("wording.")} | dict(asked)
    given: dict[str, Any] = given_by(form)
    try:
        settings = checked(given)
    except WrongSettings as refused:
        settings = checked(_without(given, list(refused.errors), saved))
    copy = Site(key=site.key, widget_options=dict(site.widget_options), page_rules=site.page_rules)
    settings.apply(copy)
    return copy


def _without(given: dict[str, Any], fields: list[str], saved: SiteSettings) -> dict[str, Any]:
    """The same with the saved values in these fields."""
    kept = saved.model_dump()
    for field in fields:
        part, *rest = field.split(".")
        if part == "wording" and len(rest) == 2:
            given["wording"][rest[0]][rest[1]] = kept["wording"].get(rest[0], {}).get(rest[1], "")
        elif part == "colours" and rest:
            given["colours"][rest[0]] = kept["colours"][rest[0]]
        else:
            given[part] = kept.get(part)
    return given
