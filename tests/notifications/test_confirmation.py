"""A stranger's mailbox is asked first, and is sent nothing else before somebody there agrees."""

import re

import pytest
from sqlalchemy import select

from service.models import Channel, ChannelKind, Letter
from service.notifications.channels import switch_on
from service.worker import Worker
from tests.factories import make_member
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom
from tests.notifications.test_pages import CHANNELS, OWN, Office, add, latest

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it
STRANGER = "desk@elsewhere.example"


@pytest.fixture
def owner(newsroom: Newsroom) -> Office:
    """The site's owner, logged in."""
    return Office(newsroom.client, newsroom.site.owner_email)


def link(mails: Mailbox) -> str:
    """The link in the last mail."""
    return str(re.findall(r"http://desk\.test(/mailbox/\S+)", parts(mails.mails[-1])[0])[0])


def test_a_stranger_is_asked_and_told_once_they_agree(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    add(owner, "email", address=STRANGER)
    channel = latest(newsroom)
    assert f"{STRANGER} is asked by e-mail now." in owner.shown() and "Waiting for confirmation" in owner.shown()
    owner.open(CHANNELS)
    assert "waiting for confirmation" in owner.shown()
    newsroom.report()
    newsroom.later(minutes=1)
    (mail,) = mails.mails
    assert mail["To"] == STRANGER and mail["Subject"] == "Messages from The Courier?"
    assert "Olena Courier wants messages of The Courier" in parts(mail)[0] and newsroom.deliveries() == []
    page = newsroom.client.get(link(mails))
    assert STRANGER in page.text and newsroom.stored(channel).waits, "a look changes nothing"
    newsroom.client.cookies.clear()
    assert "from now on" in newsroom.client.post(link(mails)).text
    newsroom.report("another")
    newsroom.later(minutes=1)
    assert [each["To"] for each in mails.mails] == [STRANGER] * 2 and "another" in parts(mails.mails[1])[0]


def test_a_test_message_is_nothing_for_a_stranger(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    add(owner, "email", address=STRANGER)
    form = re.findall(r'name="form" value="(\w+)"', owner.page.text)[0]
    path = f"{CHANNELS}/{latest(newsroom).id}/test"
    answer = owner.client.post(path, data={"form": form}, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 422 and "has not agreed yet" in answer.text
    newsroom.later(minutes=1)
    assert len(mails.mails) == 1


def test_members_and_oneself_are_not_asked(newsroom: Newsroom, owner: Office) -> None:
    make_member(newsroom.database, newsroom.site, "ben@news.example")
    add(owner, "email", address="Ben@news.example")
    assert not latest(newsroom).waits
    add(owner, "email", OWN)
    assert not latest(newsroom).waits
    add(owner, "email", OWN, address="ben@news.example")
    assert latest(newsroom).waits, "a colleague is somebody else"


def test_another_address_is_asked_anew_and_the_former_link_is_of_no_use(
    newsroom: Newsroom, owner: Office, mails: Mailbox
) -> None:
    add(owner, "email", address=STRANGER)
    newsroom.later()
    former, channel = link(mails), latest(newsroom)
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send(f"{CHANNELS}/{channel.id}", address="other@elsewhere.example")
    newsroom.later()
    assert mails.mails[1]["To"] == "other@elsewhere.example"
    assert newsroom.client.get(former).status_code == 404 and newsroom.stored(channel).waits
    assert newsroom.client.get(f"{link(mails)[:-1]}x").status_code == 404
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send(f"{CHANNELS}/{channel.id}", address=newsroom.site.owner_email)
    assert not newsroom.stored(channel).waits


def test_what_waits_for_a_mailbox_that_was_exchanged_is_kept_back(newsroom: Newsroom, mails: Mailbox) -> None:
    channel = newsroom.channel(ChannelKind.EMAIL)
    newsroom.report()
    with newsroom.database.write() as session:
        session.get_one(Channel, channel.id).confirmed_at = None
    newsroom.later(minutes=1)
    (kept,) = newsroom.deliveries()
    assert kept.failure == "waits" and kept.is_dead and not mails.arrived


def test_nobody_is_asked_for_ever(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    add(owner, "email", address=STRANGER)
    channel = latest(newsroom)
    answers = []
    for _ in range(3):
        owner.open(f"{CHANNELS}/{channel.id}")
        answers.append(owner.send("/question").status_code)
    assert answers == [303, 303, 422] and f"{STRANGER} was asked several times today." in owner.shown()
    owner.open(f"{CHANNELS}/new?kind=email")
    assert owner.send(CHANNELS, address=STRANGER).status_code == 422, "by another channel neither"
    newsroom.later(days=7)
    assert newsroom.client.get(link(mails)).status_code == 404, "too late"
    owner = Office(newsroom.client, newsroom.site.owner_email)
    owner.open(f"{CHANNELS}/{channel.id}")
    assert owner.send("/question").status_code == 303


def test_strangers_in_number_are_not_asked(newsroom: Newsroom, owner: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.notifications.confirmation._AN_HOUR", 3)
    add(owner, "email", address=STRANGER)
    channel = latest(newsroom)
    answers = []
    for number in range(3):
        owner.open(f"{CHANNELS}/{channel.id}")
        answers.append(owner.send(f"{CHANNELS}/{channel.id}", address=f"a{number}@elsewhere.example").status_code)
    assert answers == [303, 303, 422]
    assert newsroom.stored(channel).config == {"address": "a1@elsewhere.example"}


def test_a_question_that_could_not_be_sent_is_seen(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    mails.recipients.append("550 no such user")
    add(owner, "email", address=STRANGER)
    newsroom.later()
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    assert "The e-mail could not be sent: The other side does not take it. 550 no such user" in owner.shown()


def test_without_mail_it_waits_until_there_is_some(newsroom: Newsroom, owner: Office) -> None:
    context = owner.client.app.state.context  # type: ignore[attr-defined]
    without = context.settings.model_copy(update={"smtp_url": None})
    with_mail = context.settings
    object.__setattr__(context, "settings", without)
    add(owner, "email", address=STRANGER)
    assert "It was not asked yet" in owner.shown()
    object.__setattr__(context, "settings", with_mail)
    owner.send("/question")
    with newsroom.database.read() as session:
        assert [letter.email for letter in session.scalars(select(Letter))] == [STRANGER]


def test_another_secret_of_the_installation_is_said_and_mended(newsroom: Newsroom, owner: Office) -> None:
    """What opens a channel is sealed; a database alone posts nowhere."""
    channel = newsroom.channel(ChannelKind.SLACK, {"url": "http://127.0.0.1:9/very-secret"})
    stored = newsroom.stored(channel)
    assert stored.config == {"server": "http://127.0.0.1:9"} and b"very-secret" not in (stored.sealed or b"")
    context = owner.client.app.state.context  # type: ignore[attr-defined]
    other = newsroom.worker.settings.model_copy(update={"secret_key": type(context.settings.secret_key)("x" * 32)})
    worker = Worker(other, newsroom.database, newsroom.clock)
    newsroom.report()
    newsroom.clock.advance(minutes=1)
    worker.run_once()
    assert newsroom.deliveries()[0].failure == "sealed"
    owner.open(f"{CHANNELS}/{channel.id}")
    assert "it cannot be read any more" in owner.shown()


def test_what_an_older_version_kept_plain_is_sealed_by_the_worker(newsroom: Newsroom) -> None:
    url = "http://127.0.0.1:9/very-secret"
    channel = newsroom.channel(ChannelKind.WEBHOOK, {"url": url})
    with newsroom.database.write() as session:
        plain = session.get_one(Channel, channel.id)
        plain.config, plain.sealed = {"url": url, "secret": newsroom.secret(channel)}, None
        switch_on(plain)
    assert newsroom.secret(newsroom.stored(channel)) == newsroom.secret(channel), "it works as it is, too"
    newsroom.later()
    stored = newsroom.stored(channel)
    assert stored.config == {"server": "http://127.0.0.1:9"} and stored.sealed is not None
    assert newsroom.secret(stored) == newsroom.secret(channel)
