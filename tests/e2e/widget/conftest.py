"""One browser a session, one context a test, and the two servers that a page with the widget needs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.widget.chromium import Chromium
from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import Pages, Service
from tests.e2e.widget.visitor import Driver, Visitor
from tests.firefox import Firefox

# One process starts the one Firefox.
_BROWSERS = ["chromium", pytest.param("firefox", marks=pytest.mark.xdist_group("firefox"))]


@pytest.fixture(scope="session")
def widget_browser(browser: Browser) -> Browser:
    """The one browser of this process."""
    return browser


@pytest.fixture(scope="session")
def widget_servers() -> Iterator[tuple[Service, Pages]]:
    service, pages = Service(), Pages()
    with service.running(), pages.running():
        yield service, pages


@pytest.fixture
def widget_service(widget_servers: tuple[Service, Pages]) -> Service:
    service, _ = widget_servers
    service.reset()
    return service


@pytest.fixture
def widget_pages(widget_servers: tuple[Service, Pages]) -> Pages:
    _, pages = widget_servers
    pages.pages.clear()
    pages.requests.clear()
    return pages


@pytest.fixture
def widget_context(widget_browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts; a test that gets one of its own kind (a phone, dark, ...) says so."""
    contexts: list[BrowserContext] = []

    def make(**kind: Any) -> BrowserContext:
        contexts.append(widget_browser.new_context(**({"locale": "en-GB"} | kind)))
        contexts[-1].set_default_timeout(20_000)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(
    widget_context: Callable[..., BrowserContext], widget_service: Service, widget_pages: Pages
) -> Iterator[Reader]:
    """A reader at a desk. Nothing that the widget does may end in an error on the page."""
    errors: list[str] = []
    reader = Reader(widget_context().new_page(), widget_service, widget_pages)
    reader.page.on("pageerror", lambda error: errors.append(str(error)))
    yield reader
    assert errors == []


@pytest.fixture
def make_reader(
    widget_context: Callable[..., BrowserContext], widget_service: Service, widget_pages: Pages
) -> Callable[..., Reader]:
    """Readers with other screens, settings or habits."""

    def make(**kind: Any) -> Reader:
        page: Page = widget_context(**kind).new_page()
        return Reader(page, widget_service, widget_pages)

    return make


@pytest.fixture(scope="session")
def chromium_driver(widget_browser: Browser) -> Iterator[Chromium]:
    context = widget_browser.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    yield Chromium(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def firefox_driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")).running() as running:
        yield running


@pytest.fixture(params=_BROWSERS)
def visitor(request: pytest.FixtureRequest, widget_service: Service, widget_pages: Pages) -> Iterator[Visitor]:
    """A reader in each of the browsers: in one page, which is the same from test to test."""
    driver: Driver = request.getfixturevalue(f"{request.param}_driver")
    yield Visitor(driver, widget_service, widget_pages)
    driver.run("() => { try { localStorage.clear(); } catch {} }")
