"""Chats and webhooks: what they are sent, that nothing of it is more than text, and what their answers mean."""

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from service.models import Channel, ChannelKind, Issue, Off
from service.notifications.channels import queue_test, renew_secret
from service.notifications.senders import discord, mattermost, slack, telegram
from tests.conftest import Clock
from tests.factories import PAGE
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver, Reply

MARKUPS = {
    ChannelKind.SLACK: slack.MARKUP,
    ChannelKind.TELEGRAM: telegram.MARKUP,
    ChannelKind.MATTERMOST: mattermost.MARKUP,
    ChannelKind.DISCORD: discord.MARKUP,
}
HOSTILE = "<!channel> @all @everyone <@U1> & *b* ~s~ [x](https://evil.example) <b>t</b> <script> `c` \\"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it


@pytest.fixture
def hook(newsroom: Newsroom, hooks: Receiver) -> Channel:
    """A webhook of the site's own."""
    return newsroom.channel(ChannelKind.WEBHOOK, {"url": hooks.url()})


def told(newsroom: Newsroom, exact: str = "recieved", **fields: object) -> int:
    issue = newsroom.report(exact, **fields)
    newsroom.later(minutes=1)
    return issue


@pytest.fixture
def clock() -> Clock:
    """A clock that is right: receivers refuse signatures that are old."""
    clock = Clock()
    clock.now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    return clock


def test_a_webhook_is_signed_and_says_what_was_found(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    issue = told(
        newsroom, page={"url": PAGE, "title": "Harbour", "lang": "en-GB", "section": "Local", "author": "Anna"}
    )
    (posted,) = hooks.posted
    said = Webhook(newsroom.secret(hook)).verify(posted.body, posted.headers)
    assert said["type"] == "issues.found" and said["data"]["more"] == 0
    (found,) = said["data"]["issues"]
    assert found | {"first_reported_at": "", "last_reported_at": ""} == {
        "id": issue,
        "url": f"http://desk.test/desk/issues/{issue}",
        "happening": "reported",
        "site": {"key": "courier", "name": "The Courier"},
        "page": {"url": PAGE, "title": "Harbour", "language": "en-GB", "section": "Local", "author": "Anna"},
        "quote": {"exact": "recieved", "prefix": "The harbour board has ", "suffix": " no answer from the owners."},
        "sentence": "",
        "correction": "received",
        "kind": "spelling",
        "readers": 1,
        "first_reported_at": "",
        "last_reported_at": "",
    }
    (delivery,) = newsroom.deliveries()
    assert (delivery.answer, delivery.told, posted.headers["webhook-id"]) == ("200 ok", 1, delivery.key)


def test_whoever_tampers_is_found_out(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    """F21: another body, another id, a message of more than five minutes ago, another secret."""
    told(newsroom)
    (posted,) = hooks.posted
    verifier = Webhook(newsroom.secret(hook))
    for body, headers in (
        (posted.body.replace(b"recieved", b"received"), posted.headers),
        (posted.body, posted.headers | {"webhook-id": "msg_other"}),
        (posted.body, posted.headers | {"webhook-timestamp": str(int(posted.headers["webhook-timestamp"]) - 301)}),
    ):
        with pytest.raises(WebhookVerificationError):
            verifier.verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 44).verify(posted.body, posted.headers)


def test_a_new_secret_signs_beside_the_old_one_for_a_day(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    with newsroom.database.write() as session:
        fresh = renew_secret(session.get_one(Channel, hook.id), newsroom.worker.settings, now=newsroom.clock())
    told(newsroom)
    for secret in (newsroom.secret(hook), fresh):
        Webhook(secret).verify(hooks.posted[0].body, hooks.posted[0].headers)
    newsroom.later(days=1)
    told(newsroom, "another")
    assert len(hooks.posted[1].headers["webhook-signature"].split()) == 1


def test_slack_is_told(newsroom: Newsroom, hooks: Receiver) -> None:
    newsroom.channel(ChannelKind.SLACK, {"url": hooks.url("/services/T/B/x")})
    issue = told(newsroom)
    (posted,) = hooks.posted
    assert posted.path == "/services/T/B/x"
    assert posted.json["text"] == (
        "*The Courier: readers found an error*\n\n"
        "The harbour board has ~recieved~ *received* no answer from the owners.\n"
        f"<http://desk.test/desk/issues/{issue}|Harbour board keeps its silence> · 1 reader\n\n"
        "<http://desk.test/desk?site=courier|Open the queue>"
    )
    assert posted.json["link_names"] is False and posted.json["parse"] == "none"


def test_telegram_is_told(newsroom: Newsroom, hooks: Receiver) -> None:
    newsroom.channel(ChannelKind.TELEGRAM, {"token": "123:secret", "chat": "-100"})
    told(newsroom)
    (posted,) = hooks.posted
    assert posted.path == "/bot123:secret/sendMessage"
    assert posted.json["chat_id"] == "-100" and posted.json["parse_mode"] == "HTML"
    assert "<s>recieved</s> <b>received</b>" in posted.json["text"]


def test_mattermost_is_told(newsroom: Newsroom, hooks: Receiver) -> None:
    newsroom.channel(ChannelKind.MATTERMOST, {"url": hooks.url("/hooks/x")})
    told(newsroom)
    assert "~~recieved~~ **received**" in hooks.posted[0].json["text"]


def test_discord_is_told_and_calls_nobody(newsroom: Newsroom, hooks: Receiver) -> None:
    hooks.replies = [Reply(204, b"")]
    newsroom.channel(ChannelKind.DISCORD, {"url": hooks.url("/api/webhooks/1/x")})
    for number in range(30):
        newsroom.report(
            f"recieved{number}", sentence=f"{'word ' * 40}The harbour board has recieved{number} no answer."
        )
    newsroom.later(minutes=1)
    body = hooks.posted[0].json
    assert body["allowed_mentions"] == {"parse": []} and len(body["content"]) <= 2000
    assert "and 2" in body["content"]
    assert newsroom.deliveries()[0].answer == "204"


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        (ChannelKind.SLACK, ["<!", "<@", "<b>", "<script"]),
        (ChannelKind.TELEGRAM, ["<!", "<@", "<b>t", "<script", "@all", "@everyone"]),
        (ChannelKind.MATTERMOST, ["@all", "@everyone", " [x](", "://evil", " ~s~", " *b*", " `c`"]),
        (ChannelKind.DISCORD, ["@all", "@everyone", " [x](", "://evil", " <@U1>", " ~s~", " *b*", " `c`"]),
    ],
)
def test_what_readers_write_is_only_text(
    newsroom: Newsroom, hooks: Receiver, kind: ChannelKind, never: list[str]
) -> None:
    newsroom.channel(kind, {"url": hooks.url(), "token": "1:x", "chat": "1"})
    quote = {"exact": HOSTILE, "prefix": f"{HOSTILE} ", "suffix": f" {HOSTILE}"}
    told(newsroom, quote=quote, correction=f"{HOSTILE}!", page={"url": PAGE, "title": HOSTILE, "lang": "en"})
    body = hooks.posted[0].json
    text = body.get("content") or body["text"]
    assert not [sign for sign in never if sign in text]
    assert MARKUPS[kind].escape("naïve café 字 😀") == "naïve café 字 😀"


def test_410_switches_the_channel_off(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    """F20."""
    hooks.replies = [Reply(410, b"channel_is_archived")]
    told(newsroom)
    (delivery,) = newsroom.deliveries()
    assert (delivery.failure, delivery.answer, delivery.is_dead) == ("gone", "410 channel_is_archived", True)
    assert newsroom.stored(hook).off_why is Off.GONE
    told(newsroom, "another")
    assert len(newsroom.deliveries()) == 1


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (Reply(429, b"{}", {"Retry-After": "120"}), 120),
        (Reply(429, b'{"message": "slow down", "retry_after": 90.5}'), 90.5),
        (Reply(429, b'{"ok": false, "parameters": {"retry_after": 77}}'), 77),
        (Reply(503, b"", {"Retry-After": "60"}), 60),
        (Reply(429, b"", {"Retry-After": "9999999"}), 86400),
        (Reply(429, b"", {"Retry-After": "nan"}), 1),
        (Reply(429, b"", {"Retry-After": "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"}), 1),
    ],
)
def test_429_is_given_the_time_it_asks_for(
    newsroom: Newsroom, hook: Channel, hooks: Receiver, reply: Reply, seconds: float
) -> None:
    """F20; the webhook's id stays (F21)."""
    hooks.replies = [reply]
    told(newsroom)
    (waiting,) = newsroom.deliveries()
    assert waiting.failure == "busy" and waiting.due_at is not None
    assert timedelta(seconds=seconds) <= waiting.due_at - newsroom.clock() <= timedelta(seconds=seconds + 1)
    newsroom.clock.now = waiting.due_at
    newsroom.later()
    assert [posted.headers["webhook-id"] for posted in hooks.posted] == [waiting.key] * 2
    assert newsroom.deliveries()[0].sent_at is not None


def test_a_date_may_say_when(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    when = newsroom.clock() + timedelta(minutes=5)
    hooks.replies = [Reply(429, b"", {"Retry-After": when.strftime("%a, %d %b %Y %H:%M:%S GMT")})]
    told(newsroom)
    assert newsroom.deliveries()[0].due_at == when


def test_500_is_tried_again_until_it_is_dead(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    """F20."""
    hooks.replies = [Reply(500, b"oh") for _ in range(20)]
    told(newsroom)
    for _ in range(20):
        newsroom.later(hours=1)
    (dead,) = newsroom.deliveries()
    assert len(hooks.posted) == 12 and dead.is_dead and (dead.failure, dead.answer) == ("broken", "500 oh")
    assert newsroom.stored(hook).off_at is None


@pytest.mark.parametrize("status", [301, 302, 400, 403, 404])
def test_other_answers_are_final_and_redirects_not_followed(
    newsroom: Newsroom, hook: Channel, hooks: Receiver, status: int
) -> None:
    """F19 and F20."""
    hooks.replies = [Reply(status, b"no_service", {"Location": hooks.url("/elsewhere")})]
    told(newsroom)
    (dead,) = newsroom.deliveries()
    assert (dead.failure, dead.answer, dead.is_dead) == ("refused", f"{status} no_service", True)
    assert len(hooks.posted) == 1


def test_secrets_do_not_come_back_in_what_is_told(
    newsroom: Newsroom, hooks: Receiver, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """F22, and that no log holds them, however much it tells."""
    caplog.set_level(logging.DEBUG)
    hooks.replies = [Reply(404, b"no bot 123:secret here " + b"x" * 5000)]
    newsroom.channel(ChannelKind.TELEGRAM, {"token": "123:secret", "chat": "-100"})
    told(newsroom)
    (dead,) = newsroom.deliveries()
    assert dead.answer.startswith("404 no bot … here xxx") and len(dead.answer) < 350
    logged = caplog.text + "".join(capfd.readouterr())
    assert "connect_tcp" in logged and "123:secret" not in logged


@pytest.mark.parametrize(
    "url", ["http://10.0.0.7/hook", "http://127.0.0.2/", "http://169.254.169.254/", "http://[::1]/"]
)
def test_private_networks_are_out_of_reach(newsroom: Newsroom, url: str) -> None:
    """F19: whatever was saved is checked again at every send."""
    newsroom.channel(ChannelKind.SLACK, {"url": url})
    told(newsroom)
    (dead,) = newsroom.deliveries()
    assert dead.failure == "forbidden" and "private network" in dead.answer


def test_nobody_there_is_tried_again(newsroom: Newsroom, hooks: Receiver) -> None:
    newsroom.channel(ChannelKind.SLACK, {"url": "http://127.0.0.1:1/hook"})
    told(newsroom)
    (waiting,) = newsroom.deliveries()
    assert waiting.failure == "unreachable" and waiting.due_at is not None
    assert waiting.answer == "127.0.0.1 could not be reached."


def test_a_test_message_says_what_the_other_side_answered(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    hooks.replies = [Reply(202, b"thanks")]
    with newsroom.database.write() as session:
        queue_test(session, session.get_one(Channel, hook.id), now=newsroom.clock())
    newsroom.later(seconds=60)
    (sent,) = newsroom.deliveries()
    assert (sent.answer, newsroom.stored(hook).told_at) == ("202 thanks", None)
    assert json.loads(hooks.posted[0].body)["type"] == "test"


def test_what_the_mail_shows_is_what_stands_when_it_leaves(newsroom: Newsroom, hook: Channel, hooks: Receiver) -> None:
    issue = newsroom.report()
    with newsroom.database.write() as session:
        session.get_one(Issue, issue).correction = "got"
    newsroom.later(minutes=1)
    assert hooks.posted[0].json["data"]["issues"][0]["correction"] == "got"
