"""E-mails as a real mail server gets them, and what its answers mean."""

import re
import socket
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from service.mail_server import MailServer
from service.models import Account, ChannelKind, Letter, LetterKind, Role, Site
from service.notifications.send import send_mail
from service.notifications.senders.mail import Mail, build
from service.notifications.senders.outcomes import Later, Never, Why
from service.notifications.senders.smtp import hand_over
from service.people.invitations import invite
from service.people.letters import send_invitation, send_reset, tell_of_new_email, tell_of_new_password
from service.settings import Settings
from service.worker import Worker
from tests.desk import Desk
from tests.factories import PAGE
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom

MAIL = ChannelKind.EMAIL
NOW = datetime(2026, 3, 2, tzinfo=UTC)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it


def told(newsroom: Newsroom, exact: str = "recieved", **fields: object) -> int:
    issue = newsroom.report(exact, **fields)
    newsroom.later(minutes=1)
    return issue


def test_a_mail_is_readable_as_text_and_as_html(newsroom: Newsroom, mails: Mailbox) -> None:
    """G06: nothing comes from elsewhere, and links lead to the service alone."""
    newsroom.channel(MAIL)
    issue = told(newsroom, sentence="The harbour board has recieved no answer from the owners.")
    text, html = parts(mails.mails[0])
    assert "The harbour board has [recieved → received] no answer from the owners." in text
    assert f"http://desk.test/desk/issues/{issue}" in text
    assert "The harbour board has <del>recieved</del> <ins>received</ins> no answer" in html
    assert "1 reader" in text and "1 reader" in html
    assert not re.search(r"<(img|link|script)|url\(|@import", html)
    assert set(re.findall(r'href="(http://[^/"]+)', html)) == {"http://desk.test"}


def test_its_headers_are_what_mail_programs_look_for(newsroom: Newsroom, mails: Mailbox) -> None:
    """G09 and G11: no robot answers to it."""
    newsroom.channel(MAIL)
    told(newsroom)
    (mail,) = mails.mails
    (delivery,) = newsroom.deliveries()
    assert mail["Message-ID"] == f"<{delivery.key}@desk.test>"
    assert mail["From"] == "Bluepencil <pencil@desk.test>" and mail["To"] == "desk@news.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://desk\.test/unsubscribe/[\w-]+>", mail["List-Unsubscribe"])
    assert mails.arrived[0][:2] == ("pencil@desk.test", ["desk@news.example"])
    assert delivery.answer == "250 Kept as 4711"


def test_buttons_lead_to_a_decision_for_whom_the_mail_is(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL, {"address": newsroom.site.owner_email})
    newsroom.channel(MAIL, {"address": "list@news.example"}, account_id=newsroom.site.owner_id)
    told(newsroom)
    texts = {mail["To"]: parts(mail)[0] for mail in mails.mails}
    assert len(re.findall(r"http://desk\.test/desk/confirm/[\w-]+", texts[newsroom.site.owner_email])) == 3
    assert "/confirm/" not in texts["list@news.example"]


def test_what_readers_write_makes_no_headers_no_tags_and_no_second_mail(newsroom: Newsroom, mails: Mailbox) -> None:
    """G01, G04 and G06."""
    hostile = (
        "x\r\nBcc: all@news.example\r\n.\r\nMAIL FROM:<evil@evil.example>\n.\n<img src=//evil.example onerror=1>\r.\r"
    )
    newsroom.channel(MAIL)
    told(newsroom, hostile, page={"url": PAGE, "title": f"T {hostile}", "lang": "en"}, correction=f"{hostile} y")
    (mail,) = mails.mails
    text, html = parts(mail)
    assert mails.arrived[0][1] == ["desk@news.example"] and mail["Bcc"] is None
    assert "MAIL FROM:<evil@evil.example>" in text and len(mails.arrived) == 1
    assert not re.search(r"^(Bcc:|\.|MAIL FROM)", text, re.MULTILINE), (
        "readers begin no line: it might look like a link"
    )
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mails.arrived[0][2])
    assert "<img" not in html and "&lt;img src=//evil.example" in html
    assert "Bcc: all@news.example" in mail["Subject"]  # on the one line that it is


def test_what_no_header_can_hold_is_cleaned(settings: Settings) -> None:
    """G02: the standard library would let a NUL through."""
    mail = Mail("msg_1", "a@b.example", "one\x00two\r\nBcc: c@d.example\u2028three", "t", "<p>t", "en")
    (subject,) = [line for line in build(mail, settings, now=NOW).as_bytes().split(b"\r\n") if b"Subject" in line]
    assert b"\x00" not in subject and b"Bcc: c@d.example" in subject


@pytest.mark.parametrize("part", ["subject", "text", "html", "to"])
def test_what_cannot_be_written_at_all_is_dead_and_not_tried_again(
    settings: Settings, mails: Mailbox, part: str
) -> None:
    """G01 and G03."""
    mail = replace(Mail("msg_1", "a@b.example", "s", "t", "<p>t", "en"), **{part: "x\ud800@b.example"})
    assert send_mail(mail, settings, now=NOW) == Never(Why.UNSENDABLE, "")
    assert not mails.arrived


def test_letters_of_all_scripts_arrive(newsroom: Newsroom, mails: Mailbox) -> None:
    newsroom.channel(MAIL, {"address": "münchen@news.example"})
    told(newsroom, "помилкa", page={"url": PAGE, "title": "عنوان 字 😀", "lang": "ar"})
    (mail,) = mails.mails
    assert "عنوان 字 😀" in mail["Subject"] and "помилкa" in parts(mail)[0] and mail["To"] == "münchen@news.example"


@pytest.mark.parametrize("stage", ["recipients", "contents"])
def test_4yz_is_tried_again_with_the_same_message_id(newsroom: Newsroom, mails: Mailbox, stage: str) -> None:
    """G10."""
    newsroom.channel(MAIL)
    getattr(mails, stage).append("452 4.2.2 mailbox full")
    told(newsroom)
    (waiting,) = newsroom.deliveries()
    assert (waiting.failure, waiting.answer) == ("busy", "452 4.2.2 mailbox full") and waiting.due_at is not None
    newsroom.later(seconds=2)
    assert mails.mails[0]["Message-ID"] == f"<{waiting.key}@desk.test>"


@pytest.mark.parametrize("stage", ["recipients", "contents"])
def test_5yz_is_dead(newsroom: Newsroom, mails: Mailbox, stage: str) -> None:
    """G10."""
    newsroom.channel(MAIL)
    getattr(mails, stage).append("550 5.1.1 no such user")
    told(newsroom)
    newsroom.later(days=1)
    (dead,) = newsroom.deliveries()
    assert (dead.failure, dead.answer, dead.is_dead) == ("refused", "550 5.1.1 no such user", True)
    assert not mails.arrived


def test_without_a_mail_server_it_says_so(newsroom: Newsroom, settings: Settings, mails: Mailbox) -> None:
    newsroom.channel(MAIL)
    newsroom.worker = Worker(settings.model_copy(update={"smtp_url": None}), newsroom.database, newsroom.clock)
    told(newsroom)
    assert newsroom.deliveries()[0].failure == "no_mail"


def test_a_server_that_takes_no_log_in_is_tried_again(newsroom: Newsroom, settings: Settings, mails: Mailbox) -> None:
    url = SecretStr(mails.url.replace("://", "://user:password@"))
    newsroom.worker = Worker(settings.model_copy(update={"smtp_url": url}), newsroom.database, newsroom.clock)
    newsroom.channel(MAIL)
    told(newsroom)
    (waiting,) = newsroom.deliveries()
    assert waiting.failure == "login" and waiting.due_at is not None and "password" not in waiting.answer


def test_nothing_is_sent_in_the_clear_where_tls_was_asked_for(settings: Settings, mails: Mailbox) -> None:
    message = build(Mail("msg_1", "a@b.example", "s", "t", "<p>t", "en"), settings, now=NOW)
    server = MailServer.parse(mails.url.replace("smtp+plain", "smtp"))
    outcome = hand_over(server, message)
    assert isinstance(outcome, Later) and not mails.arrived


def test_a_server_that_drips_is_left(settings: Settings) -> None:
    """G10: it may have been taken, so it is tried again under the same Message-ID."""
    message = build(Mail("msg_1", "a@b.example", "s", "t", "<p>t", "en"), settings, now=NOW)
    ended = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                while not ended.wait(0.02):
                    try:
                        connection.sendall(b"2")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        server = MailServer("smtp+plain", "127.0.0.1", listener.getsockname()[1])
        outcome = hand_over(server, message, seconds=0.2)
        ended.set()
        thread.join()
    assert isinstance(outcome, Later) and outcome.why is Why.UNREACHABLE


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (
            LetterKind.INVITATION,
            {"site": "The Courier", "invited_by": "Olena", "days": "7", "link": "http://desk.test/invitations/x"},
            "Olena invites you to The Courier",
        ),
        (
            LetterKind.PASSWORD_RESET,
            {"name": "Anna", "minutes": "60", "link": "http://desk.test/reset/x"},
            "A new password",
        ),
        (LetterKind.PASSWORD_CHANGED, {"name": "Anna"}, "Your password was changed"),
        (LetterKind.EMAIL_CHANGED, {"name": "Anna", "new": "new@b.example"}, "Your e-mail address was changed"),
    ],
)
def test_letters_leave_at_once_and_are_forgotten(
    newsroom: Newsroom, mails: Mailbox, kind: LetterKind, values: dict[str, str], said: str
) -> None:
    with newsroom.database.write() as session:
        Letter.queue(session, kind, email="anna@b.example", values=values, now=newsroom.clock())
    newsroom.later()
    (mail,) = mails.mails
    text, html = parts(mail)
    assert said in mail["Subject"] and mail["To"] == "anna@b.example" and mail["List-Unsubscribe"] is None
    for value in values.values():
        assert value in text + mail["Subject"] and value in html
    with newsroom.database.read() as session:
        (letter,) = session.scalars(select(Letter))
        assert letter.sent_at == newsroom.clock() and letter.values == {}


def test_a_letter_that_cannot_be_written_is_dead_and_the_others_leave(newsroom: Newsroom, mails: Mailbox) -> None:
    """G01."""
    with newsroom.database.write() as session:
        for email in ("a@b.example", "c\r\nBcc: d@b.example", "e@b.example"):
            values = {"name": "x", "new": "y"} if email[0] != "a" else {}
            Letter.queue(session, LetterKind.EMAIL_CHANGED, email=email, values=values, now=newsroom.clock())
    newsroom.later()
    with newsroom.database.read() as session:
        assert [each.failure for each in session.scalars(select(Letter).order_by(Letter.id))] == [
            "unsendable",
            "unsendable",
            None,
        ]
    assert [recipients for _, recipients, _ in mails.arrived] == [["e@b.example"]]


def test_a_letter_whose_link_another_secret_sealed_says_so(newsroom: Newsroom, settings: Settings) -> None:
    former = settings.model_copy(update={"secret_key": SecretStr("another secret, of 32 letters or more")})
    with newsroom.database.write() as session:
        owner = session.get_one(Account, newsroom.site.owner_id)
        assert send_reset(session, former, owner, "a-token", now=newsroom.clock())
        owner.is_administrator = True
    newsroom.later()
    with newsroom.database.read() as session:
        (letter,) = session.scalars(select(Letter))
        assert (letter.failure, letter.answer, letter.is_dead) == ("sealed", "", True)
    desk = Desk(newsroom.client, newsroom.site.owner_email)
    desk.open(f"/office/accounts/{newsroom.site.owner_id}")
    assert "so its link cannot be read any more. Have a new link sent." in desk.shown()


def test_what_accounts_have_to_say_can_be_written(newsroom: Newsroom, settings: Settings, mails: Mailbox) -> None:
    now = newsroom.clock()
    with newsroom.database.write() as session:
        owner, site = session.get_one(Account, newsroom.site.owner_id), session.get_one(Site, newsroom.site.id)
        invitation, token = invite(
            session, site.id, email="new@news.example", role=Role.EDITOR, by_id=owner.id, now=now
        )
        assert send_invitation(
            session, settings, invitation, token, site=site, invited_by=owner.name, language="en", now=now
        )
        assert send_reset(session, settings, owner, "a-token", now=now)
        assert tell_of_new_password(session, settings, owner, now=now)
        assert tell_of_new_email(session, settings, owner, "former@news.example", now=now)
    newsroom.later()
    assert sorted(mail["To"] for mail in mails.mails) == [
        "former@news.example",
        "new@news.example",
        newsroom.site.owner_email,
        newsroom.site.owner_email,
    ]
    assert f"http://desk.test/invitation?token={token}" in "".join(parts(mail)[0] for mail in mails.mails)
