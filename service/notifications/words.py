"""What pages call kinds of channels, and how they say what went wrong. English, for gettext."""

from service.domain.rhythm import Rhythm
from service.messages import marked
from service.models import ChannelKind, LetterKind, Off
from service.notifications.senders.outcomes import Why

KIND_NAMES = {
    ChannelKind.EMAIL: marked("E-mail"),
    ChannelKind.SLACK: "Slack",
    ChannelKind.TELEGRAM: "Telegram",
    ChannelKind.MATTERMOST: "Mattermost",
    ChannelKind.DISCORD: "Discord",
    ChannelKind.WEBHOOK: marked("Webhook"),
    ChannelKind.FEED: marked("Atom feed"),
}
KIND_HINTS = {
    ChannelKind.EMAIL: marked("To a colleague, or to an address that the newsroom shares."),
    ChannelKind.SLACK: marked(
        "In Slack: Apps, Incoming Webhooks, Add to Slack. Choose a channel and copy the Webhook URL."
    ),
    ChannelKind.TELEGRAM: marked(
        "Make a bot with @BotFather, add it to the chat, and paste its token and the chat's number."
    ),
    ChannelKind.MATTERMOST: marked(
        "In Mattermost: Integrations, Incoming Webhooks, Add. Choose a channel and copy the URL."
    ),
    ChannelKind.DISCORD: marked("In Discord: Edit Channel, Integrations, Webhooks, New Webhook. Copy the Webhook URL."),
    ChannelKind.WEBHOOK: marked("For your own programs: JSON by POST, signed after the Standard Webhooks scheme."),
    ChannelKind.FEED: marked("For a feed reader: a secret address that lists what is open."),
}
RHYTHM_NAMES = {
    Rhythm.AT_ONCE: marked("at once"),
    Rhythm.HOURLY: marked("every hour"),
    Rhythm.DAILY: marked("every day"),
    Rhythm.WEEKDAYS: marked("Monday to Friday"),
}
OFF_WORDS = {
    Off.SWITCHED_OFF: marked("switched off"),
    Off.UNSUBSCRIBED: marked("switched off by a click on “No more of these e-mails”"),
    Off.GONE: marked("switched off, since the other side says that nothing will be there any more"),
}
WHY_WORDS = {
    Why.UNREACHABLE: marked("The other side could not be reached."),
    Why.BUSY: marked("The other side asks to be left alone for a while."),
    Why.BROKEN: marked("Something is broken at the other side."),
    Why.REFUSED: marked("The other side does not take it."),
    Why.GONE: marked("The other side says that nothing will be there any more."),
    Why.FORBIDDEN: marked("This address may not be connected to."),
    Why.NO_MAIL: marked("This installation has no mail server. Whoever runs it sets BLUEPENCIL_SMTP_URL."),
    Why.LOGIN: marked("The mail server does not take this installation's user and password, or offers no TLS."),
    Why.UNSENDABLE: marked("It cannot be put into a message of this kind."),
    Why.OFF: marked("The channel was switched off before it left."),
    Why.WAITS: marked("The mailbox has not agreed yet to be written to."),
    Why.SEALED: marked(
        "The secret of this installation is another one than when the address was kept, so it cannot be read any more. "
        "Type the address in again and save it; a webhook needs a new secret as well."
    ),
}
LETTER_NAMES = {
    LetterKind.INVITATION: marked("An invitation"),
    LetterKind.PASSWORD_RESET: marked("A link to a new password"),
    LetterKind.PASSWORD_CHANGED: marked("That the password was changed"),
    LetterKind.EMAIL_CHANGED: marked("That the e-mail address was changed"),
    LetterKind.NEW_EMAIL: marked("Whether a new address is theirs"),
    LetterKind.MAILBOX: marked("Whether a channel may write to them"),
}
SEALED_LETTER = marked(
    "The secret of this installation is another one than when the e-mail was written, so its link cannot be read any "
    "more. Have a new link sent."
)
DIED = marked("The worker was stopped at every attempt.")


def why(failure: str | None) -> str:
    """What is said of a channel's stored failure."""
    return WHY_WORDS[Why(failure)] if failure in set(Why) else DIED


def why_letter(failure: str | None) -> str:
    """What is said of a letter's stored failure."""
    return SEALED_LETTER if failure == Why.SEALED else why(failure)
