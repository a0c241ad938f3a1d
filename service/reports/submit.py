"""Taking a report: under the issue of its place, or as the first of a new one."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.domain.dictionary import word_key
from service.domain.events import Happening
from service.domain.grouping import Place, find_same, place_key, place_of
from service.domain.look_times import first_look
from service.domain.page_url import page_address
from service.domain.quote import Position, Quote
from service.domain.rhythm import GATHERS
from service.domain.search_words import SEARCHED, search_words, site_token
from service.domain.workflow import Outcome, Status, on_report
from service.models import Activity, Issue, Report, SuggestionTask
from service.models.page_check import want_look
from service.models.upsert import table_of
from service.notifications.gather import Found, gather
from service.reports.addressee import Addressee, addressee_of
from service.reports.pages import record_page
from service.reports.schemas import ReportIn

# This is the busiest transaction of the service. Its statements are built once, on the tables and not the classes:
# building and flushing them each time took more than twice as long as all the rest. Those that make no objects run on
# the connection, past the session's bookkeeping.
_SAME_WORDS = (
    select(Issue)
    .where(Issue.page_id == bindparam("page"), Issue.place_hash == bindparam("place"))
    .order_by(Issue.id)
    .with_for_update()
)
_INSERT_ISSUE = insert(table_of(Issue)).returning(Issue.id)
_INSERT_TASK = insert(table_of(SuggestionTask))
_INSERT_ACTIVITY = insert(table_of(Activity))
_INSERT_REPORT = insert(table_of(Report))
_SPREAD = 30


def submit(
    session: Session, site: Addressee, report: ReportIn, *, now: datetime, gathers: timedelta | None = GATHERS
) -> Outcome:
    """Store the report and say what to tell its reader.

    The same `id` again gets the same answer and makes no second row, whatever else it says: the transaction is rolled
    then. `gathers` is as in `notifications.gather`; with None, no channel is told. Raises InvalidInput for a page that
    is not the site's.
    """
    page_id = record_page(session, site, report.page, now=now)
    place = _place(report)
    issue = _issue_at(session, page_id, place)
    try:
        if issue is None:
            issue_id, outcome = _open_issue(session, site, page_id, report, place, now), Outcome.RECEIVED
            found: Found | None = _found(site, issue_id, report, Happening.REPORTED, 1)
        else:
            issue_id = issue.id
            outcome, found = _add_to(session, site, issue, report, place, now)
        if found is not None and gathers is not None:
            gather(session, found, now=now, gathers=gathers)
        session.connection().execute(_INSERT_REPORT, _row(site, issue_id, report, outcome, now))
    except IntegrityError:
        session.rollback()
        _, earlier = addressee_of(session, site.key, report.id, now=now)
        if earlier is None:
            raise
        return earlier
    return outcome


def _place(report: ReportIn) -> Place:
    quote = Quote(report.quote.exact, report.quote.prefix, report.quote.suffix)
    given = report.position
    position = None if given is None else Position(given.start, given.end, given.length)
    return place_of(quote, position, report.correction or None)


def _place_hash(place: Place) -> bytes:
    return hashlib.sha256(place_key(place.quote).encode()).digest()


def _issue_at(session: Session, page_id: int, place: Place) -> Issue | None:
    """The issue of this place, or the one that it was found to be a duplicate of; locked against editors' decisions."""
    issues = session.scalars(_SAME_WORDS, {"page": page_id, "place": _place_hash(place)}).all()
    index = find_same(place, [Place(issue.quote, issue.position) for issue in issues])
    if index is None:
        return None
    issue, seen = issues[index], set[int]()
    while issue.status is Status.DUPLICATE and issue.duplicate_of_id is not None and issue.id not in seen:
        seen.add(issue.id)
        issue = session.get_one(Issue, issue.duplicate_of_id, with_for_update=True)
    return issue


def _open_issue(session: Session, site: Addressee, page_id: int, report: ReportIn, place: Place, now: datetime) -> int:
    position = place.position
    page = report.page
    values = {
        "site_id": site.id,
        "page_id": page_id,
        "status": Status.OPEN,
        "version": 1,
        "exact": place.quote.exact,
        "prefix": place.quote.prefix,
        "suffix": place.quote.suffix,
        "sentence": report.sentence,
        "position_start": position.start if position else None,
        "position_end": position.end if position else None,
        "position_length": position.length if position else None,
        "place_hash": _place_hash(place),
        "word_key": word_key(place.quote.exact),
        "search_text": _searchable(
            site_token(site.id), report.sentence, page.title, page_address(page.url, site.parameters), report
        ),
        "kind": report.kind,
        "language": page.lang.partition("-")[0].lower()[:8],
        "proposed": _proposed(place),
        "report_count": 1,
        "reports_at_decision": 0,
        "first_reported_at": now,
        "last_reported_at": now,
    }
    connection = session.connection()
    issue_id: int = connection.execute(_INSERT_ISSUE, values).scalar_one()
    connection.execute(_INSERT_TASK, {"issue_id": issue_id, "due_at": now, "attempts": 0})
    connection.execute(_INSERT_ACTIVITY, {"issue_id": issue_id, "happening": Happening.REPORTED, "text": "", "at": now})
    _look_soon(session, page_id, now)
    return issue_id


def _look_soon(session: Session, page_id: int, now: datetime) -> None:
    """Pages that are reported together are looked at one after another."""
    want_look(session, page_id, at=first_look(now, jitter=page_id % _SPREAD / _SPREAD), now=now)


def _add_to(
    session: Session, site: Addressee, issue: Issue, report: ReportIn, place: Place, now: datetime
) -> tuple[Outcome, Found | None]:
    """What to tell the reader, and the news of an issue that is open."""
    issue.report_count += 1
    issue.last_reported_at = max(issue.last_reported_at, now)  # an import may bring what is older
    issue.first_reported_at = min(issue.first_reported_at, now)
    if place.quote.exact == issue.exact:
        issue.proposed = _proposed(place) or issue.proposed
    issue.search_text = _searchable(issue.search_text, report)
    since = issue.report_count - issue.reports_at_decision
    effect = on_report(issue.status, decided_at=issue.decided_at, reports_since=since, now=now)
    if effect.reopened is not None:
        issue.status = Status.OPEN
        issue.version += 1
        session.add(Activity(issue_id=issue.id, happening=effect.reopened, text="", at=now))
        _look_soon(session, issue.page_id, now)
    if issue.status is not Status.OPEN:
        return effect.outcome, None
    happening = effect.reopened or Happening.REPORTED
    return effect.outcome, _found(site, issue.id, report, happening, issue.report_count)


def _found(site: Addressee, issue_id: int, report: ReportIn, happening: Happening, readers: int) -> Found:
    page = report.page
    language = page.lang.partition("-")[0].lower()[:8]
    return Found(site.id, issue_id, happening, report.kind, language, page.section, page.author, readers)


def _proposed(place: Place) -> str | None:
    return place.correction if place.correction != place.quote.exact else None


def _searchable(known: str, *texts: str | ReportIn) -> str:
    """The words that search finds the issue by; `known` are words already, and stand first."""
    words = known.split()
    for part in texts:
        said = (part,) if isinstance(part, str) else (part.quote.exact, part.correction or "", part.comment)
        for text in said:
            words += search_words(text)
    return " ".join(words)[:SEARCHED]


def _row(site: Addressee, issue_id: int, report: ReportIn, outcome: Outcome, now: datetime) -> dict[str, object]:
    position = report.position
    return {
        "receipt": report.id,
        "site_id": site.id,
        "issue_id": issue_id,
        "outcome": outcome,
        "url": page_address(report.page.url, site.parameters),
        "exact": report.quote.exact,
        "prefix": report.quote.prefix,
        "suffix": report.quote.suffix,
        "position_start": position.start if position else None,
        "position_end": position.end if position else None,
        "position_length": position.length if position else None,
        "sentence": report.sentence,
        "words": report.words,
        "correction": report.correction or None,
        "comment": report.comment,
        "kind": report.kind,
        "email": report.email,
        "client": report.client,
        "written_at": report.created_at,
        "created_at": now,
    }
