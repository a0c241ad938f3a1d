"""What becomes part of which message, and when it leaves."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import delete, select

from service.domain.events import Happening
from service.domain.rhythm import Rhythm
from service.models import Channel, ChannelKind, Issue, Membership, News, Off
from service.notifications.authors import add_rule
from service.notifications.channels import switch_off, switch_on
from service.notifications.gather import Found, gather
from tests.factories import PAGE, make_member, make_site, post, report
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom

MAIL = ChannelKind.EMAIL


def page(**said: str) -> dict[str, str]:
    return {"url": PAGE, "title": "Harbour board keeps its silence", "lang": "en"} | said


def test_a_report_is_told_within_a_minute_or_two(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    newsroom.report()
    newsroom.later(seconds=59)
    assert not mails.arrived
    newsroom.later(seconds=1)
    (mail,) = mails.mails
    assert mail["Subject"] == "The Courier: “recieved” in “Harbour board keeps its silence”"


def test_an_installation_can_gather_for_less_long(newsroom: Newsroom, app: FastAPI, mails: Mailbox) -> None:
    context = app.state.context
    object.__setattr__(context, "settings", context.settings.model_copy(update={"at_once_seconds": 5}))
    newsroom.channel(MAIL)
    newsroom.report()
    newsroom.later(seconds=4)
    assert not mails.arrived
    newsroom.later(seconds=1)
    assert len(mails.arrived) == 1


def test_many_reports_in_a_minute_are_one_message(newsroom: Newsroom, mails: Mailbox) -> None:
    """G09."""
    newsroom.channel(MAIL)
    for number in range(60):
        newsroom.report(f"recieved{number}")
        newsroom.clock.advance(seconds=0.9)
    newsroom.later(minutes=1)
    (mail,) = mails.mails
    assert mail["Subject"] == "The Courier: readers found 60 errors"
    text, _ = parts(mail)
    assert "recieved19" in text and "recieved20" not in text and "and 40 more" in text
    newsroom.report("another")
    newsroom.later(minutes=9)
    assert len(mails.arrived) == 1
    newsroom.later(minutes=1)
    assert len(mails.arrived) == 2


def test_nothing_is_told_of_a_report_that_was_not_stored(newsroom: Newsroom) -> None:
    newsroom.channel(MAIL)
    body = report(site=newsroom.site.key)
    for _ in range(2):
        assert post(newsroom.client, body).status_code == 202
    assert post(newsroom.client, report(page={"url": "https://elsewhere.example/"})).status_code == 422
    (delivery,) = newsroom.deliveries()
    with newsroom.database.read() as session:
        assert len(session.scalars(select(News)).all()) == 1
    assert delivery.attempts == 0


def test_reports_at_once_gather_in_one_message(newsroom: Newsroom) -> None:
    newsroom.channel(MAIL)
    start = threading.Barrier(8)

    def send(number: int) -> None:
        start.wait()
        url = {"url": f"{PAGE}/{number}", "title": "", "lang": "en"}
        assert post(newsroom.client, report(site=newsroom.site.key, page=url)).status_code == 202

    threads = [threading.Thread(target=send, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(newsroom.deliveries()) == 1
    with newsroom.database.read() as session:
        assert len(session.scalars(select(News)).all()) == 8


def test_what_comes_while_a_message_leaves_is_in_the_next_one(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    newsroom.report("first")
    mails.contents = ["452 full"]
    newsroom.later(minutes=1)
    newsroom.report("second")
    newsroom.later(minutes=10)
    assert [delivery.told for delivery in newsroom.deliveries()] == [1, 1]
    assert sorted("first" in parts(mail)[0] for mail in mails.mails) == [False, True]  # which leaves first is chance


def test_what_was_decided_meanwhile_is_not_told(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    issue = newsroom.report()
    with newsroom.database.write() as session:
        session.get_one(Issue, issue).status = "rejected"  # type: ignore[assignment]
    newsroom.later(minutes=1)
    (delivery,) = newsroom.deliveries()
    assert not mails.arrived and delivery.sent_at is not None and delivery.told == 0


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"kinds": ["grammar", "fact"]}, ["grammar"]),
        ({"sections": ["Sport", "Local News"]}, ["local"]),
        ({"languages": ["uk"]}, ["ukrainian"]),
        ({"kinds": ["grammar"], "languages": ["uk"]}, []),
        ({}, ["grammar", "local", "ukrainian", "plain"]),
    ],
)
def test_channels_are_told_what_they_ask_for(newsroom: Newsroom, wishes: dict[str, Any], told: list[str]) -> None:
    newsroom.channel(MAIL, **wishes)
    made = {
        newsroom.report("grammar", kind="grammar"): "grammar",
        newsroom.report("local", page=page(url=f"{PAGE}/1", section="LOCAL  news")): "local",
        newsroom.report("ukrainian", page=page(url=f"{PAGE}/2", lang="uk-UA")): "ukrainian",
        newsroom.report("plain", page=page(url=f"{PAGE}/3")): "plain",
    }
    with newsroom.database.read() as session:
        assert sorted(made[number] for number in session.scalars(select(News.issue_id))) == sorted(told)


def test_a_channel_may_wait_for_more_readers(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL, readers=3)
    for readers in range(1, 5):
        newsroom.report()
        newsroom.later(minutes=11)
        assert len(mails.arrived) == (1 if readers >= 3 else 0)
    assert "3 readers" in parts(mails.mails[0])[0]


def test_an_issue_that_comes_back_is_told_again(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    issue = newsroom.report()
    newsroom.later(minutes=1)
    with newsroom.database.write() as session:
        found = session.get_one(Issue, issue)
        found.status, found.decided_at = "resolved", newsroom.clock()  # type: ignore[assignment]
    newsroom.later(days=2)
    newsroom.report()
    newsroom.later(minutes=1)
    assert len(mails.arrived) == 2


def test_a_digest_leaves_at_its_local_time(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL, rhythm=Rhythm.WEEKDAYS, minute=8 * 60, time_zone="Europe/Kyiv")
    newsroom.report("first")
    newsroom.later(hours=3)
    newsroom.report("second")
    assert newsroom.clock().isoformat() == "2026-03-02T17:20:00+00:00"
    newsroom.later(hours=12, minutes=39)
    assert not mails.arrived
    newsroom.later(minutes=1)
    assert newsroom.clock().isoformat() == "2026-03-03T06:00:00+00:00"
    assert mails.mails[0]["Subject"] == "The Courier: readers found 2 errors"


def test_a_channel_that_is_off_is_told_nothing(newsroom: Newsroom, mails: Mailbox) -> None:
    channel = newsroom.channel(MAIL)
    newsroom.report("before")
    with newsroom.database.write() as session:
        switch_off(session, session.get_one(Channel, channel.id), Off.SWITCHED_OFF, now=newsroom.clock())
    newsroom.report("meanwhile")
    with newsroom.database.write() as session:
        switch_on(session.get_one(Channel, channel.id))
    newsroom.report("after")
    newsroom.later(minutes=1)
    (mail,) = mails.mails
    assert "“after”" in mail["Subject"]
    assert [delivery.failure for delivery in newsroom.deliveries()] == ["off", None]


def test_a_person_is_told_of_all_their_sites_and_of_no_other(newsroom: Newsroom, mails: Mailbox) -> None:
    other = make_site(newsroom.database, "gazette", name="The Gazette", origins=["https://gazette.example"])
    newsroom.channel(MAIL, account_id=newsroom.site.owner_id)
    stranger = newsroom.channel(MAIL, account_id=other.owner_id)
    newsroom.report()
    newsroom.later(minutes=1)
    assert len(mails.arrived) == 1 and not newsroom.deliveries(stranger)


def test_whoever_has_left_is_told_no_more(newsroom: Newsroom, mails: Mailbox) -> None:
    person = make_member(newsroom.database, newsroom.site, "ben@news.example")
    newsroom.channel(MAIL, account_id=person)
    newsroom.report()
    with newsroom.database.write() as session:
        session.execute(delete(Membership).where(Membership.account_id == person))
    newsroom.later(minutes=1)
    newsroom.report("another")
    assert not mails.arrived and len(newsroom.deliveries()) == 1


def test_the_author_is_told_first(newsroom: Newsroom, mails: Mailbox) -> None:
    author = make_member(newsroom.database, newsroom.site, "anna@news.example")
    newsroom.channel(MAIL)
    with newsroom.database.write() as session:
        add_rule(session, newsroom.site.id, "Anna  REID", author, newsroom.worker.settings, now=newsroom.clock())
    newsroom.report("theirs", page=page(author="Ben Okri and Anna Reid"))
    newsroom.report("others", page=page(url=f"{PAGE}/2", author="Anna Reidinger"))
    newsroom.later(minutes=1)
    assert {(recipients[0], "theirs" in content.decode()) for _, recipients, content in mails.arrived} == {
        ("anna@news.example", True),
        ("desk@news.example", False),
    }
    newsroom.later(minutes=29)
    assert len(mails.arrived) == 3 and "theirs" in mails.arrived[2][2].decode()


@pytest.mark.parametrize("how", ["left", "off", "other kinds"])
def test_an_author_who_is_not_told_is_not_waited_for(newsroom: Newsroom, mails: Mailbox, how: str) -> None:
    author = make_member(newsroom.database, newsroom.site, "anna@news.example")
    newsroom.channel(MAIL)
    with newsroom.database.write() as session:
        add_rule(session, newsroom.site.id, "Anna Reid", author, newsroom.worker.settings, now=newsroom.clock())
        theirs = session.scalars(select(Channel).where(Channel.account_id == author)).one()
        if how == "left":
            session.execute(delete(Membership).where(Membership.account_id == author))
        elif how == "off":
            switch_off(session, theirs, Off.SWITCHED_OFF, now=newsroom.clock())
        else:
            theirs.kinds = ["fact"]
    newsroom.report(page=page(author="Anna Reid"))
    newsroom.later(minutes=1)
    assert [recipients for _, recipients, _ in mails.arrived] == [["desk@news.example"]]


def test_what_its_author_has_decided_nobody_else_is_told(newsroom: Newsroom, mails: Mailbox) -> None:
    author = make_member(newsroom.database, newsroom.site, "anna@news.example")
    newsroom.channel(MAIL)
    with newsroom.database.write() as session:
        add_rule(session, newsroom.site.id, "Anna Reid", author, newsroom.worker.settings, now=newsroom.clock())
    issue = newsroom.report(page=page(author="Anna Reid"))
    newsroom.later(minutes=1)
    with newsroom.database.write() as session:
        session.get_one(Issue, issue).status = "resolved"  # type: ignore[assignment]
    newsroom.later(hours=1)
    assert [recipients for _, recipients, _ in mails.arrived] == [["anna@news.example"]]


def test_a_message_that_gathers_is_left_alone_until_it_is_due(newsroom: Newsroom) -> None:
    newsroom.channel(MAIL)
    newsroom.report()
    (delivery,) = newsroom.deliveries()
    assert delivery.due_at == newsroom.clock() + timedelta(minutes=1)
    assert delivery.key.startswith("msg_") and len(delivery.key) == 36


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_no_worker_takes_a_message_that_a_report_is_adding_to(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    issue = newsroom.report()
    newsroom.clock.advance(minutes=1)
    with newsroom.database.write() as session:
        found = Found(newsroom.site.id, issue, Happening.REPORTED, "spelling", "en", "", "", 1)
        gather(session, found, now=newsroom.clock())
        assert newsroom.worker.post.work("hasty") == 0
    assert newsroom.worker.post.work("hasty") == 1 and len(mails.arrived) == 1
