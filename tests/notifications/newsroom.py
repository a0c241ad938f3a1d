"""One site's readers, channels and worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.database import Database
from service.models import Channel, ChannelKind, Delivery, Issue
from service.notifications.channels import Wishes, open_channel
from service.notifications.secrets import opened
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, post, report


@dataclass
class Newsroom:
    """What a test does and looks at."""

    client: TestClient
    database: Database
    worker: Worker
    clock: Clock
    site: MadeSite

    def channel(
        self,
        kind: ChannelKind = ChannelKind.WEBHOOK,
        config: dict[str, Any] | None = None,
        *,
        account_id: int | None = None,
        agreed: bool = True,
        **wishes: Any,
    ) -> Channel:
        """A channel of the site, or of a person; a mailbox has agreed to it, if need be."""
        with self.database.write() as session:
            made, _ = open_channel(
                session,
                kind,
                Wishes("A channel", **wishes),
                config or {"address": "desk@news.example"},
                self.worker.settings,
                site_id=None if account_id else self.site.id,
                account_id=account_id,
                now=self.clock(),
            )
            if kind is ChannelKind.EMAIL and agreed:
                made.confirmed_at = self.clock()
        return made

    def secret(self, channel: Channel) -> str:
        """What signs a webhook's messages."""
        return str(opened(self.worker.settings, channel)["secret"])

    def report(self, exact: str = "recieved", **fields: Any) -> int:
        """A reader's report; the number of its issue."""
        answer = post(self.client, report(exact, site=self.site.key, **fields))
        assert answer.status_code == 202, answer.text
        with self.database.read() as session:
            latest = select(Issue.id).order_by(Issue.last_reported_at.desc(), Issue.id.desc())
            return session.scalars(latest.limit(1)).one()

    def later(self, **duration: float) -> int:
        """Some time passes and the worker does what is due; how much that was."""
        self.clock.advance(**duration)
        return self.worker.run_once()

    def deliveries(self, channel: Channel | None = None) -> Sequence[Delivery]:
        """All deliveries, or those of one channel, in their order."""
        with self.database.read() as session:
            query = select(Delivery).order_by(Delivery.id)
            return session.scalars(query.where(Delivery.channel_id == channel.id) if channel else query).all()

    def stored(self, channel: Channel) -> Channel:
        """The channel as it is now."""
        with self.database.read() as session:
            return session.get_one(Channel, channel.id)
