"""One browser a session, one context a test, and the two servers that a page with the widget needs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import Pages, Service


@pytest.fixture(scope="session")
def widget_browser(browser: Browser) -> Browser:
    """The one browser of this process."""
    return browser


@pytest.fixture(scope="session")
def widget_servers() -> Iterator[tuple[Service, Pages]]:
    with Service().running() as service, Pages().running() as pages:
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
    return pages


@pytest.fixture
def widget_context(widget_browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts; a test that gets one of its own kind (a phone, dark, ...) says so."""
    contexts: list[BrowserContext] = []

    def make(**kind: Any) -> BrowserContext:
        contexts.append(widget_browser.new_context(**({"locale": "en-GB"} | kind)))
        contexts[-1].set_default_timeout(5000)
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
