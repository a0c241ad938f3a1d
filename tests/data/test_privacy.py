"""What docs/privacy.md says of readers, held to the rows, the answers and the logs."""

import logging
import re
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import MetaData, func, select

from service.app import create_app
from service.database import Database
from service.domain.retention import DAYS, Kind
from service.models import Rate
from service.settings import Settings
from service.web.rate_limit import key_of
from service.worker import Worker
from tests.checkout import ROOT
from tests.client import TestClient
from tests.conftest import BASE_URL, Clock
from tests.data.conftest import Readers
from tests.factories import make_site, post, report

AGENT = "Mozilla/5.0 (X11; Zebra) Peculiar/42"
ADDRESS = "203.0.113.77"
NOTICE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_neither_address_nor_browser_is_kept_and_no_cookie_set(
    settings: Settings,
    database: Database,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    make_site(database)
    app = create_app(settings, clock=clock)
    with TestClient(app, base_url=BASE_URL, client=(ADDRESS, 4711)) as reader:
        sent = {"user-agent": AGENT, "x-forwarded-for": ADDRESS, "accept-language": "de-AT", "cookie": "id=peculiar"}
        body = report()
        for answer in (
            post(reader, body, **sent),
            reader.get("/api/v1/receipts", params={"id": body["id"]}, headers=sent),
            reader.get("/w/courier.js", headers=sent),
            reader.get("/widget.js", headers=sent),
        ):
            assert answer.status_code in (200, 202) and "set-cookie" not in answer.headers
    app.state.context.database.dispose()
    tables = MetaData()
    tables.reflect(database.reader)
    with database.read() as session:
        rows = "\n".join(str(row) for table in tables.sorted_tables for row in session.execute(select(table)))
        assert session.scalar(select(func.count()).select_from(Rate)) == 2
    for kept in (rows, caplog.text, "".join(capfd.readouterr())):
        assert not re.search(r"203\.0\.113|Peculiar|Zebra|de-AT|peculiar", kept)
    assert "recieved" in rows


def test_what_rate_limits_keep_is_a_keyed_hash_that_changes_daily_and_is_soon_gone(
    settings: Settings, readers: Readers, worker: Worker, clock: Clock
) -> None:
    other = settings.model_copy(update={"secret_key": SecretStr("another secret, of 32 letters or more")})
    key = key_of(settings, clock.now, "report", "courier", ADDRESS)
    assert len(key) == 16 and key == key_of(settings, clock.now, "report", "courier", ADDRESS)
    assert key != key_of(settings, clock.now + timedelta(days=1), "report", "courier", ADDRESS)
    assert key != key_of(other, clock.now, "report", "courier", ADDRESS)
    readers.report()
    clock.advance(minutes=6)
    worker.run_once()
    with readers.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Rate)) == 0


def test_the_notice_names_the_periods_that_there_are() -> None:
    rows = dict(re.findall(r"^> \| ([^|]+?) +\| (\d[\d,]*) days", NOTICE, flags=re.MULTILINE))
    assert {int(days.replace(",", "")) for days in rows.values()} == set(DAYS.values())
    assert len(rows) == len(Kind)


def test_the_notice_is_right_about_the_readers_browser() -> None:
    sources = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "widget" / "src").glob("*.js")}
    stored = {name for name, text in sources.items() if re.search(r"localStorage|sessionStorage|indexedDB", text)}
    assert stored == {"ledger.js"} and "bluepencil.{site key}.{receipt}" in NOTICE
    assert not any(re.search(r"document\.cookie|cookieStore|navigator\.userAgent", text) for text in sources.values())
    assert 'credentials: "omit"' in sources["outbox.js"]
    addresses = {name for name, text in sources.items() if "fetch(" in text}
    assert addresses <= {"outbox.js", "receipts.js", "texts.js"}
