"""The demo article's address."""

from fastapi import APIRouter, Request, Response

from service.demo.own_page import PATH
from service.demo.seed import SITE_KEY
from service.sites.find import find_site
from service.web.context import AppContext, Now, ReadSession
from service.web.pages import render
from service.web.static_files import static_url

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def article(request: Request, context: AppContext, session: ReadSession, now: Now) -> Response:
    """The demo article, as a reader of a site with the widget sees it; not there unless the demo was made."""
    site = find_site(session, SITE_KEY, now=now)
    values = {
        "canonical_url": f"{context.settings.base_url}{PATH}",
        "stylesheet_url": static_url("demo/demo.css"),
        "widget_url": f"/w/{site.key}.js",
        "desk_url": "/desk",
    }
    return render(request, "demo/article.html", values)
