"""One step of the worker: the looks at pages that owners have asked for."""

from collections.abc import Callable
from datetime import datetime

import structlog

from service.database import Database
from service.errors import Unavailable
from service.models import InstallationCheck, Site
from service.outbound.client import Client
from service.sites.check.findings import Finding
from service.sites.check.look import Expected, look

_log = structlog.get_logger("bluepencil.check")


def work(
    database: Database,
    *,
    client: Client,
    base_url: str,
    worker: str,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
) -> int:
    """Take one look that is due. How many were taken. The page is fetched outside of any transaction."""
    with database.read() as session:
        if not InstallationCheck.any_due(session, clock()):
            return 0
    with database.write() as session:
        checks = InstallationCheck.claim(session, worker=worker, now=clock(), most=1)
    for check in checks:
        _attempt(database, check, client, base_url, clock, jitter)
    return len(checks)


def _attempt(
    database: Database,
    check: InstallationCheck,
    client: Client,
    base_url: str,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
) -> None:
    try:
        with database.read() as session:
            expected = Expected.of(session.get_one(Site, check.site_id), base_url, now=clock())
        findings = look(client, check.url, expected)
        with database.write() as session:
            if check.finish(session):
                _store(session.get_one(InstallationCheck, check.site_id), findings, now=clock())
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a page does must not stop the worker)
        _log.error("check failed", site=check.site_id, attempt=check.attempts, kind=type(error).__name__)
        with database.write() as session:
            check.fail(session, f"{type(error).__name__} while looking", now=clock(), jitter=jitter())


def _store(check: InstallationCheck, findings: list[Finding], *, now: datetime) -> None:
    check.findings = [finding.row() for finding in findings]
    check.checked_at = now
