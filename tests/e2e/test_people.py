"""The first minutes in a browser: first account, first site, a colleague, codes at log-in; and what axe says to it.

No page needs a script. Every one is looked at in light and dark, wide and on the narrowest phone, with names that are
long or run from right to left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyotp
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.app import utc_now
from service.people.setup import offer_setup
from tests.checkout import ROOT
from tests.conftest import BASE_URL
from tests.hostile.servers import in_thread

AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
SITE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
COLLEAGUE = "محمد الكاتب"
OWN, THEIRS = "lantern harbour quince", "orange tunnel violin"


@dataclass(frozen=True)
class Service:
    """The service, its address, and what it printed for its operator."""

    url: str
    token: str

    def at(self, link: str) -> str:
        """A link that the service has given out, where this test has the service."""
        return link.replace(BASE_URL, self.url)


@pytest.fixture
def service(app: FastAPI) -> Iterator[Service]:
    """A new installation. Its clock runs: apps for codes go by their own."""
    context = app.state.context
    object.__setattr__(context, "clock", utc_now)
    with context.database.write() as session:
        token = offer_setup(session, now=utc_now())
    assert token is not None
    with in_thread(app) as url:
        yield Service(url, token)


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose pages run no script but the test's."""
    with browser.new_context(locale="en-GB", timezone_id="Asia/Tokyo") as context:
        context.set_default_timeout(10_000)
        yield context


def check(page: Page) -> None:
    """Nothing for axe to complain of, and nothing wider than its window."""
    assert AXE.exists(), "axe-core is missing: run `npm ci` in widget/"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        found = page.evaluate(
            "axe.run().then(({ violations }) => violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
        )
        assert found == [], (page.url, scheme)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def fill(page: Page, **fields: str) -> None:
    """Fill fields in by their names."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").last.fill(value)


def test_from_nothing_to_a_colleague_at_the_desk(service: Service, plain: BrowserContext, browser: Browser) -> None:
    page = plain.new_page()
    page.goto(service.url)
    expect(page).to_have_url(f"{service.url}/setup")
    page.goto(f"{service.url}/setup?token={service.token}")
    check(page)
    fill(page, name="Nora Mill", email="nora@courier.example", password="password12", again="password12")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("This password would soon be guessed.")).to_be_visible()
    check(page)
    fill(page, password=OWN, again=OWN)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("No sites yet.")).to_be_visible()
    check(page)
    fill(page, name=SITE, addresses="www.courier.example", languages="de, en")
    page.get_by_role("button", name="Make the site").click()
    expect(page.get_by_label("The tag")).to_have_value(
        re.compile(r'^<script async src="http.+/w/.{12}\.js"></script>$')
    )
    check(page)
    page.get_by_role("link", name=re.compile("^People")).click()
    fill(page, email="max@courier.example")
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.get_by_label("The link").input_value()
    check(page)
    with browser.new_context(locale="en-GB") as elsewhere:
        _accept(elsewhere.new_page(), service, link)
    page.reload()
    page.goto(f"{service.url}/office/accounts")
    check(page)
    page.get_by_role("link", name=COLLEAGUE).click()
    check(page)
    used = page.locator("time.clock").first
    assert used.inner_text().startswith(
        str(used.evaluate("time => `${new Date(time.dateTime).getHours()}`.padStart(2, 0)"))
    )


def _accept(page: Page, service: Service, link: str) -> None:
    page.goto(service.at(link))
    expect(page.get_by_role("heading", name=f"You are invited to {SITE}")).to_be_visible()
    check(page)
    fill(page, name=COLLEAGUE, password=THEIRS, again=THEIRS)
    page.get_by_role("button", name="Accept").click()
    expect(page).to_have_url(re.compile(r"/desk\?site="))
    page.goto(service.at(link))
    expect(page.get_by_text("This invitation is no longer valid")).to_be_visible()
    page.goto(f"{service.url}/office")
    expect(page.get_by_text(SITE, exact=True)).to_be_visible()
    check(page)


def test_codes_at_log_in(service: Service, plain: BrowserContext) -> None:
    page = plain.new_page()
    page.goto(f"{service.url}/setup?token={service.token}")
    fill(page, name=COLLEAGUE, email="max@courier.example", password=THEIRS, again=THEIRS)
    page.get_by_role("button", name="Make the account").click()
    page.locator(".me summary").click()
    page.get_by_role("link", name="Your account").click()
    check(page)
    page.get_by_role("link", name="Log-ins", exact=True).click()
    expect(page.get_by_text("this one")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Codes at log-in").click()
    check(page)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    fill(page, code=pyotp.TOTP(secret).now(), current=THEIRS)
    page.get_by_role("button", name="Turn on").click()
    codes = page.locator(".codes code")
    expect(codes).to_have_count(10)
    check(page)
    code = codes.first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    check(page)
    page.locator(".me summary").click()
    page.get_by_role("button", name="Log out").click()
    check(page)
    fill(page, email="max@courier.example", password=THEIRS)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    check(page)
    fill(page, code=code)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{service.url}/desk")
    page.goto(f"{service.url}/forgotten")
    expect(page.get_by_text("This installation sends no e-mail.")).to_be_visible()
    check(page)
