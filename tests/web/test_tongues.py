"""Every page of the desk in each of its languages: nothing on it is left in English, and numbers have their forms."""

import re

import pytest

from service.database import Database
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import Clock
from tests.hostile.routes import READ
from tests.web.furnished import furnish
from tests.web.newsroom import COUNTS, WORDS, Newsroom, live_through_everything
from tests.web.said import page, speaks

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it

NO_PAGES = re.compile(
    r"^/(openapi|healthz|readyz|metrics|api|w/|widget|docs|demo|feeds|desk/export|office/\{site_key\}$|$)"
    r"|\.(txt|csv|js)$|/(live|look|changes|preview)$"
)
"""What programs and readers are answered, files, and what leads on to a page."""
MORE = (
    *("/desk?status=accepted", "/desk?status=resolved", "/desk?status=rejected", "/desk?status=spam"),
    *("/desk?status=duplicate&q=xxx1", "/desk?section=Порт", "/desk?sort=readers", "/desk?q=помілка"),
    "/desk?language=uk&kind=grammar&assignee=me&mention=me&readers=1&age=1&confidence=1&section=1&author=1",
    *(f"/desk/issues/{number}" for number in range(1, 11)),
    *("/desk/overview?days=365", "/desk/overview?days=365&from=2025-01-01&to=2025-01-31"),
    *("/office/k1/dictionary?show=corrections", "/office/k1/dictionary?q=1"),
)
LEADING = ("/login", "/forgotten", "/setup", "/office/{site_key}")
"""Where whoever is logged in is led on."""
ROUTES = [path for _, path in READ if not NO_PAGES.search(path) and path not in LEADING]

STEPS = (
    *(("open", "assign"), ("open", "accept"), ("accepted", "resolve"), ("resolved", "reopen")),
    *(("open", "reject"), ("rejected", "reopen"), ("open", "spam")),
)
"""What can be done with all of a view, one after the other."""


def test_no_page_is_left_in_english(
    database: Database, settings: Settings, clock: Clock, newsroom: Newsroom, language: str
) -> None:
    site, desk = newsroom
    desk.client.headers["accept-language"] = language  # for what is shown to people without an account as well
    live_through_everything(desk)
    with database.write() as session:
        addresses = furnish(session, settings, site, clock())
    for path in (*ROUTES, *MORE):
        answer = desk.open(addresses.get(path, path).format(site_key=site.key, number=1))
        assert answer.status_code == 200, path
        speaks(answer.text, language, path)


def test_what_was_done_is_told_in_the_language(newsroom: Newsroom, language: str) -> None:
    _, desk = newsroom
    for status, action in STEPS:
        desk.open(f"/desk?status={status}")
        desk.send("/desk/batches", action=action, whole="1")
        speaks(desk.page.text, language)
        assert desk.send("/desk/batches").status_code == 303
        speaks(desk.page.text, language)
        assert str(len(WORDS)) in desk.shown()


def test_what_is_refused_is_told_in_the_language(newsroom: Newsroom, language: str) -> None:
    _, desk = newsroom
    assert desk.open("/desk/issues/1").status_code == 200
    assert desk.decide("accept", version="7", own="1").status_code == 409
    speaks(desk.page.text, language)
    desk.open("/desk/issues/1")
    assert desk.decide("duplicate", original="99").status_code == 422
    speaks(desk.page.text, language)
    for path, status in (("/desk/issues/99", 404), ("/desk?age=x", 422), ("/office/x/dictionary", 404)):
        assert desk.open(path).status_code == status
        speaks(desk.page.text, language)
    desk.open("/desk/issues/1")
    assert desk.send("/decision", form="").status_code == 403
    speaks(desk.page.text, language)


@pytest.mark.parametrize("accept", ["{}", "{}-DE,en;q=0.5", "en; q=0.4 , {}; q=0.8", "en;q=0, {};q=0.1", "xx, {}"])
def test_before_logging_in_the_browser_is_asked(client: TestClient, accept: str, language: str) -> None:
    headers = {"accept-language": accept.format(language), "sec-fetch-site": "same-origin"}
    for path in ("/setup", "/login", "/forgotten"):
        speaks(client.get(path, headers=headers).text, language)
    wrong = client.post("/login", data={"email": "x@y.example", "password": "no"}, headers=headers)
    assert wrong.status_code == 422
    speaks(wrong.text, language)
    for path, status in (("/nowhere", 404), ("/logout", 405)):
        answer = client.get(path, headers=headers)
        assert answer.status_code == status
        speaks(answer.text, language)


def test_what_an_account_chose_stands_before_the_browser(newsroom: Newsroom, language: str) -> None:
    _, desk = newsroom
    desk.client.headers["accept-language"] = "en"
    speaks(desk.open("/login").text, language)
    speaks(desk.open("/desk/settings").text, language)
    desk.send("/desk/settings", language="")
    assert page(desk.open("/desk").text)[0] == "en-GB"
    desk.client.headers["accept-language"] = f"{language},en;q=0.1"
    speaks(desk.open("/desk").text, language)


READERS = {
    "uk": ["1 читач", "2 читачі", "5 читачів", "11 читачів", "21 читач"],
    "de": ["1 Leser", "2 Leser", "5 Leser", "11 Leser", "21 Leser"],
}


def test_numbers_have_their_forms(newsroom: Newsroom, language: str) -> None:
    _, desk = newsroom
    assert len(READERS[language]) == len(COUNTS)
    queue = desk.open("/desk?sort=readers").text
    for number, readers in enumerate(READERS[language], 1):
        assert f">{readers}<" in queue
        assert f"<h2>{readers}</h2>" in desk.open(f"/desk/issues/{number}").text
