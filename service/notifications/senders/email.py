"""What a channel by e-mail gets: the sentences as at the desk, and buttons that lead to a decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.characters import clean_line
from service.domain.diff import Part
from service.domain.workflow import Decision
from service.models import Channel
from service.notifications.compose import Digest, Told
from service.notifications.links import DecisionLink, decision_token, mailbox_of, unsubscribe_token
from service.notifications.senders.mail import Mail
from service.settings import Settings
from service.web.pages import environment

SHOWN = 20
"""Issues that an e-mail shows."""
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One issue in an e-mail."""

    told: Told
    address: str
    decisions: list[tuple[str, str]]
    """Addresses of pages on which a decision is ready to be confirmed, and what the buttons say."""


def mail_of(channel: Channel, digest: Digest, settings: Settings, *, now: datetime) -> Mail:
    """The e-mail."""
    address = channel.config["address"]
    mailbox = mailbox_of(address)
    entries = [_entry(digest, told, mailbox, settings, now) for told in digest.told[:SHOWN]]
    leave = f"{settings.base_url}/unsubscribe/{unsubscribe_token(settings, channel.id, address)}"
    values = {"digest": digest, "entries": entries, "more": digest.more_than(SHOWN), "leave": leave}
    html = environment().get_template("mails/digest.html").render(**digest.speech.names(), **values)
    text = "\n".join(_lines(digest, entries, leave))
    return Mail(digest.key, address, _subject(digest), text, html, digest.speech.language, unsubscribe=leave)


def _subject(digest: Digest) -> str:
    if digest.count != 1:
        return digest.heading
    (told,) = digest.told
    words = clean_line(told.issue.exact)
    short = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"
    return digest.speech.text(
        "%(place)s: “%(words)s” in “%(title)s”", place=digest.place, words=short, title=told.title
    )


def _entry(digest: Digest, told: Told, mailbox: str, settings: Settings, now: datetime) -> Entry:
    return Entry(told, digest.address_of(told), list(_decisions(digest, told, mailbox, settings, now)))


def _decisions(
    digest: Digest, told: Told, mailbox: str, settings: Settings, now: datetime
) -> Iterator[tuple[str, str]]:
    if digest.account_id is None or not told.may_decide:
        return
    said = {
        Decision.RESOLVE: digest.speech.text("Resolve"),
        Decision.ACCEPT: digest.speech.text("Accept"),
        Decision.REJECT: digest.speech.text("Not an error"),
    }
    for decision, label in said.items():
        link = DecisionLink(digest.account_id, mailbox, told.issue.id, decision)
        yield f"{settings.base_url}/desk/confirm/{decision_token(settings, link, now=now)}", label


def _lines(digest: Digest, entries: list[Entry], leave: str) -> Iterator[str]:
    """The text without any markup, for those who read it so."""
    speech = digest.speech
    yield digest.heading
    if digest.is_test:
        yield from ("", speech.text("If you can read this, the channel works."))
    for entry in entries:
        told = entry.told
        readers = speech.counted("%(num)s reader", "%(num)s readers", told.issue.report_count)
        words = "".join(words_marked(told.parts, known=told.correction is not None))
        yield from ("", "", on_one_line(told.proof.before + words + told.proof.after))
        yield from ("", f"{told.title} · {readers}", entry.address)
        yield from (f"{label}: {address}" for address, label in entry.decisions)
    if more := digest.more_than(SHOWN):
        yield from ("", "", more)
    yield from ("", "-- ", f"{speech.text('Open the queue')}: {digest.desk}")
    yield f"{speech.text('No more of these e-mails')}: {leave}"


def on_one_line(sentence: str) -> str:
    """What readers wrote, kept from beginning a line: that could pass for one of our links."""
    return " ".join(sentence.splitlines())


def words_marked(parts: Sequence[Part], *, known: bool = True) -> Iterator[str]:
    """The wrong words in brackets, with what comes instead after an arrow; `known`: whether that is known at all."""
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if part.kind == "same":
            yield part.text
        elif part.kind == "out":
            instead = following.text if following is not None and following.kind == "in" else ""
            right = instead or ("∅" if known else "")
            yield f"[{part.text} → {right}]" if right else f"[{part.text}]"
        elif index == 0 or parts[index - 1].kind != "out":
            yield f"[→ {part.text}]"
