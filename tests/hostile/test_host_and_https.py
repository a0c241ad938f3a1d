"""Sections B and E: what a request says of its host leads nobody away, and by https cookies are for this host alone."""

from http.cookies import SimpleCookie

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from service.app import create_app
from service.database import Database
from service.models import Letter
from service.notifications.letters import link_in
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.factories import PASSWORD, make_site
from tests.hostile.test_sessions import HERE

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it


@pytest.mark.parametrize(
    "host",
    ["evil.test", "desk.test.evil.test", "evildesk.test", "desk.test@evil.test", "evil.test:80", "[::ffff:1]", ""],
)
def test_a_host_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    """B26."""
    answer = client.get("/login", headers={"host": host})
    assert answer.status_code == 400 and "evil" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost"},
        {"host": "127.0.0.1:1", "x-forwarded-host": "evil.test"},
        {"x-forwarded-host": "evil.test", "x-forwarded-proto": "https", "x-forwarded-port": "1"},
        {"forwarded": "host=evil.test;proto=https", "x-original-url": "/evil", "x-rewrite-url": "/evil"},
    ],
)
def test_mailed_links_and_redirects_do_not_follow_the_request(
    settings: Settings, database: Database, headers: dict[str, str]
) -> None:
    """B26, B29: a link to a new password leads to the configured address, whoever asked for it and how."""
    site = make_site(database)
    sending = settings.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1:1025")})
    with TestClient(create_app(sending, database=database), base_url=BASE_URL, follow_redirects=False) as client:
        assert client.post("/forgotten", data={"email": site.owner_email}, headers=HERE | headers).status_code == 200
        assert client.get("/desk", headers=headers).headers["location"] == "/login?next=%2Fdesk"
    with database.read() as session:
        link = link_in(settings, session.scalars(select(Letter)).one())
    assert link.startswith(f"{BASE_URL}/reset?token=")


def test_by_https_cookies_are_for_this_very_host_and_for_https(settings: Settings, database: Database) -> None:
    """E08."""
    site = make_site(database)
    secure = settings.model_copy(update={"base_url": "https://desk.test"})
    app = create_app(secure, database=database)
    with TestClient(app, base_url="https://desk.test", follow_redirects=False) as client:
        form = {"email": site.owner_email, "password": PASSWORD}
        answer = client.post("/login", data=form, headers=HERE)
        cookies = [SimpleCookie(line) for line in answer.headers.get_list("set-cookie")]
        assert [name for cookie in cookies for name in cookie] == ["__Host-bluepencil", "__Host-bluepencil-known"]
        for cookie in cookies:
            (kept,) = cookie.values()
            assert kept["secure"] and kept["httponly"] and kept["samesite"] == "lax"
            assert kept["path"] == "/" and not kept["domain"], "a browser takes __Host- only so"
        assert "max-age=" in answer.headers["strict-transport-security"]
        assert client.get("/desk").status_code == 200


@pytest.mark.parametrize(
    "path", ["/reset?token=x", "/invitation?token=x", "/new-email?token=x", "/mailbox/x", "/forgotten"]
)
def test_no_page_tells_others_its_address(client: TestClient, path: str) -> None:
    """E12: links that open something are not told to whoever a page links to, and no cache keeps them."""
    answer = client.get(path)
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "no-store" in answer.headers["cache-control"]
