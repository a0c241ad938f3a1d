"""More reports at once than there are threads: none waits for a thread that another report's wait keeps."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from anyio import to_thread
from fastapi import FastAPI

from service.database import Database
from service.web import context
from tests.client import TestClient
from tests.factories import make_site, post, report


async def _leave_two_threads() -> None:
    to_thread.current_default_thread_limiter().total_tokens = 2


def test_reports_do_not_wait_for_each_other(client: TestClient, database: Database) -> None:
    make_site(database)
    assert client.portal is not None
    client.portal.call(_leave_two_threads)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: post(client, report(f"wrong{number}x")).status_code, range(48)))
    assert answers == [202] * 48


def test_whoever_waits_too_long_for_a_turn_is_told_to_come_again(
    app: FastAPI, client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL there are no turns: the same is answered at once."""
    make_site(database)
    monkeypatch.setattr(context, "QUEUE_SECONDS", 0.1)
    assert client.portal is not None
    turn = app.state.context.turn
    client.portal.call(turn.acquire)
    answer = post(client, report("late"))
    if database.is_sqlite:
        assert answer.status_code == 503 and answer.headers["retry-after"] and answer.json()["code"] == "unavailable"
        assert answer.headers["access-control-allow-origin"]
    else:
        assert answer.status_code == 202
    assert turn.statistics().tasks_waiting == 0
