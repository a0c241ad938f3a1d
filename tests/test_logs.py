"""Logs: one line an event, and nothing in it that a reader sent."""

import io
import json
import logging

import pytest
import structlog

from service.logs import configure_logging
from service.settings import Settings


def _fail() -> None:
    try:
        int("what the reader wrote\n\x1b[31m")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("failed")


def test_an_exception_is_one_line_of_json_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json"))
    _fail()
    structlog.get_logger("bluepencil.test").info("done", number=3)
    first, second = capsys.readouterr().err.splitlines()
    failed, done = json.loads(first), json.loads(second)
    assert (failed["event"], failed["level"], failed["kind"]) == ("failed", "error", "ValueError")
    assert any("test_logs.py" in frame and frame.endswith(" in _fail") for frame in failed["frames"])
    assert "reader wrote" not in first and (done["event"], done["number"]) == ("done", 3)


def test_lines_go_to_what_standard_error_is_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that was run inside another program leaves a stream behind that is closed."""
    with monkeypatch.context() as former:
        closed = io.StringIO()
        former.setattr("sys.stderr", closed)
        configure_logging(Settings(log_format="json"))
    closed.close()
    logging.getLogger("anything").warning("after that")
    assert json.loads(capsys.readouterr().err)["event"] == "after that"


def test_on_a_console_it_is_one_line_too_and_levels_hold(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="console", log_level="warning"))
    _fail()
    logging.getLogger("anything").info("not shown")
    (line,) = capsys.readouterr().err.splitlines()
    assert "failed" in line and "ValueError" in line and "reader wrote" not in line
