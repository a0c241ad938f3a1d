"""Letters: what each kind of e-mail about an account says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.models import Letter, LetterKind
from service.notifications.senders.mail import Mail
from service.web.pages import environment
from service.web.speech import SOURCE, Speech, languages

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's parts."""

    subject: str
    paragraphs: list[str]
    button: str = ""
    """What the link's button says; empty where the letter has no link."""


def _invitation(say: Say, values: Mapping[str, str]) -> Words:
    """Of `site`, `invited_by`, `days` and `link`."""
    site, by = values["site"], values["invited_by"]
    return Words(
        say("%(by)s invites you to %(site)s", by=by, site=site),
        [
            say("%(by)s asks you to help with what readers report to %(site)s.", by=by, site=site),
            say("The link works once, and for %(days)s days.", days=values["days"]),
            say("If you do not know what this is about, you can leave it alone."),
        ],
        say("Accept the invitation"),
    )


def _password_reset(say: Say, values: Mapping[str, str]) -> Words:
    """Of `name`, `minutes` and `link`."""
    return Words(
        say("A new password for Bluepencil"),
        [
            say("Hello %(name)s, somebody, probably you, asked for a new password.", name=values["name"]),
            say("The link works once, and for %(minutes)s minutes.", minutes=values["minutes"]),
            say("If it was not you, you can leave this alone: your password stays as it is."),
        ],
        say("Choose a new password"),
    )


def _password_changed(say: Say, values: Mapping[str, str]) -> Words:
    """Of `name`."""
    return Words(
        say("Your password was changed"),
        [
            say("Hello %(name)s, your account at Bluepencil has a new password.", name=values["name"]),
            say("If it was not you, please ask for another one at once, and tell your administrator."),
        ],
    )


def _email_changed(say: Say, values: Mapping[str, str]) -> Words:
    """Of `name` and `new`, the new address."""
    name, new = values["name"], values["new"]
    return Words(
        say("Your e-mail address was changed"),
        [
            say("Hello %(name)s, your account at Bluepencil belongs to %(new)s now.", name=name, new=new),
            say("If it was not you, please tell your administrator at once."),
        ],
    )


_WORDS: dict[LetterKind, Callable[[Say, Mapping[str, str]], Words]] = {
    LetterKind.INVITATION: _invitation,
    LetterKind.PASSWORD_RESET: _password_reset,
    LetterKind.PASSWORD_CHANGED: _password_changed,
    LetterKind.EMAIL_CHANGED: _email_changed,
}


def mail_of(letter: Letter) -> Mail:
    """The e-mail. Raises KeyError where a value of its kind is missing."""
    speech = Speech(letter.language if letter.language in languages() else SOURCE)
    words = _WORDS[letter.kind](speech.text, letter.values)
    link = letter.values["link"] if words.button else ""
    values = {"words": words, "link": link}
    html = environment().get_template("mails/letter.html").render(**speech.names(), **values)
    text = "\n\n".join([*words.paragraphs[:1], *([f"{words.button}: {link}"] if link else []), *words.paragraphs[1:]])
    return Mail(letter.key, letter.email, words.subject, text + "\n", html, speech.language)
