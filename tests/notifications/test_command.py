"""`bluepencil channels` and `bluepencil deliveries`: what they print, what they refuse."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from standardwebhooks import Webhook
from typer.testing import CliRunner, Result

from service.cli import app
from service.domain.rhythm import Rhythm
from service.errors import BluepencilError
from service.models import Channel, Letter
from service.notifications.personal import how_called, set_called
from service.settings import Settings
from tests.factories import make_site
from tests.notifications.mailbox import Mailbox
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver, Reply

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # gathering is tested on both


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, settings: Settings, newsroom: Newsroom, tmp_path: Path) -> None:
    assert isinstance(settings.smtp_url, SecretStr)
    for name, value in {
        "DATABASE_URL": settings.database,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": settings.secret().decode(),
        "SMTP_URL": settings.smtp_url.get_secret_value(),
        "REACHABLE_NETWORKS": "127.0.0.1/32",
        "BASE_URL": settings.base_url,
    }.items():
        monkeypatch.setenv(f"BLUEPENCIL_{name}", value)
    make_site(newsroom.database, "gazette")


def run(*arguments: str, site: str = "courier") -> Result:
    group, command, *rest = arguments
    return CliRunner().invoke(app, [group, command, "--site", site, *rest])


def refusal(*arguments: str, site: str = "courier") -> str:
    result = run(*arguments, site=site)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


def lines(*arguments: str, site: str = "courier") -> list[dict[str, object]]:
    result = run(*arguments, "--json", site=site)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_channels_are_added_listed_tried_and_switched_off(newsroom: Newsroom, hooks: Receiver, mails: Mailbox) -> None:
    (mail,) = lines("channels", "add", "email", "--address", "desk@news.example", "--rhythm", "daily")
    (hook,) = lines("channels", "add", "webhook", "--url", hooks.url(), "--name", "Ours")
    listed = lines("channels", "list")
    assert [(each["kind"], each["to"], each["state"]) for each in listed] == [
        ("email", "desk@news.example", "waits"),
        ("webhook", f"http://127.0.0.1:{hooks.port}/…", "on"),
    ]
    assert lines("channels", "list", site="gazette") == []
    hooks.replies = [Reply(201, b"thanks"), Reply(404, b"nobody")]
    assert run("channels", "test", str(hook["id"])).stdout == "True\t201 thanks\tNone\n"
    posted = hooks.posted[0]
    now = datetime.now(UTC).timestamp()
    assert abs(now - int(posted.headers["webhook-timestamp"])) < 60
    assert Webhook(str(hook["secret"])).verify(posted.body, posted.headers)["type"] == "test"
    failed = run("channels", "test", str(hook["id"]))
    assert (failed.exit_code, failed.stdout) == (1, "False\t404 nobody\trefused\n")
    assert "has not agreed yet" in refusal("channels", "test", str(mail["id"]))
    assert run("channels", "ask", str(mail["id"])).exit_code == 0 and mails.mails == []
    with newsroom.database.write() as session:
        assert [letter.email for letter in session.scalars(select(Letter))] == ["desk@news.example"] * 2
        session.get_one(Channel, mail["id"]).confirmed_at = newsroom.clock()
    assert run("channels", "test", str(mail["id"])).exit_code == 0
    assert "A test message" in mails.mails[0]["Subject"]
    run("channels", "disable", str(hook["id"]))
    assert [each["state"] for each in lines("channels", "list")] == ["on", "off (switched_off)"]


def test_a_feeds_address_is_printed_once() -> None:
    (feed,) = lines("channels", "add", "feed")
    assert str(feed["secret"]).startswith("http://desk.test/feeds/") and "secret" not in lines("channels", "list")[0]
    assert feed["name"] == "The Courier", "which is what a feed reader shows"


def test_what_cannot_be_is_refused(hooks: Receiver) -> None:
    (hook,) = lines("channels", "add", "webhook", "--url", hooks.url())
    number = str(hook["id"])
    assert refusal("channels", "add", "email", "--address", "nonsense") == "That is no e-mail address."
    assert "private network" in refusal("channels", "add", "slack", "--url", "http://10.0.0.1/")
    assert "https://" in refusal("channels", "add", "discord")
    assert refusal("channels", "test", number, site="gazette") == "There is no such channel."
    assert refusal("channels", "disable", number, site="gazette") == "There is no such channel."
    assert "no site" in refusal("channels", "list", site="nobody")
    assert run("channels", "add", "pigeon").exit_code == 2


def test_dead_messages_are_listed_and_sent_again(newsroom: Newsroom, hooks: Receiver) -> None:
    lines("channels", "add", "slack", "--url", hooks.url())
    hooks.replies = [Reply(404, b"no_service")]
    newsroom.clock.now = datetime.now(UTC)  # as the commands' own clock
    newsroom.report()
    newsroom.later(minutes=1)
    (dead,) = lines("deliveries", "list")
    assert (dead["failure"], dead["answer"]) == ("refused", "404 no_service")
    assert lines("deliveries", "list", site="gazette") == []
    assert "no dead message" in refusal("deliveries", "retry", str(dead["id"]), site="gazette")
    assert [each["id"] for each in lines("deliveries", "retry")] == [dead["id"]]
    newsroom.later()
    assert len(hooks.posted) == 2 and lines("deliveries", "list") == []


def test_a_channel_is_changed_switched_on_and_removed(newsroom: Newsroom, hooks: Receiver) -> None:
    (hook,) = lines("channels", "add", "webhook", "--url", hooks.url(), "--kind", "fact", "--readers", "3")
    number = str(hook["id"])
    kept = newsroom.stored
    with newsroom.database.read() as session:
        channel = session.get_one(Channel, hook["id"])
    assert (channel.kinds, channel.readers, channel.rhythm) == (["fact"], 3, Rhythm.AT_ONCE)
    (changed,) = lines(
        "channels", "set", number, "--name", "Ours", "--rhythm", "daily", "--kind", "", "--section", "News"
    )
    assert (changed["name"], changed["to"]) == ("Ours", hook["to"])
    channel = kept(channel)
    assert (channel.kinds, channel.sections, channel.readers) == ([], ["News"], 3), "what is not named stays"
    assert channel.rhythm is Rhythm.DAILY and channel.sealed is not None
    for name in ("", f"http://127.0.0.1:{hooks.port}/…"):
        (unnamed,) = lines("channels", "set", number, "--name", name, "--url", "https://hooks.example/1")
        assert unnamed["name"] == "https://hooks.example/…", "without a name of its own, it is called by where it leads"
        lines("channels", "set", number, "--url", hooks.url(), "--name", "")
    (renewed,) = lines("channels", "secret", number)
    assert str(renewed["secret"]).startswith("whsec_") and renewed["secret"] != hook["secret"]
    run("channels", "disable", number)
    assert run("channels", "enable", number).exit_code == 0 and kept(channel).off_at is None
    assert refusal("channels", "set", number, "--time", "25:00") == "A time is hours and minutes, such as 08:00."
    assert refusal("channels", "set", number, site="gazette") == "There is no such channel."
    assert refusal("channels", "remove", number, "--yes", site="gazette") == "There is no such channel."
    assert run("channels", "remove", number).exit_code == 1, "nobody said yes"
    assert run("channels", "remove", number, "--yes").exit_code == 0 and lines("channels", "list") == []


def test_who_stands_for_a_name_is_said_by_command(newsroom: Newsroom) -> None:
    owner = newsroom.site.owner_email
    assert run("authors", "add", "Anna Reid", "--email", owner).exit_code == 0
    assert lines("authors", "list") == [{"name": "Anna Reid", "email": owner}]
    assert lines("authors", "list", site="gazette") == []
    assert "a rule for this name" in refusal("authors", "add", "anna  reid", "--email", owner)
    assert "a member of this site" in refusal("authors", "add", "Ben", "--email", owner, site="gazette")
    assert "no rule" in refusal("authors", "remove", "Anna Reid", site="gazette")
    assert run("authors", "remove", "Anna Reid").exit_code == 0 and lines("authors", "list") == []


def test_a_persons_channels_are_set_up_by_command_too(newsroom: Newsroom) -> None:
    owner = newsroom.site.owner_email

    def of(person: str, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["channels", *arguments, "--person", person])

    made = json.loads(of(owner, "add", "email", "--address", owner, "--own-only", "--json").stdout)
    assert made["state"] == "on" and lines("channels", "list") == []
    assert "no account" in str(of("nobody@x.example", "list").exception)
    assert of(owner, "list", "--site", "courier").exit_code == 2, "one or the other"
    assert run("channels", "add", "feed", "--own-only").exit_code == 2, "a site is no author"
    with newsroom.database.write() as session:
        set_called(session, newsroom.site.owner_id, Rhythm.HOURLY, now=newsroom.clock())
    calls = json.loads(of(owner, "list", "--json").stdout.splitlines()[1])
    assert calls["name"] == "comments and issues for them"
    number = str(calls["id"])
    assert of(owner, "set", number, "--rhythm", "daily").exit_code == 0
    with newsroom.database.read() as session:
        assert how_called(session, newsroom.site.owner_id) is Rhythm.DAILY
    assert "follows your account" in str(of(owner, "set", number, "--name", "x").exception)
    assert "switched off only" in str(of(owner, "remove", number, "--yes").exception)
    assert of(owner, "disable", number).exit_code == 0
    with newsroom.database.read() as session:
        assert how_called(session, newsroom.site.owner_id) is None
