"""One step of the worker: messages that are due leave."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from service.database import Database
from service.domain import retry
from service.errors import Unavailable
from service.models import Channel, Delivery, Issue, Letter, Off
from service.models.message import Message
from service.notifications.calls import Calls
from service.notifications.compose import Digest, compose
from service.notifications.send import send_digest, send_letter
from service.notifications.senders.outcomes import Never, Outcome, Sent, Why
from service.outbound.client import Client
from service.settings import Settings

_log = structlog.get_logger("bluepencil.deliveries")
AT_ONCE = 8
"""Messages that are on their way at the same time; one that is slow holds up no more than these."""


@dataclass(frozen=True, slots=True)
class Post:
    """What it takes to have messages leave."""

    settings: Settings
    database: Database
    client: Client
    clock: Callable[[], datetime]
    jitter: Callable[[], float]

    def work(self, worker: str) -> int:
        """Claim messages that are due and hand them over. How many were worked on.

        They are handed over outside of any transaction. What cannot be now is tried again later.
        """
        claimed = self._claim(Letter, worker, AT_ONCE)  # first, for somebody waits before an empty mailbox
        claimed += self._claim(Delivery, worker, AT_ONCE - len(claimed))
        if claimed:
            with ThreadPoolExecutor(AT_ONCE, "delivery") as threads:
                for _ in threads.map(self._attempt, claimed):
                    pass
        return len(claimed)

    def _claim(self, kind: type[Delivery | Letter], worker: str, most: int) -> list[Delivery | Letter]:
        with self.database.read() as session:
            if not most or not kind.any_due(session, self.clock()):
                return []
        with self.database.write() as session:
            return list(kind.claim(session, worker=worker, now=self.clock(), most=most))

    def _attempt(self, message: Delivery | Letter) -> None:
        try:
            if isinstance(message, Delivery):
                self._deliver(message)
            else:
                self._post(message)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever it trips over must not stop the others)
            _log.error("message failed", table=message.__tablename__, id=message.id, kind=type(error).__name__)
            with self.database.write() as session:
                self._store(session, message, Never(Why.UNSENDABLE, type(error).__name__))

    def _deliver(self, delivery: Delivery) -> None:
        with self.database.read() as session:
            channel = session.get_one(
                Channel, delivery.channel_id, options=[joinedload(Channel.site), joinedload(Channel.account)]
            )
            silent = channel.off_at is not None or channel.waits
            digest = None if silent else self._composed(session, delivery, channel)
        outcome = self._handed_over(channel, digest)
        with self.database.write() as session:
            if digest is not None and _has_changed(session, delivery, digest):
                outcome = replace(outcome, answer="")
            if channel.personal and outcome == Never(Why.NO_MAIL, ""):
                session.delete(delivery)  # nobody has asked for it, and the desk tells of it as well
            elif self._store(session, delivery, outcome):
                _note(session, delivery, digest, outcome, now=self.clock())

    def _composed(self, session: Session, delivery: Delivery, channel: Channel) -> Digest | Calls | None:
        return compose(session, delivery, channel, base_url=self.settings.base_url)

    def _handed_over(self, channel: Channel, digest: Digest | Calls | None) -> Outcome:
        if channel.off_at:
            return Never(Why.OFF, "")
        if channel.waits:
            return Never(Why.WAITS, "")
        if digest is None:
            return Sent("")
        return send_digest(self.client, channel, digest, self.settings, now=self.clock())

    def _post(self, letter: Letter) -> None:
        outcome = send_letter(letter, self.settings, now=self.clock())
        with self.database.write() as session:
            if self._store(session, letter, outcome) and isinstance(outcome, Sent):
                session.execute(update(Letter).where(Letter.id == letter.id).values(values={}))

    def _store(self, session: Session, message: Message, outcome: Outcome) -> bool:
        """Keep what came of it, if the message is still this worker's."""
        now = self.clock()
        if isinstance(outcome, Sent):
            return message.deliver(session, outcome.answer, now=now)
        if isinstance(outcome, Never):
            return message.give_up(session, outcome.why, outcome.answer)
        pause = retry.delay(message.attempts, jitter=self.jitter())
        until = None if pause is None else now + max(pause, outcome.wait)
        return message.put_off(session, outcome.why, outcome.answer, until=until)


def _has_changed(session: Session, delivery: Delivery, digest: Digest | Calls) -> bool:
    """Whether issues are not as the message told them any more: what it quoted may have been erased while it left.

    The other side may have answered with it. Whoever erases empties the answers that there are; the lock sees to it
    that this one is either among them, or that its issues are seen to have changed.
    """
    session.execute(select(Delivery.id).where(Delivery.id == delivery.id).with_for_update())
    told = {each.issue.id: each.issue.version for each in digest.told}
    now = select(Issue.id, Issue.version).where(Issue.id.in_(told))
    return dict(iter(session.execute(now))) != told


def _note(
    session: Session, delivery: Delivery, digest: Digest | Calls | None, outcome: Outcome, *, now: datetime
) -> None:
    """What the channel is to remember of it."""
    mine = update(Channel).where(Channel.id == delivery.channel_id)
    if isinstance(outcome, Never) and outcome.why is Why.GONE:
        session.execute(mine.where(Channel.off_at.is_(None)).values(off_at=now, off_why=Off.GONE))
    elif isinstance(outcome, Sent) and digest is not None and not digest.is_test:
        session.execute(mine.values(told_at=now))
        session.execute(update(Delivery).where(Delivery.id == delivery.id).values(told=digest.count))
