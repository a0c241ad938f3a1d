"""Rows that wait for a worker."""

from datetime import datetime

from service.database import Database
from service.domain.workflow import Status
from service.models import Issue, Page, Site, SuggestionTask


def make_tasks(
    database: Database, number: int, *, now: datetime, exact: str = "recieved", key: str = "courier"
) -> list[int]:
    """A site with so many issues that wait for the engine; their numbers."""
    with database.write() as session:
        site = Site(key=key, name=key, origins=[], languages=["en"], widget_options={}, created_at=now)
        session.add(site)
        session.flush()
        page = Page(
            site_id=site.id,
            key_hash=key.encode(),
            url=f"https://news.example/{key}",
            title="",
            language="en",
            section="",
            author="",
            modified="",
            first_seen_at=now,
            last_seen_at=now,
        )
        session.add(page)
        session.flush()
        issues = [
            Issue(
                site_id=site.id,
                page_id=page.id,
                status=Status.OPEN,
                version=1,
                exact=exact,
                prefix="He ",
                suffix=" it.",
                sentence="",
                place_hash=b"",
                search_text="",
                kind="spelling",
                report_count=1,
                reports_at_decision=0,
                first_reported_at=now,
                last_reported_at=now,
            )
            for _ in range(number)
        ]
        session.add_all(issues)
        session.flush()
        session.add_all(SuggestionTask(issue_id=issue.id, due_at=now) for issue in issues)
        return [issue.id for issue in issues]
