"""Filling a database with invented issues: they are what real reports, suggestions and decisions would have left."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from service.cli import app as command
from service.database import Database
from service.demo.fill import fill, sites_for
from service.demo.invent import COMMON, RARE, RARE_ISSUES, FilledSite, Inventor
from service.demo.seed import OWNER, seed
from service.domain.events import Happening
from service.domain.search_words import site_token
from service.domain.workflow import Outcome, Status
from service.errors import Conflict
from service.issues.queue import PAGE
from service.models import Activity, Base, Issue, Membership, Page, Report, Role, Site, SuggestionRow, SuggestionTask
from service.reports.addressee import addressee_of
from service.reports.schemas import ReportIn, parse
from service.reports.submit import submit
from service.sites.create import create_site
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock

ISSUES, SITES = 700, 5


@pytest.fixture
def password(database: Database, clock: Clock) -> str:
    """The demo owner's, in a database that has been filled."""
    with database.write() as session:
        made = seed(session, base_url=BASE_URL, now=clock.now)
    assert made is not None
    _fill(database, clock)
    return made


def _fill(database: Database, clock: Clock, issues: int = ISSUES, sites: int = SITES) -> None:
    with database.alone() as session:
        parts = list(fill(session, issues=issues, sites=sites, now=clock.now))
    assert parts == sorted(parts) and parts[-1] == 1


def test_beside_a_service_nothing_is_said_to_have_begun(
    monkeypatch: pytest.MonkeyPatch, database_url: str, database: Database
) -> None:
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setattr(Database, "alone", _refused)
    result = CliRunner().invoke(command, ["demo", "--issues", "5"])
    assert isinstance(result.exception, Conflict) and "5 issues" not in result.output


def _refused(_: Database) -> Session:
    raise Conflict("The database is in use: stop the service first.")


@pytest.fixture
def session(password: str, database: Database) -> Iterator[Session]:
    """A session that reads the filled database."""
    with database.read() as reading:
        yield reading


def test_what_readers_reported_is_what_the_same_reports_make_the_real_way(
    password: str, database: Database, clock: Clock
) -> None:
    with database.write() as session:
        owner_id = session.scalars(select(Issue.decided_by_id).where(Issue.decided_by_id.is_not(None))).first()
        assert owner_id is not None
        twins = {}
        for site in session.scalars(select(Site).where(Site.key.startswith("demo-"))).all():
            twins[site.id] = create_site(
                session,
                name=site.name,
                key=f"twin-{site.id}",
                origins=site.origins,
                languages=site.languages,
                owner_id=owner_id,
                now=clock.now,
            )
        for issue in session.scalars(select(Issue).where(Issue.id <= ISSUES).order_by(Issue.id)).all():
            twin = twins[issue.site_id]
            made = _reported_again(session, issue, twin)
            for name in (
                *("exact", "prefix", "suffix", "sentence", "position_start", "position_end", "position_length"),
                *("place_hash", "word_key", "kind", "language", "report_count", "proposed"),
                *("first_reported_at", "last_reported_at"),
            ):
                assert getattr(made, name) == getattr(issue, name), (name, issue.id)
            token, again = f"{site_token(issue.site_id)} ", f"{site_token(twin.id)} "
            assert made.search_text.removeprefix(again) == issue.search_text.removeprefix(token)
            for name in ("key_hash", "url", "title", "language", "section", "author", "modified"):
                assert getattr(made.page, name) == getattr(issue.page, name), (name, issue.id)


def _reported_again(session: Session, issue: Issue, twin: Site) -> Issue:
    page = issue.page
    said = {"url": page.url, "title": page.title, "lang": page.language, "section": page.section, "author": page.author}
    reports = session.scalars(select(Report).where(Report.issue_id == issue.id).order_by(Report.created_at)).all()
    for number, sent in enumerate(reports):
        assert sent.outcome == (Outcome.KNOWN if number else Outcome.RECEIVED)
        body = {
            "id": sent.receipt,
            "site": twin.key,
            "page": said,
            "quote": {"exact": sent.exact, "prefix": sent.prefix, "suffix": sent.suffix},
            "position": {"start": sent.position_start, "end": sent.position_end, "length": sent.position_length},
            "words": sent.words,
            "sentence": sent.sentence,
            "correction": sent.correction or "",
            "comment": sent.comment,
            "kind": sent.kind,
            "client": sent.client,
        }
        addressee, earlier = addressee_of(session, twin.key, sent.receipt, now=sent.created_at)
        assert earlier is None
        assert submit(session, addressee, parse(ReportIn, body), now=sent.created_at) == sent.outcome
    return session.scalars(select(Issue).where(Issue.site_id == twin.id).order_by(Issue.id.desc()).limit(1)).one()


def test_issues_are_of_every_kind_and_status(session: Session, clock: Clock) -> None:
    issues = session.scalars(select(Issue).order_by(Issue.id)).all()
    assert len(issues) == ISSUES
    assert {issue.status for issue in issues} == set(Status)
    assert {issue.language for issue in issues} > {"en", "uk"}
    assert {issue.kind for issue in issues} == {"spelling", "grammar", "fact", "other"}
    assert 0.2 < sum(issue.status is Status.OPEN for issue in issues) / ISSUES < 0.4
    assert any(issue.report_count > 2 for issue in issues) and any(issue.assignee_id for issue in issues)
    assert [issue.id for issue in issues] == [issue.id for issue in sorted(issues, key=lambda i: i.first_reported_at)]
    assert issues[-1].first_reported_at - issues[0].first_reported_at > timedelta(days=350)
    assert max(issue.decided_at for issue in issues if issue.decided_at) <= clock.now
    pages = session.scalars(select(Page)).all()
    assert len(pages) < ISSUES / 2 and len({page.site_id for page in pages}) == SITES


def test_decisions_and_suggestions_fit_their_issues(session: Session) -> None:
    assert session.scalars(select(SuggestionTask)).all() == []
    for issue in session.scalars(select(Issue)).all():
        ranked = select(SuggestionRow).where(SuggestionRow.issue_id == issue.id).order_by(SuggestionRow.rank)
        suggestions = session.scalars(ranked).all()
        assert [each.rank for each in suggestions] == list(range(len(suggestions)))
        assert issue.confidence == (suggestions[0].confidence if suggestions else None)
        history = session.scalars(select(Activity).where(Activity.issue_id == issue.id).order_by(Activity.id)).all()
        happened = [each.happening for each in history]
        assert happened[:2] == [
            Happening.REPORTED,
            Happening.SUGGESTED if suggestions else Happening.NO_ERROR_SEEN,
        ]
        assert (Happening.ASSIGNED in happened) == (issue.assignee_id is not None)
        assert history[-1].version == (issue.version if issue.version > 1 else None)
        assert (issue.decided_at is None) == (issue.status is Status.OPEN)
        assert issue.reports_at_decision == (0 if issue.status is Status.OPEN else issue.report_count)
        assert (issue.correction is not None) == (issue.status in (Status.ACCEPTED, Status.RESOLVED))
        assert (issue.duplicate_of_id is not None) == (issue.status is Status.DUPLICATE)
        if issue.duplicate_of_id:
            original = session.get_one(Issue, issue.duplicate_of_id)
            assert original.site_id == issue.site_id and original.id < issue.id


def test_every_row_keeps_the_constraints_and_can_be_read(session: Session) -> None:
    for table in Base.__subclasses__():
        for row in session.scalars(select(table)).all():
            for column in table.__table__.columns:
                assert getattr(row, column.key) is not None or column.nullable, column
    if session.get_bind().dialect.name == "sqlite":
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.scalars(text("PRAGMA integrity_check")).all() == ["ok"]


def test_indexes_and_full_text_search_are_as_the_migrations_made_them(database: Database, clock: Clock) -> None:
    with database.write() as session:
        seed(session, base_url=BASE_URL, now=clock.now)
        before = _definitions(session)
    _fill(database, clock)
    with database.write() as session:
        assert _definitions(session) == before
        assert _found(session, RARE) == RARE_ISSUES
        assert 0.35 < _found(session, COMMON) / ISSUES < 0.65
        first = session.get_one(Issue, 1)
        first.search_text += f" {RARE}"
        session.flush()
        assert _found(session, RARE) == RARE_ISSUES + 1
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("INSERT INTO issue_search(issue_search) VALUES ('integrity-check')"))


def _definitions(session: Session) -> set[str]:
    if session.get_bind().dialect.name == "sqlite":
        return set(session.scalars(text("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")))
    return set(session.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()")))


def _found(session: Session, word: str) -> int:
    if session.get_bind().dialect.name == "sqlite":
        query = "SELECT count(*) FROM issue_search WHERE issue_search MATCH :word"
    else:
        query = "SELECT count(*) FROM issue WHERE issue_search @@ to_tsquery('simple', :word)"
    found: int = session.scalars(text(query), {"word": word}).one()
    return found


def test_the_desk_shows_them_and_finds_the_rare_word(
    password: str, database: Database, clock: Clock, client: TestClient
) -> None:
    form = {"email": OWNER, "password": password}
    assert client.post("/login", data=form, headers={"sec-fetch-site": "same-origin"}).status_code == 303
    assert len(_listed(client, "")) == PAGE
    assert len(_listed(client, RARE)) == RARE_ISSUES
    with database.read() as session:
        numbers = session.scalars(select(Issue.id).order_by(Issue.id).limit(40)).all()
    for number in numbers:
        assert client.get(f"/desk/issues/{number}").status_code == 200


def _listed(client: TestClient, searched: str) -> set[str]:
    page = client.get("/desk", params={"q": searched})
    return set(re.findall(r'<a[^>]* href="/desk/issues/(\d+)', page.text))


def test_again_adds_more_at_the_same_sites_and_the_service_goes_on_numbering(
    password: str, database: Database, clock: Clock
) -> None:
    _fill(database, clock, issues=60, sites=SITES + 1)
    with database.write() as session:
        assert session.scalars(select(Issue.id).order_by(Issue.id)).all() == list(range(1, ISSUES + 61))
        sites = session.scalars(select(Site).where(Site.key.startswith("demo-"))).all()
        assert len(sites) == SITES + 1
        owned = session.scalars(select(Membership.site_id).where(Membership.role == Role.OWNER)).all()
        assert set(owned) >= {site.id for site in sites}
        filled = session.scalars(select(Page).order_by(Page.id.desc()).limit(1)).one()
        body = {
            "id": "a" * 22,
            "site": sites[0].key,
            "page": {"url": f"{sites[0].origins[0]}/new", "lang": "en"},
            "quote": {"exact": "recieved"},
        }
        addressee, _ = addressee_of(session, sites[0].key, "a" * 22, now=clock.now)
        assert submit(session, addressee, parse(ReportIn, body), now=clock.now) is Outcome.RECEIVED
        made = session.scalars(select(Issue).order_by(Issue.id.desc()).limit(1)).one()
        assert (made.id, made.page_id) == (ISSUES + 61, filled.id + 1)


def test_a_filling_that_is_broken_off_leaves_nothing(database: Database, clock: Clock) -> None:
    with database.write() as session:
        seed(session, base_url=BASE_URL, now=clock.now)
        before = _definitions(session)
    with pytest.raises(KeyboardInterrupt):
        _fill_and_break_off(database, clock)
    with database.read() as session:
        assert _definitions(session) == before
        assert session.scalars(select(Issue)).all() == [] and len(session.scalars(select(Site)).all()) == 1


def _fill_and_break_off(database: Database, clock: Clock) -> None:
    with database.alone() as session:
        for done in fill(session, issues=50, sites=2, now=clock.now):
            if done > 0.8:
                raise KeyboardInterrupt


def test_the_same_seed_invents_the_same() -> None:
    assert _invented(1) == _invented(1) != _invented(2)


def _invented(number: int) -> list[object]:
    inventor = Inventor(
        sites=[FilledSite(1, "https://a.example", ("en", "uk"))],
        owner_id=1,
        issues=30,
        taken={"page": 0, "issue": 0},
        now=Clock().now,
        seed=number,
    )
    return [inventor.stock(), *inventor.chunks(10)]


def test_a_database_in_use_is_left_alone(database: Database, clock: Clock) -> None:
    if not database.is_sqlite:
        return  # PostgreSQL locks its tables, and others wait
    other = Database(str(database.url))
    with other.read() as session:
        session.scalars(select(Site)).all()
    with pytest.raises(Conflict, match="stop the service first"), database.alone():
        pytest.fail("it has not the database to itself")
    other.dispose()


def test_the_number_of_sites_grows_with_the_issues() -> None:
    assert [sites_for(issues) for issues in (1, 999, 1_000, 50_000, 1_000_000)] == [1, 1, 2, 100, 200]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """An installation on the fresh database."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)


@pytest.mark.usefixtures("environment")
def test_the_command_fills_and_says_how_fast(database: Database) -> None:
    done = CliRunner().invoke(command, ["demo", "--issues", "40", "--sites", "3"])
    owner, filled = done.stdout.splitlines()
    assert owner.startswith(f"Demo owner: {OWNER}")
    assert filled.startswith("40 issues of 3 sites in ") and filled.endswith(" a second")
    assert CliRunner().invoke(command, ["demo", "--issues", "10"]).stdout.startswith("10 issues of 1 sites in ")
    with database.read() as session:
        assert len(session.scalars(select(Issue)).all()) == 50


@pytest.mark.parametrize(
    "arguments",
    [
        ("--issues", "0"),
        ("--issues", "-5"),
        ("--issues", "many"),
        ("--issues", "10000001"),
        ("--sites", "3"),
        ("--issues", "5", "--sites", "6"),
        ("--issues", "5", "--sites", "0"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(arguments: tuple[str, ...]) -> None:
    refused = CliRunner().invoke(command, ["demo", *arguments])
    assert refused.exit_code == 2 and "Invalid value for" in refused.stderr and not refused.stdout
