"""Many words at once: typed, pasted or from a file, one a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.dictionary.learn import add_entries
from service.domain.dictionary import entry_of, word_key
from service.errors import InvalidInput

MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a list: new words, words that were there (or stood twice in the list), lines that can be none."""

    added: int
    known: int
    bad_lines: Sequence[int]
    """Counted from one."""


def text_of(content: bytes) -> str:
    """A file's text. Raises InvalidInput for what is no text in UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("That is no plain text in UTF-8. Please save the list as such.", field="file") from None


def import_words(
    session: Session,
    site_id: int,
    text: str,
    *,
    origin: str,
    account_id: int | None,
    now: datetime,
    strict: bool = False,
) -> Imported:
    """Hold the word of each line correct; empty lines are passed over, and remarks: lines that begin with `# `.

    `strict` refuses the whole where a line can be no entry. Raises InvalidInput for that, for a list without words and
    for one that is too long.
    """
    given = enumerate(text.splitlines(), 1)
    lines = [(number, line) for number, line in given if line.strip() and not line.startswith("# ")]
    if not lines:
        raise InvalidInput("There is no word to add. Please give one a line.", field="words")
    if len(lines) > MOST_LINES:
        raise InvalidInput("At most %(most)s lines at once, please.", field="words", most=MOST_LINES)
    entries = [(number, entry_of(line)) for number, line in lines]
    bad = [number for number, word in entries if not word]
    if strict and bad:
        raise InvalidInput(
            "Line %(line)s can be no entry: one has one to four words, with a letter, and at most 100 characters.",
            field="words",
            line=bad[0],
        )
    words: dict[str, str] = {}
    for _, word in entries:
        if word:
            words.setdefault(word_key(word), word)
    values = {"origin": origin, "account_id": account_id, "issue_id": None, "created_at": now}
    added = add_entries(session, site_id, words, values)
    return Imported(added, len(lines) - len(bad) - added, bad)
