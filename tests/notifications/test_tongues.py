"""Mails, chats and feeds in each language of the desk: nothing in them is left in English."""

from html import escape

import pytest

from service.database import Database
from service.models import ChannelKind, Letter, LetterKind
from service.web.catalogues import languages
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver
from tests.web.said import page, untranslated

PAGE = {"url": "https://news.example/1", "title": "Рада мовчить", "lang": "uk"}
QUOTE = {"prefix": "Учора в гавані ", "suffix": " бачили всі."}
LETTER = {"name": "Олена", "site": "Кур’єр", "invited_by": "Тарас", "new": "b@k1.example", "link": "http://desk.test/1"}
LETTER |= {"former": "c@k1.example", "place": "Кур’єр", "asked_by": "Тарас"}

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # nothing here depends on it
    pytest.mark.parametrize("language", [each for each in languages() if each != "en"]),
]


def left(text: str, language: str) -> list[str]:
    """What of a plain text is in English."""
    return untranslated(f'<html lang="{language}">{escape(text)}</html>')


def told(newsroom: Newsroom, issues: int) -> None:
    """Readers report so many errors, and the worker tells of them."""
    for number in range(issues):
        newsroom.report(f"помілка{number}", page=PAGE, quote={"exact": f"помілка{number}"} | QUOTE)
    newsroom.later(minutes=1)


@pytest.mark.parametrize("issues", [1, 23])
def test_a_mail_of_what_was_found(newsroom: Newsroom, mails: Mailbox, language: str, issues: int) -> None:
    newsroom.channel(ChannelKind.EMAIL, {"address": newsroom.site.owner_email}, language=language)
    told(newsroom, issues)
    (mail,) = mails.mails
    text, html = parts(mail)
    assert left(mail["Subject"], language) == left(text, language) == untranslated(html) == []
    assert page(html)[:2] == (language, "ltr")
    assert mail["Content-Language"] in (None, language)


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("number", ["1", "5"])
def test_a_letter(
    newsroom: Newsroom, database: Database, mails: Mailbox, language: str, kind: LetterKind, number: str
) -> None:
    values = LETTER | {"days": number, "minutes": number}
    with database.write() as session:
        Letter.queue(session, kind, email="a@k1.example", values=values, language=language, now=newsroom.clock())
    newsroom.later(minutes=1)
    (mail,) = mails.mails
    text, html = parts(mail)
    assert left(mail["Subject"], language) == left(text, language) == untranslated(html) == []
    assert page(html)[:2] == (language, "ltr")


@pytest.mark.parametrize("kind", [ChannelKind.SLACK, ChannelKind.MATTERMOST, ChannelKind.DISCORD])
def test_a_message_in_a_chat(newsroom: Newsroom, hooks: Receiver, language: str, kind: ChannelKind) -> None:
    newsroom.channel(kind, {"url": hooks.url("/hook")}, language=language)
    told(newsroom, 12)
    (sent,) = hooks.posted
    assert left(sent.body.decode(), language) == []
