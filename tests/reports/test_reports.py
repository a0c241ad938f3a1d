"""What is kept of a report, what is not, and what readers are told of it later."""

import json

import pytest
from sqlalchemy import func, select

from service.app import create_app
from service.database import Database
from service.models import Issue, Page, Rate, Report
from service.settings import Settings
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.factories import ORIGIN, PAGE, make_site, post, receipt, report


def test_secrets_and_tracking_in_an_address_are_not_kept(client: TestClient, database: Database) -> None:
    make_site(database)
    url = f"{PAGE}?id=7&token=hunter2&session_id=s3cret&utm_source=mail#:~:text=owners"
    assert post(client, report(page={"url": url})).status_code == 202
    with database.read() as session:
        assert session.scalars(select(Page.url)).all() == [f"{PAGE}?id=7"]
        assert session.scalars(select(Report.url)).all() == [f"{PAGE}?id=7"]
        assert "hunter2" not in session.scalars(select(Issue.search_text)).one()


def test_a_canonical_address_names_the_page_only_within_the_site(client: TestClient, database: Database) -> None:
    make_site(database)
    pages = (
        {"url": f"{ORIGIN}/a?x=1", "canonical": f"{ORIGIN}/a"},
        {"url": f"{ORIGIN}/a?x=2", "canonical": f"{ORIGIN}/a"},
        {"url": f"{ORIGIN}/a?x=3", "canonical": "https://elsewhere.example/a"},
        {"url": f"{ORIGIN}/a?x=4", "canonical": "not an address"},
    )
    assert [post(client, report(page=page)).json()["outcome"] for page in pages] == [
        "received",
        "known",
        "received",
        "received",
    ]


@pytest.mark.parametrize(
    ("url", "canonical", "kept"),
    [
        (f"{ORIGIN}/amp/a", f"{ORIGIN}/a", f"{ORIGIN}/a"),
        (f"{ORIGIN}/forum/evil", f"{ORIGIN}/a", f"{ORIGIN}/a"),
        (
            f"{ORIGIN}/a/?utm_source=x",
            f"{ORIGIN.replace('https', 'http')}/a",
            f"{ORIGIN}/a/",
        ),  # a template's old scheme
        (f"{ORIGIN}/a?x=3", "https://elsewhere.example/a", f"{ORIGIN}/a?x=3"),
    ],
)
def test_a_report_cannot_lead_from_an_article_to_another_page(
    client: TestClient, database: Database, url: str, canonical: str, kept: str
) -> None:
    make_site(database)
    post(client, report(page={"url": f"{ORIGIN}/a"}))
    assert post(client, report(page={"url": url, "canonical": canonical})).status_code == 202
    with database.read() as session:
        assert session.scalars(select(Page.url).order_by(Page.last_seen_at.desc(), Page.id.desc())).first() == kept
        assert url.partition("?utm")[0] in session.scalars(select(Report.url)).all()


def test_what_a_page_says_of_itself_is_kept_up_to_date_and_not_lost(client: TestClient, database: Database) -> None:
    make_site(database)
    post(client, report(page={"url": PAGE, "title": "Old", "author": "Taras", "section": "Politics"}))
    post(client, report(page={"url": PAGE, "title": "New"}))
    with database.read() as session:
        page = session.scalars(select(Page)).one()
        assert (page.title, page.author, page.section) == ("New", "Taras", "Politics")


def test_a_filled_trap_is_answered_and_forgotten(client: TestClient, database: Database) -> None:
    make_site(database)
    sent = report(website="https://spam.example")
    assert post(client, sent).json() == {"id": sent["id"], "outcome": "received"}
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_too_many_from_one_network_are_told_when_to_come_again(
    database: Database, settings: Settings, clock: Clock
) -> None:
    make_site(database)
    make_site(database, "gazette", origins=["https://gazette.example"])
    limited = settings.model_copy(update={"reports_per_minute": 3})
    with TestClient(create_app(limited, clock=clock), base_url=BASE_URL) as client:
        assert [post(client, report()).status_code for _ in range(4)] == [202, 202, 202, 429]
        refused = post(client, report())
        assert refused.headers["retry-after"] == "20" and refused.json()["code"] == "rate_limited"
        assert refused.headers["access-control-allow-origin"] == ORIGIN
        elsewhere = report(site="gazette", page={"url": "https://gazette.example/"})
        assert post(client, elsewhere, "https://gazette.example").status_code == 202
        clock.advance(seconds=20)
        assert [post(client, report()).status_code for _ in range(2)] == [202, 429]
        clock.advance(seconds=60)
        assert [post(client, report()).status_code for _ in range(4)] == [202, 202, 202, 429]
    with database.read() as session:
        stored = b"".join(session.scalars(select(Rate.key_hash)))
        assert b"testclient" not in stored and len(stored) % 16 == 0


def test_a_site_has_a_limit_of_its_own(database: Database, settings: Settings, clock: Clock) -> None:
    make_site(database)
    limited = settings.model_copy(update={"site_reports_per_minute": 2})
    with TestClient(create_app(limited, clock=clock), base_url=BASE_URL) as client:
        assert [post(client, report()).status_code for _ in range(3)] == [202, 202, 429]


@pytest.mark.parametrize("query", ["id=short", "id=" + "&id=".join([receipt()] * 51), "id=", "id=" + "x" * 23, ""])
def test_receipts_that_are_none_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/receipts?{query}", headers={"origin": ORIGIN})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_receipts_tell_a_page_only_of_its_own_site(client: TestClient, database: Database) -> None:
    make_site(database)
    make_site(database, "gazette", origins=["https://gazette.example"])
    sent, unknown = report(), receipt()
    post(client, sent)
    asked = {"id": [sent["id"], unknown]}
    own = client.get("/api/v1/receipts", params=asked, headers={"origin": ORIGIN})
    assert own.json() == {"receipts": {sent["id"]: "received", unknown: "unknown"}}
    assert own.headers["access-control-allow-origin"] == ORIGIN
    other = client.get("/api/v1/receipts", params=asked, headers={"origin": "https://gazette.example"})
    assert other.json() == {"receipts": {sent["id"]: "unknown", unknown: "unknown"}}


def test_the_reader_s_own_words_are_kept_as_sent(client: TestClient, database: Database) -> None:
    make_site(database)
    words = {"correction": "می‌خواهم", "comment": "👩‍👩‍👧 “twice”\nand once more", "email": "reader@example.org"}
    client_facts = {"version": "1.0.0", "via": "keyboard"}
    assert post(client, report("میخواهم", client=client_facts, kind="grammar", **words)).status_code == 202
    with database.read() as session:
        kept = session.scalars(select(Report)).one()
        assert {name: getattr(kept, name) for name in words} == words
        assert (kept.client, kept.kind) == (client_facts, "grammar")


def test_the_description_of_the_interface_can_be_read_by_programs_and_people(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert set(description["paths"]["/api/v1/reports"]["post"]["responses"]) >= {
        "202",
        "400",
        "403",
        "404",
        "413",
        "415",
    }
    page = client.get("/docs")
    assert page.status_code == 200 and "origin_forbidden" in page.text
    assert json.dumps(description).count("/desk") == 0
