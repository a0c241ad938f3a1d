"""Whoever is mentioned, or has an issue assigned, is told by e-mail: of what others did, while it calls for them."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from service.domain.rhythm import Rhythm
from service.issues import discuss, triage
from service.models import Account, Call, Channel, Delivery, Issue, Membership, Off, Role
from service.notifications.personal import how_called, set_called
from service.worker import Worker
from tests.factories import make_member
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom
from tests.notifications.test_pages import OWN, Office

SENTENCE = "The harbour board has recieved no answer from the owners."
ANNA = "anna@news.example"
on_one = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing of it depends on the engine


@pytest.fixture
def anna(newsroom: Newsroom) -> int:
    """A colleague of the site's owner; her account's number."""
    return make_member(newsroom.database, newsroom.site, ANNA)


def say(newsroom: Newsroom, issue: int, text: str, by: int | None = None) -> None:
    """A comment, by the owner if by nobody else."""
    with newsroom.database.write() as session:
        author = by or newsroom.site.owner_id
        discuss.comment(session, session.get_one(Issue, issue), text, account_id=author, now=newsroom.clock())


def assign(newsroom: Newsroom, issue: int, to: int | None, by: int | None = None) -> None:
    """Make somebody responsible."""
    with newsroom.database.write() as session:
        author = by or newsroom.site.owner_id
        triage.assign(session, session.get_one(Issue, issue), to, account_id=author, now=newsroom.clock())


def told(mails: Mailbox) -> Sequence[tuple[str, str]]:
    """To whom mails went, and what they are."""
    return [(str(mail["To"]), str(mail["Subject"])) for mail in mails.mails]


def test_a_mention_and_an_assignment_are_one_mail_with_links_to_both(
    newsroom: Newsroom, anna: int, mails: Mailbox
) -> None:
    first, second = newsroom.report(sentence=SENTENCE), newsroom.report("seperate")
    say(newsroom, first, "@anna, is this\nAmerican? <b>")
    assign(newsroom, second, anna)
    newsroom.later(seconds=59)
    assert told(mails) == []
    newsroom.later(seconds=1)
    assert told(mails) == [(ANNA, "2 comments and issues for you")]
    text, html = (part.replace("\r\n", "\n") for part in parts(mails.mails[0]))
    assert "Olena Courier mentioned you at “recieved”" in text and "> @anna, is this\n> American? <b>" in text
    assert "Olena Courier assigned “seperate” to you" in text and "American? &lt;b&gt;" in html
    assert f"http://desk.test/desk/issues/{first}#activity-" in text and f"/desk/issues/{second}#activity-" in text
    assert "The harbour board has [recieved → received] no answer from the owners." in text and "/confirm/" not in text
    newsroom.later(days=1)
    assert len(mails.mails) == 1


@on_one
def test_it_carries_a_link_that_ends_it_in_one_click(newsroom: Newsroom, anna: int, mails: Mailbox) -> None:
    issue = newsroom.report()
    assign(newsroom, issue, anna)
    newsroom.later(minutes=1)
    (mail,) = mails.mails
    assert mail["Subject"] == "Olena Courier assigned “recieved” to you"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = re.findall(r"<http://desk\.test(/unsubscribe/[\w-]+)>", mail["List-Unsubscribe"])
    newsroom.client.post(address, data={"List-Unsubscribe": "One-Click"})
    say(newsroom, issue, "@anna?")
    newsroom.later(minutes=10)
    with newsroom.database.read() as session:
        assert how_called(session, anna) is None
        assert session.scalars(select(Channel.off_why)).all() == [Off.UNSUBSCRIBED]
    assert len(mails.mails) == 1


def test_nobody_is_told_of_what_they_did_themselves(newsroom: Newsroom, anna: int, mails: Mailbox) -> None:
    issue = newsroom.report()
    say(newsroom, issue, "@anna and @olena: look", by=anna)
    assign(newsroom, issue, anna, by=anna)
    assign(newsroom, issue, None)
    newsroom.later(minutes=1)
    assert told(mails) == [(newsroom.site.owner_email, "anna mentioned you at “recieved”")]


@on_one
@pytest.mark.parametrize("what", ["seen", "released", "left", "off"])
def test_what_calls_no_more_is_not_told(newsroom: Newsroom, anna: int, mails: Mailbox, what: str) -> None:
    issue = newsroom.report()
    if what == "released":
        assign(newsroom, issue, anna)
        assign(newsroom, issue, None)
    else:
        say(newsroom, issue, "@anna")
    with newsroom.database.write() as session:
        if what == "seen":
            discuss.mark_seen(session, issue, anna, now=newsroom.clock())
        elif what == "left":
            session.execute(delete(Membership).where(Membership.account_id == anna))
        elif what == "off":
            set_called(session, anna, None, now=newsroom.clock())
    newsroom.later(minutes=1)
    assert told(mails) == []


@on_one
def test_a_batch_of_many_is_one_mail(
    newsroom: Newsroom, anna: int, mails: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.notifications.calls.MOST", 2)
    for number in range(4):
        assign(newsroom, newsroom.report(f"recieved{number}"), anna)
    newsroom.later(minutes=1)
    assert told(mails) == [(ANNA, "4 comments and issues for you")]
    assert "and 2 more" in parts(mails.mails[0])[0]


@on_one
def test_it_is_tried_again_and_a_dead_one_is_seen(newsroom: Newsroom, anna: int, mails: Mailbox) -> None:
    issue = newsroom.report()
    mails.recipients += ["452 later", "550 never"]
    say(newsroom, issue, "@anna")
    newsroom.later(minutes=1)
    newsroom.later(minutes=1)
    person = Office(newsroom.client, ANNA)
    person.open(OWN)
    assert "Comments and issues for you" in person.shown() and "1 message did not arrive" in person.shown()
    with newsroom.database.read() as session:
        number = session.scalars(select(Channel.id)).one()
    person.open(f"{OWN}/{number}")
    assert "550 never" in person.shown() and "Remove it" not in person.shown()
    person.send("/again")
    newsroom.later()
    assert told(mails) == [(ANNA, "Olena Courier mentioned you at “recieved”")]


@on_one
def test_the_switch_is_on_the_page_of_ones_account(newsroom: Newsroom, anna: int) -> None:
    person = Office(newsroom.client, ANNA)
    person.open("/desk/account")
    assert _CHOSEN.findall(person.page.text) == ["at_once"]
    person.send("/calls", rhythm="never")
    assert "You are not told" in person.shown() and _CHOSEN.findall(person.page.text) == ["never"]
    person.send("/calls", rhythm="hourly")
    assert "You are told by e-mail" in person.shown() and _CHOSEN.findall(person.page.text) == ["hourly"]


_CHOSEN = re.compile(r'name="rhythm" value="(\w+)" checked')


@on_one
@pytest.mark.parametrize(
    ("rhythm", "zone", "waits"),
    [(Rhythm.HOURLY, "", timedelta(hours=1)), (Rhythm.DAILY, "Europe/Kyiv", timedelta(hours=21))],
)
def test_what_comes_together_is_told_as_often_as_one_wants(
    newsroom: Newsroom, anna: int, mails: Mailbox, rhythm: Rhythm, zone: str, waits: timedelta
) -> None:
    newsroom.clock.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with newsroom.database.write() as session:
        set_called(session, anna, rhythm, now=newsroom.clock())
        session.get_one(Account, anna).time_zone = zone
    issue = newsroom.report()
    say(newsroom, issue, "@anna one")
    newsroom.later(minutes=30)
    say(newsroom, issue, "@anna two")
    newsroom.later(seconds=waits.total_seconds() - 31 * 60)
    assert told(mails) == []
    newsroom.later(minutes=1)
    assert told(mails) == [(ANNA, "2 comments and issues for you")]


@on_one
def test_where_no_mail_is_set_up_nothing_is_kept(newsroom: Newsroom, anna: int) -> None:
    say(newsroom, newsroom.report(), "@anna")
    newsroom.worker = Worker(
        newsroom.worker.settings.model_copy(update={"smtp_url": None}), newsroom.database, newsroom.clock
    )
    newsroom.later(minutes=1)
    with newsroom.database.read() as session:
        assert [*session.scalars(select(Delivery)), *session.scalars(select(Call))] == []


@on_one
def test_readers_are_no_business_of_this_channel(newsroom: Newsroom, anna: int, mails: Mailbox) -> None:
    issue = newsroom.report()
    say(newsroom, issue, "@anna")
    newsroom.report("another")
    newsroom.later(minutes=1)
    assert "another" not in parts(mails.mails[0])[0] and len(mails.mails) == 1


@on_one
def test_viewers_are_told_too_and_in_their_language(newsroom: Newsroom, mails: Mailbox) -> None:
    number = make_member(newsroom.database, newsroom.site, "ben@news.example", Role.VIEWER)
    person = Office(newsroom.client, "ben@news.example")
    person.open("/desk/settings")
    person.send("/settings", language="de")
    say(newsroom, newsroom.report(), "@ben")
    newsroom.later(minutes=1)
    assert told(mails) == [("ben@news.example", "Olena Courier hat Sie bei „recieved“ erwähnt")]
    assert mails.mails[0]["Content-Language"] == "de"
    with newsroom.database.read() as session:
        assert session.scalars(select(Channel.account_id)).all() == [number]
