"""What a message says in a chat: one text, in each chat's own markup.

What readers wrote is text and nothing else: every medium's `escape` sees to that before it comes near any markup.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from service.domain.characters import clean_line
from service.domain.diff import Part
from service.notifications.compose import Digest, Told

SHOWN = 10
"""Issues that a chat's message shows."""
_AROUND = 120
"""Code points that are kept before and after the wrong words."""
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Markup:
    """How one kind of chat writes things. All but `escape` are given text that is escaped already."""

    escape: Callable[[str], str]
    strike: str
    """With `%s` for the words."""
    strong: str
    link: Callable[[str, str], str]
    """From an address and a text."""
    most: int
    """Characters that a message may have."""


def chat_text(digest: Digest, markup: Markup) -> str:
    """The whole message. What goes beyond the chat's limit is left out and counted."""
    speech = digest.speech
    text = markup.strong % markup.escape(digest.heading)
    if digest.is_test:
        return f"{text}\n{markup.escape(speech.text('If you can read this, the channel works.'))}"
    room = markup.most - len(text) - 200  # for the last line
    shown = 0
    for told in digest.told[:SHOWN]:
        entry = "\n\n" + _entry(digest, told, markup)
        if len(entry) > room:
            break
        text, room, shown = text + entry, room - len(entry), shown + 1
    more = digest.more_than(shown)
    closing = markup.link(digest.desk, markup.escape(speech.text("Open the queue")))
    return f"{text}\n\n" + " · ".join(filter(None, (markup.escape(more), closing)))


def _entry(digest: Digest, told: Told, markup: Markup) -> str:
    speech = digest.speech
    before, after = clean_line(told.proof.before), clean_line(told.proof.after)
    before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
    after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
    # Cleaning takes the spaces beside the wrong words away with those at the ends.
    lead = " " if told.proof.before[-1:].isspace() else ""
    trail = " " if told.proof.after[:1].isspace() else ""
    words = "".join(_marked(told.parts, markup))
    sentence = f"{markup.escape(before)}{lead}{words}{trail}{markup.escape(after)}"
    title = told.title if len(told.title) <= _LONGEST_TITLE else told.title[:_LONGEST_TITLE] + "…"
    readers = speech.counted("%(num)s reader", "%(num)s readers", told.issue.report_count)
    return f"{sentence}\n{markup.link(digest.address_of(told), markup.escape(title))} · {markup.escape(readers)}"


def _marked(parts: Sequence[Part], markup: Markup) -> Iterator[str]:
    """The words with their marks; spaces stay outside of these, where markup could not hold them."""
    former = ""
    for part in parts:
        text = clean_line(part.text)
        if part.kind == "same" or not text:
            yield markup.escape(part.text.replace("\n", " "))
        else:
            lead = " " if part.text[:1].isspace() or (part.kind == "in" and former == "out") else ""
            trail = " " if part.text[-1:].isspace() else ""
            pattern = markup.strike if part.kind == "out" else markup.strong
            yield lead + pattern % markup.escape(text) + trail
        former = part.kind
