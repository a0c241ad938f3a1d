"""Which words of an issue the engine did not know, told by the suggestions that it has made.

A request opens no dictionary. What the worker stored says enough: rules and confidences differ between words that no
dictionary has and good words that a reader pointed at.
"""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.dictionary import word_key
from service.models import Issue, SuggestionRow
from service.spelling.fallback import languages as without_model

_OF_KNOWN_WORDS = frozenset({"doubled_word", "split_word", "wrong_word"})
"""Rules that question words which are right elsewhere."""
_OF_UNKNOWN_WORDS = frozenset({"mixed_scripts", "site_pair"})
"""Rules that only such words meet as no dictionary has; a site's own pairs are of them as well."""
_MOST_DOUBT = 0.72
"""The engine never doubts a good word more than .7, all its alternatives together; an unknown one at least .88."""
_AGREED = 0.96
"""Where reader and engine propose the same, this much is reached for unknown words only."""


def unknown_words(session: Session, issue: Issue) -> list[str]:
    """The words of the issue's quote that the engine questions because it does not know them, as they are written.

    None where it has not looked yet, sees no error, or knows each word and doubts only its place.
    """
    language = issue.language or issue.site.languages[0].partition("-")[0].lower()
    alone = sum(bool(word_key(part)) for part in issue.exact.split()) == 1
    query = select(SuggestionRow).where(SuggestionRow.issue_id == issue.id)
    rows = session.scalars(query.order_by(SuggestionRow.start, SuggestionRow.end, SuggestionRow.rank))
    return [
        issue.exact[start:end]
        for (start, end), found in groupby(rows, key=lambda row: (row.start, row.end))
        if _is_unknown(list(found), alone=alone, weak=language in without_model())
    ]


def _is_unknown(rows: Sequence[SuggestionRow], *, alone: bool, weak: bool) -> bool:
    rules = {row.rule for row in rows}
    if rules & _OF_KNOWN_WORDS:
        return False
    if rules & _OF_UNKNOWN_WORDS or weak:
        return True
    if rows[0].rule == "reader":
        return rows[0].confidence >= _AGREED
    # Good words are questioned only where a reader selected nothing else.
    return not alone or sum(row.confidence for row in rows) > _MOST_DOUBT
