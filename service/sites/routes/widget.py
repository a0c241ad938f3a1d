"""The widget's addresses."""

import json
import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response

from service.errors import NotFound
from service.sites.find import find_site
from service.sites.widget import Script, languages, plain_script, site_script, site_texts, texts_file, version
from service.web.context import AppContext, Now, ReadSession

router = APIRouter(tags=["widget"])
_FIVE_MINUTES = "public, max-age=300"
_FOR_EVER = "public, max-age=31536000, immutable"
_JAVASCRIPT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/javascript": {}}, "description": "The script."}}
_VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}(-[0-9a-f]{8})?")
IfNoneMatch = Annotated[str, Header(alias="If-None-Match")]


@router.get("/w/{site_key}.js", summary="The widget of one site", response_class=Response, responses=_JAVASCRIPT)
def site_widget(
    site_key: str, context: AppContext, session: ReadSession, now: Now, known: IfNoneMatch = ""
) -> Response:
    """The script to embed, with this site's settings in it. It may be cached for five minutes."""
    site = find_site(session, site_key, now=now)
    return _answer(site_script(site, context.settings.base_url, key=site_key), known, _FIVE_MINUTES)


@router.get(
    "/w/{site_key}/{language}.json",
    summary="The widget's texts of one site in one language",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}, "description": "The texts."}},
)
def site_widget_texts(site_key: str, language: str, session: ReadSession, now: Now) -> Response:
    """What the widget says on pages in another language than the site's main one, with the site's own words."""
    site = find_site(session, site_key, now=now)
    if language not in languages():
        raise NotFound("The widget does not speak this language.")
    content = json.dumps(site_texts(site, language), ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, headers=_shared(_FIVE_MINUTES), media_type="application/json")


@router.get("/widget.js", summary="The widget, configured by its tag", response_class=Response, responses=_JAVASCRIPT)
def widget(known: IfNoneMatch = "") -> Response:
    """The script without settings: `data-site` and the like in its tag configure it."""
    return _answer(plain_script(), known, _FIVE_MINUTES)


@router.get(
    "/widget/texts/{language}.json",
    summary="The widget's own texts in one language",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}, "description": "The texts."}},
)
def widget_texts(language: str) -> Response:
    """As they come with the service, without the words of any site."""
    if language not in languages():
        raise NotFound("The widget does not speak this language.")
    content = texts_file(language).read_bytes()
    return Response(content, headers=_shared(_FIVE_MINUTES), media_type="application/json")


@router.get(
    "/widget/{number}.js",
    summary="One version, for ever",
    response_class=Response,
    responses=_JAVASCRIPT | {302: {"description": "Another version: the script that there is now is at /widget.js."}},
)
def versioned_widget(number: str, known: IfNoneMatch = "") -> Response:
    """The same script under an address that never changes its content, fit for `integrity`.

    The address of another version leads to `/widget.js`: a page that names no hash works on, and one that does is safe
    from bytes that it does not know.
    """
    if number == version():
        return _answer(plain_script(), known, _FOR_EVER)
    if not _VERSION.fullmatch(number):
        raise NotFound("This is no version of the widget.")
    return Response(status_code=HTTPStatus.FOUND, headers=_shared(_FIVE_MINUTES) | {"Location": "/widget.js"})


def _answer(script: Script, known: str, caching: str) -> Response:
    headers = _shared(caching) | {"ETag": script.etag}
    if script.etag in known or known == "*":
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(script.content, headers=headers, media_type="text/javascript")


def _shared(caching: str) -> dict[str, str]:
    return {
        "Cache-Control": caching,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
