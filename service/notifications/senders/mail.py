"""E-mails: text and HTML in one message, with the headers that mail programs and robots look for."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from service.domain.characters import clean_line, has_surrogate
from service.settings import Settings

_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail to one address."""

    key: str
    """Becomes its Message-ID, so that the same message sent twice is one to whoever gets it."""
    to: str
    subject: str
    text: str
    html: str
    language: str
    unsubscribe: str = ""
    """An address that ends them all by a POST; empty where they cannot be ended."""


def build(mail: Mail, settings: Settings, *, now: datetime) -> EmailMessage:
    """The message as it goes over the wire. Raises ValueError where that cannot be."""
    subject = clean_line(mail.subject)
    if has_surrogate(subject + mail.text + mail.html):
        raise ValueError("half of a surrogate pair")
    name, sender = parseaddr(settings.sender)
    message = EmailMessage(policy=SMTPUTF8)
    message["From"] = _address(name, sender)
    message["To"] = _address("", mail.to)
    message["Subject"] = subject if len(subject) <= _LONGEST_SUBJECT else subject[:_LONGEST_SUBJECT] + "…"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.key}@{urlsplit(settings.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text, cte="quoted-printable")  # no line is too long, and no server has to take 8 bits
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language  # last: setting a content takes away what it says of itself
    return message


def _address(name: str, address: str) -> Address:
    """In its two halves: as a whole, `Address` takes ASCII only."""
    user, _, domain = address.rpartition("@")
    return Address(name, user, domain)
