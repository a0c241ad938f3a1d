"""What a route can ask for: settings, clock, database sessions."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from anyio import CancelScope, CapacityLimiter, Lock, Semaphore, fail_after, to_thread
from fastapi import Depends, Request
from sqlalchemy.orm import Session

from service.database import Database
from service.engines import QUEUE_SECONDS
from service.errors import Busy, Unavailable
from service.settings import Settings
from service.web.metrics import Metrics

PASSWORDS_AT_ONCE = 2
PASSWORD_SECONDS = 8
"""How long a request waits for its turn to have a password hashed."""


@dataclass(frozen=True, slots=True)
class Context:
    """What `create_app` wired together; it hangs on `app.state.context`."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]
    metrics: Metrics
    turn: Lock = field(default_factory=Lock)
    """Whose turn it is to write, where only one can: first come, first served."""
    hashing: Semaphore = field(default_factory=lambda: Semaphore(PASSWORDS_AT_ONCE))
    """Whose turn it is to have a password hashed, which takes memory and time."""


def context_of(request: Request) -> Context:
    """The app's context."""
    context: Context = request.app.state.context
    return context


async def _context(request: Request) -> Context:
    return context_of(request)


async def _now(request: Request) -> datetime:
    return context_of(request).clock()


async def _read_session(request: Request) -> AsyncIterator[Session]:
    async with _left_in_a_thread(context_of(request).database.read()) as session:
        yield session


async def _write_session(request: Request) -> AsyncIterator[Session]:
    context = context_of(request)
    turn = _taken(context.turn) if context.database.is_sqlite else nullcontext()
    async with turn, _left_in_a_thread(context.database.write()) as session:
        yield session


async def _password_turn(request: Request) -> AsyncIterator[None]:
    """Waits without a thread: two hundred log-ins at once must leave readers theirs."""
    hashing = context_of(request).hashing
    try:
        with fail_after(PASSWORD_SECONDS):
            await hashing.acquire()
    except TimeoutError:
        raise Busy("Too many people are logging in right now. Please try again in a moment.") from None
    try:
        yield
    finally:
        hashing.release()


@asynccontextmanager
async def _taken(turn: Lock) -> AsyncIterator[None]:
    """Wait for a turn, but not for ever: whoever asks is told to come again, rather than left without an answer."""
    try:
        with fail_after(QUEUE_SECONDS):
            await turn.acquire()
    except TimeoutError as error:
        raise Unavailable("Too many are writing right now.") from error
    try:
        yield
    finally:
        turn.release()


@asynccontextmanager
async def _left_in_a_thread(manager: AbstractContextManager[Session]) -> AsyncIterator[Session]:
    """Enter here, for a session touches no database before its first statement; leave, and so commit, in a thread.

    That thread is not one of those that run routes. These may all be waiting for the one SQLite writer, which this
    session has until it is committed.
    """
    session = manager.__enter__()
    try:
        yield session
    except BaseException as error:
        with CancelScope(shield=True):
            await to_thread.run_sync(
                manager.__exit__, type(error), error, error.__traceback__, limiter=CapacityLimiter(1)
            )
        raise
    if not session.in_transaction():
        manager.__exit__(None, None, None)  # nothing to end, or the route has ended it
        return
    with CancelScope(shield=True):
        await to_thread.run_sync(manager.__exit__, None, None, None, limiter=CapacityLimiter(1))


AppContext = Annotated[Context, Depends(_context)]
Now = Annotated[datetime, Depends(_now)]
PasswordTurn = Annotated[None, Depends(_password_turn, scope="function")]
"""For routes that hash or check a password."""
ReadSession = Annotated[Session, Depends(_read_session, scope="function")]
WriteSession = Annotated[Session, Depends(_write_session, scope="function")]
"""Committed before the response goes out: `scope="function"` ends the dependency when the route returns.

Only routes may use it, no other dependency: its transaction begins with its first statement, and a dependency that
began one would keep the one SQLite writer waiting for a thread to run the route in.
"""
