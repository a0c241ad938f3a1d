"""What a route can ask for: settings, clock, database sessions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from service.database import Database
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """What `create_app` wired together; it hangs on `app.state.context`."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]


def context_of(request: Request) -> Context:
    """The app's context."""
    context: Context = request.app.state.context
    return context


def _now(request: Request) -> datetime:
    return context_of(request).clock()


def _read_session(request: Request) -> Iterator[Session]:
    with context_of(request).database.read() as session:
        yield session


def _write_session(request: Request) -> Iterator[Session]:
    with context_of(request).database.write() as session:
        yield session


AppContext = Annotated[Context, Depends(context_of)]
Now = Annotated[datetime, Depends(_now)]
ReadSession = Annotated[Session, Depends(_read_session, scope="function")]
WriteSession = Annotated[Session, Depends(_write_session, scope="function")]
"""Committed before the response goes out: `scope="function"` ends the dependency when the route returns.

Only routes may use it, no other dependency: its transaction begins with its first statement, and a dependency that began
one would keep the one SQLite writer waiting for a thread to run the route in.
"""
