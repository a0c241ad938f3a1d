"""One step of the worker: suggestions for issues that wait for them."""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.database import Database
from service.dictionary.lookup import site_words
from service.domain.events import Happening
from service.errors import Unavailable
from service.models import Activity, Issue, PageCheck, Report, SuggestionRow, SuggestionTask
from service.spelling import Query, Suggestion, suggest
from service.spelling import languages as known_languages

_log = structlog.get_logger("bluepencil.suggestions")
LEAST = 0.01
"""Of this confidence at least are the suggestions beside the best one."""
MOST = 6
"""Suggestions kept of an issue: more are no help to decide."""
_REPORTS = 20
"""Reports of an issue, the first ones, whose words the engine is told."""
BATCH = 20
"""Issues taken at once. The engine needs milliseconds for each, so that the lease is never in danger."""


def work(database: Database, *, worker: str, clock: Callable[[], datetime], jitter: Callable[[], float]) -> int:
    """Claim issues that are due, ask the engine and store its suggestions. How many were worked on.

    The engine runs outside of any transaction. A failure is kept with its task and tried again later.
    """
    with database.read() as session:
        if not SuggestionTask.any_due(session, clock()):
            return 0
    with database.write() as session:
        tasks = SuggestionTask.claim(session, worker=worker, now=clock(), most=BATCH)
    for task in tasks:
        _attempt(database, task, clock, jitter)
    return len(tasks)


def _attempt(
    database: Database, task: SuggestionTask, clock: Callable[[], datetime], jitter: Callable[[], float]
) -> None:
    try:
        with database.read() as session:
            query = query_for(session, task.issue_id)
        suggestions = suggest(query)
        with database.write() as session:
            if task.finish(session):
                store(session, task.issue_id, suggestions, now=clock())
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it trips over must not stop the others)
        _log.error("suggestion failed", issue=task.issue_id, attempt=task.attempts, kind=type(error).__name__)
        with database.write() as session:
            task.fail(session, f"{type(error).__name__} in the engine", now=clock(), jitter=jitter())


def query_for(session: Session, issue_id: int) -> Query:
    """What the engine is asked about an issue: its quote, and what its readers' pages and corrections tell."""
    issue = session.get_one(Issue, issue_id)
    reports = select(Report).where(Report.issue_id == issue_id).order_by(Report.id)
    found = session.scalars(reports.limit(_REPORTS)).all()
    known = site_words(session, issue.site_id, issue.exact)
    counted = session.scalar(select(PageCheck.words).where(PageCheck.page_id == issue.page_id))
    return Query(
        exact=issue.exact,
        prefix=issue.prefix,
        suffix=issue.suffix,
        language=_language(issue.site.languages, issue.page.language),
        region=issue.site.spelling_region,
        words=tuple(dict.fromkeys(word for report in found for word in report.words)),
        counted=counted or {},
        sentence=issue.sentence,
        title=issue.page.title,
        correction=issue.proposed,
        house_words=known.house,
        known_pairs=known.pairs,
    )


def _language(languages: Sequence[str], page: str) -> str:
    """The page's language where the site publishes in it, else the site's first: templates say what they please.

    A page in a language that the engine does not know keeps it, and gets no suggestion rather than a wrong one.
    """
    said = page.partition("-")[0].lower()
    published = {tag.partition("-")[0].lower() for tag in languages}
    return page if said in published or (said and said not in known_languages()) else languages[0]


def store(session: Session, issue_id: int, suggestions: list[Suggestion], *, now: datetime) -> None:
    """Put these suggestions in the place of earlier ones, and note it in the history where it says something new."""
    session.execute(delete(SuggestionRow).where(SuggestionRow.issue_id == issue_id))
    confidence = suggestions[0].confidence if suggestions else None
    session.execute(update(Issue).where(Issue.id == issue_id).values(confidence=confidence))
    worth = suggestions[:1] + [each for each in suggestions[1:] if each.confidence >= LEAST]
    session.add_all(
        SuggestionRow(
            issue_id=issue_id,
            rank=rank,
            start=each.start,
            end=each.end,
            replacement=each.replacement,
            confidence=each.confidence,
            rule=each.rule,
            count=each.count,
        )
        for rank, each in enumerate(worth[:MOST])
    )
    best = suggestions[0].replacement if suggestions else ""
    happening = Happening.SUGGESTED if suggestions else Happening.NO_ERROR_SEEN
    if _last_said(session, issue_id) != (happening, best):
        session.add(Activity(issue_id=issue_id, happening=happening, text=best, at=now))


def _last_said(session: Session, issue_id: int) -> tuple[Happening, str] | None:
    said = select(Activity.happening, Activity.text).where(
        Activity.issue_id == issue_id, Activity.happening.in_((Happening.SUGGESTED, Happening.NO_ERROR_SEEN))
    )
    row = session.execute(said.order_by(Activity.id.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])
