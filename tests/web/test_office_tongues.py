"""What the office answers to what is asked and typed in its forms, in each language of the desk."""

from urllib.parse import urljoin

import pytest
from httpx2 import Response

from service.database import Database
from service.settings import Settings
from tests.conftest import Clock
from tests.desk import Desk, _Forms
from tests.factories import PASSWORD
from tests.web.furnished import furnish
from tests.web.newsroom import PAGE, READER, Newsroom
from tests.web.said import speaks

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it

ASKED: tuple[tuple[str, str, dict[str, str], int], ...] = (
    ("/office/k1/data", "/periods", {"emails": "x"}, 422),
    ("/office/k1/data", "/periods", {"emails": "30"}, 303),
    ("/office/k1/data", "/purge", {}, 303),
    ("/office/k1/data", "/reader", {"reader": "?"}, 422),
    ("/office/k1/data", "/reader", {"reader": "s@k1.example"}, 200),
    ("/office/k1/data", "/reader", {"reader": READER}, 200),
    ("", "/reader/erasure", {}, 303),
    (
        "/office/k1/settings",
        "/settings",
        {"name": "", "origins": "x", "languages": "?", "active": "<", "allowed": "?"},
        422,
    ),
    (
        "/office/k1/settings",
        "/settings",
        {"origins": "ftp://1", "colours.ink": "x", "wording.uk.rules": "x" * 999},
        422,
    ),
    ("/office/k1/settings", "/settings", {"origins": "https://news.example", "colours.ink": "#fff"}, 303),
    ("/office/k1/embed", "/check", {"url": "x"}, 422),
    ("/office/k1/embed", "/check", {"url": "https://1.example/1"}, 422),
    ("/office/k1/embed", "/check", {"url": PAGE}, 303),
    ("/office/k1/channels", "/authors", {"author": "", "account": "1"}, 422),
    ("/office/k1/channels", "/authors/removal", {}, 303),
    ("/office/k1/people", "/people", {"email": "x", "role": "editor"}, 422),
    ("/office/k1/people", "/people", {"email": "b@courier.example", "role": "editor"}, 422),
    ("/office/k1/people", "/people", {"email": "f@new.example", "role": "viewer"}, 200),
    ("/office/k1/people", "/1/role", {"role": "viewer"}, 422),
    ("/office/k1/people", "/2/role", {"role": "viewer"}, 303),
    ("/office/k1/people", "/2/removal", {}, 303),
    ("/office/k1/people", "/withdrawal", {}, 303),
    ("/office/k1/channels/new?kind=email", "/channels", {"address": "x"}, 422),
    ("/office/k1/channels/new?kind=telegram", "/channels", {"token": "x", "chat": "x"}, 422),
    ("/office/k1/channels/new?kind=webhook", "/channels", {"url": "x"}, 422),
    ("/office/k1/channels/new?kind=webhook", "/channels", {"url": "https://1.example:1/1"}, 422),
    ("/office/k1/channels/new?kind=feed", "/channels", {"name": "Стрічка"}, 200),
    ("/desk/notifications/new?kind=slack", "/notifications", {"url": "https://1.example/1", "readers": "0"}, 422),
    ("/desk/account", "/name", {"name": ""}, 422),
    ("/desk/account", "/name", {"name": "Олена"}, 303),
    ("/desk/account", "/email", {"email": "x", "current": "x"}, 422),
    ("/desk/account", "/password", {"current": PASSWORD, "password": "x", "again": "y"}, 422),
    ("/desk/account", "/password", {"current": PASSWORD, "password": "password1234", "again": "password1234"}, 422),
    ("/desk/account/two-factor", "/two-factor", {"code": "000000", "current": PASSWORD}, 422),
    ("/office", "/office", {"name": "", "addresses": "x", "languages": "?"}, 422),
    ("/office", "/office", {"name": "Вісник", "addresses": "https://2.example", "languages": "uk"}, 303),
    ("/office/accounts/2", "/reset", {"current": PASSWORD}, 200),
    ("/office/accounts/2", "/administrator", {"current": "x"}, 422),
    ("/office/k1/key/end", "/key/end", {}, 303),
    ("/office/k1/settings", "/key/rotation", {"days": "7"}, 303),
)
"""What is asked for in the office: the page, the form, what is typed, and the status of the answer."""


def test_what_the_office_answers_is_in_the_language(
    database: Database, settings: Settings, clock: Clock, newsroom: Newsroom, language: str
) -> None:
    site, desk = newsroom
    desk.client.headers["accept-language"] = language
    with database.write() as session:
        furnish(session, settings, site, clock())
    for path, form, typed, status in ASKED:
        if path:
            desk.open(path)
        answer = press(desk, form, typed)
        assert answer.status_code == status, (path, form, typed, desk.shown())
        speaks(desk.page.text, language, f"{path} {form}")


def press(desk: Desk, form: str, typed: dict[str, str]) -> Response:
    """Send the page's form whose action ends so, and go where it leads."""
    parsed = _Forms()
    parsed.feed(desk.page.text)
    action, filled = next(each for each in parsed.forms if each[0].partition("#")[0].endswith(form))
    answer = desk.client.post(action, data=filled | typed, headers={"sec-fetch-site": "same-origin"})
    desk.page = answer
    if answer.status_code == 303:
        desk.open(urljoin(str(answer.url), answer.headers["location"]))
    return answer
