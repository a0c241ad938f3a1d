"""What the engine is asked about an issue, and what is kept of its answer."""

from sqlalchemy import select

from service.database import Database
from service.models import Activity, Site, SuggestionRow
from service.spelling import Suggestion
from service.suggestions.work import query_for, store
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import make_site, post, report


def test_the_readers_pages_and_corrections_are_passed_on(client: TestClient, database: Database) -> None:
    make_site(database, languages=("de", "en"))
    page = {"url": "https://news.example/a", "title": "The harbour", "lang": "en-GB"}
    post(client, report(page=page, words=["Saltmere", "Vane"], sentence="It recieved none."))
    post(client, report(page=page, words=["Vane", "Quist"], correction="received"))
    with database.read() as session:
        query = query_for(session, 1)
    assert (query.exact, query.language, query.title) == ("recieved", "en-GB", "The harbour")
    assert query.words == ("Saltmere", "Vane", "Quist") and query.correction == "received"
    assert query.sentence == "It recieved none." and query.prefix.endswith("has ")


def test_a_page_that_does_not_say_its_language_has_its_sites(client: TestClient, database: Database) -> None:
    make_site(database, languages=("de", "en"))
    post(client, report(page={"url": "https://news.example/a"}))
    with database.read() as session:
        assert query_for(session, 1).language == "de"


def test_a_page_in_a_language_that_its_site_does_not_publish_in_has_its_sites(
    client: TestClient, database: Database
) -> None:
    make_site(database, languages=("de-AT",))
    post(client, report(page={"url": "https://news.example/a", "lang": "en"}))
    with database.read() as session:
        assert query_for(session, 1).language == "de-AT"


def test_a_page_in_a_language_that_the_engine_does_not_know_keeps_it(client: TestClient, database: Database) -> None:
    make_site(database)
    post(client, report(page={"url": "https://news.example/a", "lang": "tlh"}))
    with database.read() as session:
        assert query_for(session, 1).language == "tlh"


def test_the_sites_spelling_is_asked_for(client: TestClient, database: Database) -> None:
    make_site(database)
    post(client, report())
    with database.write() as session:
        query = query_for(session, 1)
        session.scalars(select(Site)).one().spelling_region = "GB"
        session.flush()
        assert (query.region, query_for(session, 1).region) == ("", "GB")


def test_new_suggestions_take_the_place_of_earlier_ones(client: TestClient, database: Database, clock: Clock) -> None:
    make_site(database)
    post(client, report())
    first = [Suggestion(0, 8, "received", 0.9, "spelling"), Suggestion(0, 8, "relieved", 0.1, "spelling")]
    for suggestions in (first, [Suggestion(0, 8, "receive", 0.5, "spelling")], []):
        with database.write() as session:
            store(session, 1, suggestions, now=clock())
        with database.read() as session:
            rows = session.scalars(select(SuggestionRow).order_by(SuggestionRow.rank)).all()
            assert [row.replacement for row in rows] == [each.replacement for each in suggestions]
            assert [row.rank for row in rows] == list(range(len(suggestions)))
    with database.read() as session:
        history = [
            (entry.happening.value, entry.text) for entry in session.scalars(select(Activity).order_by(Activity.id))
        ]
    assert history == [("reported", ""), ("suggested", "received"), ("suggested", "receive"), ("no_error_seen", "")]
