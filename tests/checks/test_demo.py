"""The demo's own page may be looked at from within, wherever the service runs; nothing else of the service may."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.demo.own_page import is_own_page
from service.demo.seed import SITE_KEY, seed
from service.models import IssueCheck, PageCheck
from service.settings import Settings
from service.worker import Worker
from tests.checks.paper import Press, page
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import post, report
from tests.outbound.server import answer, redirect, serving


@pytest.fixture
def press() -> Iterator[Press]:
    """The service itself, as far as its demo goes."""
    made = Press(answer(page("recieved")))
    with serving(made.answer) as made.server:
        yield made


@pytest.fixture
def settings(settings: Settings, press: Press) -> Settings:
    """The service is on this machine, and nobody allowed it to look around there."""
    return settings.model_copy(update={"base_url": f"http://127.0.0.1:{press.port}", "reachable_networks": ()})


@pytest.fixture
def client(app: FastAPI, settings: Settings) -> TestClient:
    """A reader of the demo."""
    return TestClient(app, base_url=settings.base_url, follow_redirects=False)


def _report(client: TestClient, database: Database, settings: Settings, clock: Clock, path: str) -> None:
    with database.write() as session:
        seed(session, base_url=settings.base_url, now=clock())
    body = report(page={"url": f"{settings.base_url}{path}", "lang": "en"}, site=SITE_KEY)
    assert post(client, body, origin=settings.base_url).status_code == 202
    clock.advance(minutes=2)


def test_the_demo_article_is_looked_at(
    client: TestClient, database: Database, settings: Settings, clock: Clock, press: Press, worker: Worker
) -> None:
    _report(client, database, settings, clock, "/demo")
    worker.run_once()
    with database.read() as session:
        assert session.scalars(select(IssueCheck.verdict)).all() == ["present"]
    assert [request.split()[1] for request in press.requests] == [b"/demo"]


@pytest.mark.parametrize("path", ["/metrics", "/demo/", "/demo?x=1/../metrics", "/"])
def test_no_other_page_of_the_service_is(
    client: TestClient, database: Database, settings: Settings, clock: Clock, press: Press, worker: Worker, path: str
) -> None:
    _report(client, database, settings, clock, path)
    worker.run_once()
    if path.partition("?")[0] != "/demo":
        assert press.requests == []
        with database.read() as session:
            assert session.scalars(select(PageCheck.problem)).all() == ["private"]
    else:
        assert [request.split()[1][:6] for request in press.requests] == [b"/demo?"]


def test_nor_is_it_led_to_from_the_demo(
    client: TestClient, database: Database, settings: Settings, clock: Clock, press: Press, worker: Worker
) -> None:
    press.say = redirect("/metrics")
    _report(client, database, settings, clock, "/demo")
    worker.run_once()
    assert len(press.requests) == 1
    with database.read() as session:
        assert session.scalars(select(PageCheck.problem)).all() == ["elsewhere"]


@pytest.mark.parametrize(
    ("url", "key", "base_url", "own"),
    [
        ("http://127.0.0.1:8000/demo", "demo", "http://127.0.0.1:8000", True),
        ("http://localhost:8000/demo", "demo", "http://127.0.0.1:8000", True),
        ("https://pencil.example/demo", "demo", "https://pencil.example", True),
        ("http://127.0.0.1:8001/demo", "demo", "http://127.0.0.1:8000", False),
        ("http://127.0.0.1:8000/demo", "courier", "http://127.0.0.1:8000", False),
        ("http://x@127.0.0.1:8000/demo", "demo", "http://127.0.0.1:8000", False),
        ("http://127.0.0.1:8000/demo/..", "demo", "http://127.0.0.1:8000", False),
        ("http://[/demo", "demo", "http://127.0.0.1:8000", False),
    ],
)
def test_which_address_is_the_demo_s(url: str, key: str, base_url: str, own: bool) -> None:
    assert is_own_page(url, key, base_url) is own
