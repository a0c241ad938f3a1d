"""Handing an e-mail to the mail server, and reading what it answers."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import parseaddr

from service.domain.characters import clean
from service.mail_server import MailServer
from service.notifications.senders.outcomes import Later, Never, Outcome, Sent, Why

SECONDS = 15.0
"""How long the server may take for one answer, and half of what it may take altogether: less than a lease."""
_QUOTED = 300


def hand_over(server: MailServer, message: EmailMessage, *, seconds: float = SECONDS) -> Outcome:
    """Hand the message in. 4yz answers of SMTP are temporary, 5yz are permanent; what breaks off is temporary."""
    try:
        with _connected(server, _domain(message), seconds) as smtp:
            return _conversation(smtp, message)
    except smtplib.SMTPAuthenticationError as error:
        return Later(Why.LOGIN, _said(error.smtp_code, error.smtp_error))
    except smtplib.SMTPNotSupportedError as error:
        return Later(Why.LOGIN, str(error))
    except smtplib.SMTPResponseException as error:
        return _failed(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        return Later(Why.UNREACHABLE, f"{server.host}:{server.port}: {detail[:_QUOTED]}")


def _conversation(smtp: smtplib.SMTP, message: EmailMessage) -> Outcome:
    sender, recipient = parseaddr(str(message["From"]))[1], parseaddr(str(message["To"]))[1]
    international = not (sender + recipient).isascii()
    if international and not smtp.has_extn("smtputf8"):
        return Never(Why.UNSENDABLE, "The mail server takes no addresses with letters beyond ASCII.")
    content = message.as_bytes(policy=SMTPUTF8 if international else SMTP)
    for code, said in (
        smtp.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if international else []),
        smtp.rcpt(recipient),
    ):
        if code not in (250, 251):
            return _failed(code, said)
    code, said = smtp.data(content)
    return Sent(_said(code, said)) if code == 250 else _failed(code, said)


class _Plain(smtplib.SMTP):
    """Connects when it is told to, and not while it is made: by then somebody watches the time."""

    def __init__(self, host: str, name: str, seconds: float) -> None:
        super().__init__(local_hostname=name, timeout=seconds)
        self._host = host  # what a certificate is held against


class _Secured(smtplib.SMTP_SSL):
    """The same, with TLS from the start."""

    def __init__(self, host: str, name: str, seconds: float) -> None:
        super().__init__(local_hostname=name, timeout=seconds, context=ssl.create_default_context())
        self._host = host


@contextmanager
def _connected(server: MailServer, name: str, seconds: float) -> Iterator[smtplib.SMTP]:
    """A connection on which messages can be handed in; `name` is the host that this service goes by."""
    smtp = (_Secured if server.scheme == "smtps" else _Plain)(server.host, name, seconds)
    # A server may be slow at every answer and never too slow for a single one.
    limit = threading.Timer(seconds * 2, _hang_up, [smtp])
    limit.daemon = True
    limit.start()
    try:
        smtp.connect(server.host, server.port)
        if server.scheme == "smtp":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
        with suppress(smtplib.SMTPException, OSError):  # the message is taken, whatever comes of taking leave
            smtp.quit()
    finally:
        limit.cancel()
        smtp.close()


def _hang_up(smtp: smtplib.SMTP) -> None:
    """End whatever another thread is waiting for; closing would not wake it."""
    with suppress(OSError):
        if smtp.sock is not None:
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _domain(message: EmailMessage) -> str:
    return parseaddr(str(message["From"]))[1].rpartition("@")[2]


def _failed(code: int, said: bytes | str) -> Outcome:
    answer = _said(code, said)
    if code >= 500:
        return Never(Why.REFUSED, answer)
    return Later(Why.BUSY if code >= 400 else Why.BROKEN, answer)


def _said(code: int, said: bytes | str) -> str:
    text = clean(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)
    return f"{code} {text[:_QUOTED]}"
