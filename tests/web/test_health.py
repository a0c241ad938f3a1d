"""Whether it lives, can serve, and how it does."""

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from service.app import create_app
from service.database import Database
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.factories import make_site, post, report


def test_it_is_ready_when_the_tables_are_the_known_ones(client: TestClient, database: Database) -> None:
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200
    with database.write() as session:
        known = session.scalar(text("SELECT version_num FROM alembic_version"))
        session.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :known"), {"known": known})
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/login", "/widget.js", "/desk"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers.get("content-length") == get.headers.get("content-length")


def test_a_database_that_is_away_is_told_and_not_hidden(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none"})
    with TestClient(create_app(away), base_url=BASE_URL) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        refused = post(client, report())
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert refused.headers["retry-after"] == "5"
        assert refused.headers["access-control-allow-origin"] == "https://news.example"
        figures = client.get("/metrics", headers={"authorization": ""})
        assert figures.status_code == 403


def test_figures_count_what_was_answered_and_what_waits(settings: Settings, database: Database, worker: Worker) -> None:
    site = make_site(database)
    known = settings.model_copy(update={"metrics_token": SecretStr("a token")})
    allowed = {"authorization": "Bearer a token"}
    with TestClient(create_app(known, clock=worker.clock), base_url=BASE_URL) as client:
        for word in ("recieved", "recieved", "adress"):
            assert post(client, report(word, site=site.key)).status_code == 202
        client.get("/made/up/by/a/stranger")
        before = client.get("/metrics", headers=allowed).text
        worker.run_once()
        after = client.get("/metrics", headers=allowed).text
    assert 'bluepencil_reports_total{outcome="known"} 1.0' in before
    assert 'bluepencil_issues{status="open"} 2.0' in before
    assert 'bluepencil_request_seconds_count{method="POST",route="/api/v1/reports",status="202"} 3.0' in before
    assert 'bluepencil_suggestion_tasks{state="waiting"} 2.0' in before
    assert 'bluepencil_suggestion_tasks{state="waiting"} 0.0' in after
    assert "stranger" not in after


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic a token", "Bearer a tokenx", "Bearer ä"])
def test_figures_are_told_only_to_whoever_has_the_token(settings: Settings, header: str) -> None:
    known = settings.model_copy(update={"metrics_token": SecretStr("a token")})
    with TestClient(create_app(known), base_url=BASE_URL) as client:
        assert client.get("/metrics", headers={b"authorization": header.encode()}).status_code == 403


@pytest.mark.parametrize(
    ("networks", "peer", "headers", "status"),
    [
        ("", "127.0.0.1", {}, 403),
        ("127.0.0.1,10.0.0.0/24", "127.0.0.1", {}, 200),
        ("127.0.0.1,10.0.0.0/24", "10.0.0.7", {}, 200),
        ("127.0.0.1,10.0.0.0/24", "10.0.1.7", {}, 403),
        ("127.0.0.1,10.0.0.0/24", "::ffff:10.0.0.7", {}, 200),
        ("127.0.0.1,10.0.0.0/24", "::ffff:10.0.1.7", {}, 403),
        ("127.0.0.1", "::1", {}, 403),
        ("::1", "::1", {}, 200),
        ("127.0.0.1", "no address", {}, 403),
        ("127.0.0.1", "127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, 403),
        ("127.0.0.1", "127.0.0.1", {"forwarded": "for=127.0.0.1"}, 403),
        ("127.0.0.1", "127.0.0.1", {"via": "1.1 proxy"}, 403),
    ],
)
def test_without_a_token_only_named_addresses_are_told(
    settings: Settings, networks: str, peer: str, headers: dict[str, str], status: int
) -> None:
    named = settings.model_copy(update={"metrics_networks": tuple(filter(None, networks.split(",")))})
    with TestClient(create_app(named), base_url=BASE_URL, client=(peer, 50000)) as client:
        assert client.get("/metrics", headers=headers).status_code == status
