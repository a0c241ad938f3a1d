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
    """Of `site`, `inviter`, `days` and `link`."""
    inviter, site = values["inviter"], values["site"]
    return Words(
        say("%(inviter)s invites you to %(site)s", inviter=inviter, site=site),
        [
            say("%(inviter)s asks you to help with readers' reports of %(site)s.", inviter=inviter, site=site),
            say("The link works once, and for %(days)s days.", days=values["days"]),
            say("If you do not know what this is about, you can leave it alone."),
        ],
        say("Accept the invitation"),
    )


def _password_reset(say: Say, values: Mapping[str, str]) -> Words:
    """Of `minutes` and `link`."""
    return Words(
        say("A new password for Bluepencil"),
        [
            say("Somebody, probably you, asked for a new password for your account at Bluepencil."),
            say("The link works once, and for %(minutes)s minutes.", minutes=values["minutes"]),
            say("If it was not you, you can leave this alone: your password stays as it is."),
        ],
        say("Choose a new password"),
    )


def _password_changed(say: Say, _values: Mapping[str, str]) -> Words:
    return Words(
        say("Your password was changed"),
        [
            say("The password of your account at Bluepencil was changed, and all its log-ins were ended."),
            say("If it was not you, please ask for a new password at once, and tell your administrator."),
        ],
    )


def _email_changed(say: Say, values: Mapping[str, str]) -> Words:
    """Of `email`, the new one."""
    return Words(
        say("Your e-mail address was changed"),
        [
            say("Your account at Bluepencil has another e-mail address now: %(email)s.", email=values["email"]),
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
