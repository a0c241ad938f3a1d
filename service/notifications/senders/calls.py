"""The e-mail that tells a person of comments and assignments."""

from collections.abc import Iterator

from service.domain.characters import clean_line
from service.models import Channel
from service.notifications.calls import Called, Calls
from service.notifications.links import unsubscribe_token
from service.notifications.senders.email import on_one_line, words_marked
from service.notifications.senders.mail import Mail
from service.settings import Settings
from service.web.pages import environment


def mail_of(channel: Channel, calls: Calls, settings: Settings) -> Mail:
    """The e-mail."""
    address = channel.config["address"]
    leave = f"{settings.base_url}/unsubscribe/{unsubscribe_token(settings, channel.id, address)}"
    values = {"calls": calls, "leave": leave, "title_of": title_of}
    html = environment().get_template("mails/calls.html").render(**calls.speech.names(), **values)
    text = "\n".join(_lines(calls, leave))
    language = calls.speech.language
    return Mail(calls.key, address, calls.heading, text, html, language, unsubscribe=leave)


def title_of(called: Called) -> str:
    """The page's title on one line, and the site's name."""
    return " · ".join(filter(None, (clean_line(called.issue.page.title), clean_line(called.issue.site.name))))


def _lines(calls: Calls, leave: str) -> Iterator[str]:
    """The text without any markup, for those who read it so."""
    speech = calls.speech
    yield calls.heading
    for called in calls.told:
        if calls.count > 1:
            yield from ("", "", called.said)
        if called.comment:
            yield from ("", *(f"> {line}" for line in called.comment.splitlines()))
        words = "".join(words_marked(called.parts, known=called.is_corrected))
        yield from ("", on_one_line(called.proof.before + words + called.proof.after))
        yield from ("", title_of(called), called.address)
    if calls.more:
        yield from ("", "", calls.more)
    yield from ("", "-- ", f"{speech.text('Open the queue')}: {calls.base_url}/desk")
    yield f"{speech.text('No more of these e-mails')}: {leave}"
