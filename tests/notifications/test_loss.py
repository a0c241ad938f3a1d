"""Nothing is lost: whatever happens to a worker between taking a message and hearing the answer."""

import os
import signal
import subprocess
import sys

import pytest

from service.models import ChannelKind
from service.models.lease import LEASE
from service.settings import Settings
from tests.checkout import ROOT
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver, Reply

_ONCE = """
import sys
from datetime import datetime
from service.database import Database
from service.settings import Settings
from service.worker import Worker
settings = Settings()
Worker(settings, Database(settings.database), lambda: datetime.fromisoformat(sys.argv[1])).run_once()
"""


def test_kill_9_between_the_claim_and_the_answer_loses_no_message(
    newsroom: Newsroom, settings: Settings, hooks: Receiver
) -> None:
    hooks.replies = [Reply(drips=True, body=b"never")]
    channel = newsroom.channel(ChannelKind.SLACK, {"url": hooks.url()})
    newsroom.report()
    newsroom.clock.advance(minutes=1)
    environment = {
        "PATH": os.defpath,
        "BLUEPENCIL_DATABASE_URL": settings.database,
        "BLUEPENCIL_DATA_DIR": str(settings.data_dir),
        "BLUEPENCIL_SECRET_KEY": settings.secret().decode(),
        "BLUEPENCIL_REACHABLE_NETWORKS": "127.0.0.1/32",
    }
    command = [sys.executable, "-c", _ONCE, newsroom.clock().isoformat()]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        assert hooks.came.wait(60)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    (leased,) = newsroom.deliveries(channel)
    assert leased.sent_at is None and leased.due_at == newsroom.clock() + LEASE
    newsroom.later()
    assert len(hooks.posted) == 1
    newsroom.clock.now += LEASE
    newsroom.later()
    (sent,) = newsroom.deliveries(channel)
    assert sent.sent_at is not None and sent.key == leased.key and len(hooks.posted) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_that_drips_holds_up_no_other(newsroom: Newsroom, hooks: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """F20."""
    monkeypatch.setattr("service.notifications.senders.http.SECONDS", 0.5)
    hooks.replies = [Reply(drips=True, status=200, body=b"late")]
    for _ in range(3):
        newsroom.channel(ChannelKind.MATTERMOST, {"url": hooks.url()})
    newsroom.report()
    newsroom.later(minutes=1)
    assert [delivery.sent_at is not None for delivery in newsroom.deliveries()] == [True] * 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_is_too_late_changes_nothing(newsroom: Newsroom, hooks: Receiver) -> None:
    channel = newsroom.channel(ChannelKind.SLACK, {"url": hooks.url()})
    newsroom.report()
    newsroom.clock.advance(minutes=1)

    def taken_over() -> None:
        newsroom.clock.advance(minutes=2)
        newsroom.worker.post.work("another")

    hooks.meanwhile = [taken_over]
    newsroom.worker.post.work("first")
    (sent,) = newsroom.deliveries(channel)
    assert (sent.attempts, sent.sent_at, len(hooks.posted)) == (2, newsroom.clock(), 2)
