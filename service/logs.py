"""Logging: one line an event on standard error, for people or as JSON. Nothing that a reader sent is ever logged."""

import logging
import sys
import traceback
from typing import TextIO

import structlog

from service.settings import Settings


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at each line: a former one may be closed by then."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]  # looked up at each line, and never set
        return sys.stderr


def configure_logging(settings: Settings) -> None:
    """Send the logs of this program and of its libraries the same way."""
    level = getattr(logging, settings.log_level.upper())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    handler = _StandardError()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[_plain, renderer], foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for quiet in ("uvicorn.error", "alembic", "asyncio"):
        logging.getLogger(quiet).setLevel(max(level, logging.WARNING))


def _plain(
    _logger: structlog.typing.WrappedLogger, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Leave out what is structlog's own, and of an exception its message, which may quote what a reader sent."""
    event.pop("_record", None)
    event.pop("_from_structlog", None)
    failure = event.pop("exc_info", None)
    if isinstance(failure, tuple) and failure[0] is not None:
        frames = traceback.extract_tb(failure[2])
        event["kind"] = failure[0].__name__
        event["frames"] = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames[-12:]]
    return event
