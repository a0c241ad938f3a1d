"""News for open desks: who is told what, as a stream and by asking."""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from service.accounts.current_user import Editor
from service.database import Database
from service.live.changes import changes_since, newest
from service.live.hub import Hub
from service.live.routes import _sites_now, _stream
from service.models import Login
from tests.client import TestClient
from tests.desk import Desk
from tests.factories import MadeSite, make_member, make_site, post, report

T = TypeVar("T")


@pytest.fixture
def site(client: TestClient, database: Database) -> MadeSite:
    """A site with one issue and two editors."""
    made = make_site(database)
    make_member(database, made, "taras@courier.example")
    post(client, report("recieved"))
    return made


def _run(coroutine: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: the tests' own thread may have a loop already, that of the browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def _all(stream: AsyncIterator[str]) -> list[str]:
    return [part async for part in stream]


def _until(happened: Callable[[], bool]) -> None:
    while not happened():
        threading.Event().wait(0.01)


def test_whoever_asks_is_told_what_happened_since(client: TestClient, database: Database, site: MadeSite) -> None:
    taras = Desk(client, "taras@courier.example")
    last = client.get("/desk/changes").json()["last"]
    assert client.get(f"/desk/changes?since={last}").json()["changes"] == []
    taras.decide("reject")
    post(client, report("goverment"))
    Desk(client, site.owner_email)
    told = client.get(f"/desk/changes?since={last}").json()
    assert [(change["issue"], change["what"], change["status"], change["who"]) for change in told["changes"]] == [
        (1, "rejected", "rejected", "taras"),
        (2, "reported", "open", ""),
    ]
    assert not told["changes"][0]["mine"] and told["last"] > last
    assert client.get("/desk/changes?since=x").status_code == 422


def test_whoever_was_away_for_long_misses_nothing(
    client: TestClient, database: Database, site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.live.changes.MOST", 2)
    for number in range(4):
        post(client, report(f"goverment{number}"))
    Desk(client, site.owner_email)
    hub: Hub = client.app.state.live  # type: ignore[attr-defined]
    hub.closed = True  # streams end at once
    begun = client.get("/desk/live?since=0").text.removeprefix("retry: 3000\n\n")
    assert _told(begun) == (5, [(issue, "reported") for issue in range(1, 6)])
    for module in ("changes", "routes"):
        monkeypatch.setattr(f"service.live.{module}.MOST_MISSED", 4)
    told = client.get("/desk/changes?since=0").json()
    assert ([change["issue"] for change in told["changes"]], told["last"]) == ([1, 2, 3, 4], 4)
    told = client.get("/desk/changes?since=4").json()
    assert ([change["issue"] for change in told["changes"]], told["last"]) == ([5], 5)


@pytest.mark.parametrize("said", ["", "x", "-5", "1.5", "9" * 18, "9" * 400, "\xb2", "1 2", "0\x00"])
def test_whatever_a_browser_says_it_had_last_news_begin(client: TestClient, site: MadeSite, said: str) -> None:
    Desk(client, site.owner_email)
    client.app.state.live.closed = True  # type: ignore[attr-defined]  # streams end at once
    answer = client.get("/desk/live", headers={b"last-event-id": said.encode("latin-1")})
    assert (answer.status_code, answer.text) == (200, "retry: 3000\n\n")


def test_nothing_of_another_site_is_told(client: TestClient, database: Database, site: MadeSite) -> None:
    stranger = make_site(database, "gazette")
    Desk(client, stranger.owner_email)
    assert client.get("/desk/changes?since=0").json()["changes"] == []
    with database.read() as session:
        assert len(changes_since(session, 0)) == 1 and newest(session) == 1


def test_without_a_log_in_there_is_no_news(client: TestClient) -> None:
    for path in ("/desk/live", "/desk/changes"):
        assert client.get(path).headers["location"].startswith("/login")


def test_the_stream_tells_each_desk_its_own_sites(client: TestClient, database: Database, site: MadeSite) -> None:
    other = make_site(database, "gazette")

    async def listen() -> tuple[list[str], list[str]]:
        hub = Hub(database, look_every=0.01)
        ours, theirs = (_stream(hub, who.owner_id, frozenset({who.id}), ping_every=1) for who in (site, other))
        assert await anext(ours) == await anext(theirs) == "retry: 3000\n\n"
        waiting = [asyncio.ensure_future(anext(stream)) for stream in (ours, theirs)]
        async with asyncio.timeout(10):
            await asyncio.to_thread(_until, lambda: hub.open_desks == 2)
        await asyncio.to_thread(post, client, report("goverment"))
        heard = [await waiting[0], await waiting[1]]
        hub.closed = True
        rest = [[part async for part in stream] for stream in (ours, theirs)]
        assert hub.open_desks == 0
        return [heard[0], *rest[0]], [heard[1], *rest[1]]

    ours, theirs = _run(listen())
    (event,) = filter(_EVENT.fullmatch, ours)
    assert _told(event) == (2, [(2, "reported")])
    assert not any(map(_EVENT.fullmatch, theirs))


_EVENT = re.compile(r"id: (\d+)\ndata: (.+)\n\n")


def _told(event: str) -> tuple[int, list[tuple[int, str]]]:
    """The number of an event, and what it tells."""
    match = _EVENT.fullmatch(event)
    assert match is not None, event
    return int(match[1]), [(change["issue"], change["what"]) for change in json.loads(match[2])]


def test_a_stream_begins_with_what_happened_since_the_page_was_made(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    other = make_site(database, "gazette", origins=["https://gazette.example"])
    desk = Desk(client, "taras@courier.example")
    (since,) = re.findall(r'data-news="(\d+)"', desk.page.text)
    post(client, report("goverment"))
    elsewhere = report("theirs", site="gazette", page={"url": "https://gazette.example/1"})
    assert post(client, elsewhere, origin="https://gazette.example").status_code == 202
    hub: Hub = client.app.state.live  # type: ignore[attr-defined]
    hub.closed = True  # streams end at once
    begun = client.get(f"/desk/live?since={since}").text.removeprefix("retry: 3000\n\n")
    assert _told(begun) == (2, [(2, "reported")])
    assert client.get("/desk/live?since=2").text == client.get("/desk/live").text == "retry: 3000\n\n"
    back = client.get(f"/desk/live?since={since}", headers={"Last-Event-ID": "2"})
    assert back.text == "retry: 3000\n\n", "the browser has had it"
    odd = client.get("/desk/live?since=2", headers={"Last-Event-ID": "x; DROP"})
    assert odd.status_code == 200 and other.id != site.id


def test_one_editor_takes_not_all_places(client: TestClient, database: Database, site: MadeSite) -> None:
    Desk(client, "taras@courier.example")
    with database.read() as session:
        taras = session.scalars(select(Login.account_id)).one()
    hub: Hub = client.app.state.live  # type: ignore[attr-defined]
    hub.closed = True  # streams end at once
    hub._desks = {asyncio.Queue(): taras for _ in range(20)}
    assert client.get("/desk/live").status_code == 503
    hub._desks = {asyncio.Queue(): site.owner_id for _ in range(20)}
    assert client.get("/desk/live").status_code == 200


def test_an_ending_process_ends_its_streams(database: Database, site: MadeSite) -> None:
    async def listen() -> list[str]:
        hub = Hub(database)
        hub.closed = True
        return [part async for part in _stream(hub, site.owner_id, frozenset({site.id}))]

    assert _run(listen()) == ["retry: 3000\n\n"]


def test_whoever_is_logged_out_or_no_member_is_told_nothing_more(
    client: TestClient, database: Database, site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E09: a stream that was begun before goes on, and has nothing to tell."""
    monkeypatch.setattr("service.live.routes._TRUSTED", 0)
    taras = Desk(client, "taras@courier.example")
    with database.read() as session:
        login, account = session.execute(select(Login.token_hash, Login.account_id)).one()
    editor = Editor(account, "Taras", "taras@courier.example", login, "")
    assert _sites_now(database, editor) == {site.id}

    async def listen(words: str) -> bool:
        hub = Hub(database, look_every=0.01)
        look = partial(_sites_now, database, editor)
        witness, stream = (_stream(hub, account, frozenset({site.id}), each) for each in (None, look))
        assert await anext(witness) == await anext(stream) == "retry: 3000\n\n"
        told = asyncio.ensure_future(_all(stream))
        witnessed = asyncio.ensure_future(anext(witness))
        async with asyncio.timeout(10):
            await asyncio.to_thread(_until, lambda: hub.open_desks == 2)
        await asyncio.to_thread(post, client, report(words))
        assert "data: " in await witnessed
        hub.closed = True  # both have it by now, and the stream ends
        return "data: " in "".join(await told)

    assert _run(listen("goverment"))
    taras.send("/logout")
    assert not _run(listen("definately"))
