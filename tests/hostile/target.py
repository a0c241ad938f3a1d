"""The service under attack, and what holds after every attack whatever it was."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import func, select

from service.database import Database
from service.models import Report
from service.models.base import Base
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.factories import ORIGIN, MadeSite

REPORTS = "/api/v1/reports"
_ECHO = 16
"""So many characters of the input in a row are no accident."""


@dataclass
class Target:
    """The application on one database, shared by the rows of all tables: each row brings a place of its own."""

    app: FastAPI
    client: TestClient
    database: Database
    site: MadeSite
    other: MadeSite
    """A site of another owner, at https://other.example."""
    read_logs: Callable[[], str] = field(default=lambda: "")

    def post(self, body: bytes | Mapping[str, Any], *, rows: int | None = None, **headers: str | None) -> Response:
        """Send this as a report, as the widget would but for the named headers; None leaves a header out.

        Checks the invariants. `rows` is how many reports may be stored by it: one where it is accepted, else none.
        """
        content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        sent: dict[str, str | None] = {"content-type": "text/plain;charset=UTF-8", "origin": ORIGIN}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        given = {name: value for name, value in sent.items() if value is not None}
        with self.unharmed(content, rows=rows) as answers:
            answers.append(self.client.post(REPORTS, content=content, headers=given))
        return answers[0]

    @contextmanager
    def unharmed(self, content: bytes, *, rows: int | None = None) -> Iterator[list[Response]]:
        """Hold the invariants for an attack with this content; the block leaves the answer in the list."""
        before, reports = stored(self.database), self.count()
        self.read_logs()
        answers: list[Response] = []
        yield answers
        (answer,) = answers
        expected = rows if rows is not None else int(answer.status_code == 202)
        assert self.count() - reports == expected, "a report more or less than the answer says"
        if not expected:
            assert stored(self.database) == before, "something was changed though nothing was accepted"
        assert answer.status_code < 500, answer.text
        check_silence(content, answer.text if answer.status_code >= 400 else "", "the answer echoes the input")
        logs = self.read_logs()
        assert "request" in logs, "the log is not being watched"
        assert "Traceback" not in logs
        check_silence(content, logs, "the log holds the input")
        self.check_alive()

    def check_alive(self) -> None:
        """The process answers within a second."""
        started = time.perf_counter()
        assert self.client.get("/healthz").status_code == 200
        assert time.perf_counter() - started < 1

    def count(self) -> int:
        """How many reports there are."""
        with self.database.read() as session:
            return session.scalars(select(func.count()).select_from(Report)).one()

    def report(self, receipt: str) -> Report:
        """The one report with this id."""
        with self.database.read() as session:
            return session.scalars(select(Report).where(Report.receipt == receipt)).one()

    def stranger(self) -> TestClient:
        """Somebody without a cookie, who shares nothing but the server."""
        return TestClient(self.app, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False)


def stored(database: Database) -> dict[str, list[str]]:
    """Everything that the database holds, by table."""
    with database.read() as session:
        connection = session.connection()
        names = [table.name for table in Base.metadata.sorted_tables]
        return {name: sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}"))) for name in names}


def check_silence(content: bytes, words: str, message: str) -> None:
    """Assert that no stretch of what was sent is in these words."""
    text = content.decode("utf-8", "replace")
    size = min(_ECHO, max(4, len(text)))
    runs = {text[i : i + size] for i in range(len(text) - size + 1)}
    said = [run for run in runs if run in words and not run.isspace()]
    assert not said, f"{message}: {said[0]!r}"
