"""Letters: what each kind of e-mail about an account says."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.sealing import open_sealed, reseal, seal
from service.models import Letter, LetterKind
from service.notifications.senders.mail import Mail
from service.settings import Settings
from service.web.catalogues import SOURCE, languages
from service.web.pages import environment
from service.web.speech import Speech


class Unopenable(Exception):
    """A letter's link was sealed by another secret than the installation's."""


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's parts."""

    subject: str
    paragraphs: list[str]
    button: str = ""
    """What the link's button says; empty where the letter has no link."""


def _invitation(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `site`, `invited_by`, `days` and `link`."""
    say, site, by = speech.text, values["site"], values["invited_by"]
    return Words(
        say("%(by)s invites you to %(site)s", by=by, site=site),
        [
            say("%(by)s asks you to help with what readers report to %(site)s.", by=by, site=site),
            _lasts_days(speech, int(values["days"])),
            say("If you do not know what this is about, you can leave it alone."),
        ],
        say("Accept the invitation"),
    )


def _password_reset(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `name`, `minutes` and `link`."""
    say = speech.text
    return Words(
        say("A new password for Bluepencil"),
        [
            say("Hello %(name)s, somebody, probably you, asked for a new password.", name=values["name"]),
            _lasts_minutes(speech, int(values["minutes"])),
            say("If it was not you, you can leave this alone: your password stays as it is."),
        ],
        say("Choose a new password"),
    )


def _password_changed(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `name`."""
    say = speech.text
    return Words(
        say("Your password was changed"),
        [
            say("Hello %(name)s, your account at Bluepencil has a new password.", name=values["name"]),
            say("If it was not you, please ask for another one at once, and tell your administrator."),
        ],
    )


def _email_changed(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `name` and `new`, the new address."""
    say, name, new = speech.text, values["name"], values["new"]
    return Words(
        say("Your e-mail address was changed"),
        [
            say("Hello %(name)s, your account at Bluepencil belongs to %(new)s now.", name=name, new=new),
            say("If it was not you, please tell your administrator at once."),
        ],
    )


def _new_email(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `name`, `former`, `days` and `link`."""
    say, name, former = speech.text, values["name"], values["former"]
    return Words(
        say("Is this your new address?"),
        [
            say(
                "Hello %(name)s, your account at Bluepencil, %(former)s until now, is to have this address.",
                name=name,
                former=former,
            ),
            _lasts_days(speech, int(values["days"])),
            say("If you do not know what this is about, you can leave it alone: nothing changes then."),
        ],
        say("Confirm the address"),
    )


def _mailbox(speech: Speech, values: Mapping[str, str]) -> Words:
    """Of `place`, `asked_by`, `days` and `link`."""
    say, place, by = speech.text, values["place"], values["asked_by"]
    wants = (
        say("%(by)s wants messages of %(place)s about what readers report to be sent here.", by=by, place=place)
        if by
        else say("Messages of %(place)s about what readers report are to be sent here.", place=place)
    )
    return Words(
        say("Messages from %(place)s?", place=place),
        [
            wants,
            speech.counted("The link works for %(num)s day.", "The link works for %(num)s days.", int(values["days"])),
            say("If you do not want them, you can leave this alone: nothing else is sent to you."),
        ],
        say("Look and agree"),
    )


def _lasts_days(speech: Speech, days: int) -> str:
    return speech.counted(
        "The link works once, and for %(num)s day.", "The link works once, and for %(num)s days.", days
    )


def _lasts_minutes(speech: Speech, minutes: int) -> str:
    return speech.counted(
        "The link works once, and for %(num)s minute.", "The link works once, and for %(num)s minutes.", minutes
    )


_WORDS: dict[LetterKind, Callable[[Speech, Mapping[str, str]], Words]] = {
    LetterKind.INVITATION: _invitation,
    LetterKind.PASSWORD_RESET: _password_reset,
    LetterKind.PASSWORD_CHANGED: _password_changed,
    LetterKind.EMAIL_CHANGED: _email_changed,
    LetterKind.NEW_EMAIL: _new_email,
    LetterKind.MAILBOX: _mailbox,
}


def values_to_keep(settings: Settings, values: Mapping[str, str], *, email: str) -> dict[str, str]:
    """A letter's values as its row holds them: the link is sealed, so that a copy of the database opens no account."""
    kept = dict(values)
    if "link" in kept:
        sealed = seal(settings, kept.pop("link").encode(), purpose=_purpose(email))
        kept["sealed"] = base64.b64encode(sealed).decode()
    return kept


def link_in(settings: Settings, letter: Letter) -> str:
    """The link of a letter. Raises KeyError where it has none, Unopenable where another secret sealed it."""
    if "sealed" not in letter.values:
        return str(letter.values["link"])  # as an older version kept it
    opened = open_sealed(settings, base64.b64decode(letter.values["sealed"]), purpose=_purpose(letter.email))
    if opened is None:
        raise Unopenable
    return opened.decode()


def reseal_letters(session: Session, former: Settings, fresh: Settings) -> None:
    """Seal the links of letters that may still leave by a fresh secret of the installation."""
    for letter in session.scalars(select(Letter).where(Letter.sent_at.is_(None))):
        if "sealed" in letter.values:
            content = base64.b64decode(letter.values["sealed"])
            sealed = reseal(former, fresh, content, purpose=_purpose(letter.email))
            if sealed is not None:
                letter.values = letter.values | {"sealed": base64.b64encode(sealed).decode()}


def _purpose(email: str) -> str:
    return f"link to {email}"


def mail_of(letter: Letter, settings: Settings) -> Mail:
    """The e-mail. Raises KeyError where a value of its kind is missing, Unopenable as `link_in` does."""
    speech = Speech(letter.language if letter.language in languages() else SOURCE)
    words = _WORDS[letter.kind](speech, letter.values)
    link = link_in(settings, letter) if words.button else ""
    values = {"words": words, "link": link}
    html = environment().get_template("mails/letter.html").render(**speech.names(), **values)
    text = "\n\n".join([*words.paragraphs[:1], *([f"{words.button}: {link}"] if link else []), *words.paragraphs[1:]])
    return Mail(letter.key, letter.email, words.subject, text + "\n", html, speech.language)
