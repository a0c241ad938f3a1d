"""Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, behind one function.

Both look through `Issue.search_text`, which holds words without case and accents (`domain.search_words`). Of several
words all are wanted; the last one may be the beginning of a word. Found issues come by their numbers, newest first: in
this order both indexes give the first ones without reading the rest.
"""

from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, column, func, literal_column, table, text
from sqlalchemy.orm import Session

from service.domain.search_words import search_phrases, site_token
from service.models import Issue
from service.models.upsert import dialect_of

Selected = TypeVarTuple("Selected")
_INDEX = table("issue_search", column("rowid"))
_FEW_SITES = 10
"""Up to so many sites the index itself leaves out the words of others; of more, the rows are looked at."""
_SHORTEST_BEGINNING = 3
_MOST_PHRASES = 8
_MOST_ENDINGS = 16
"""So many words that begin alike are looked for one by one; to step over one can take most of a millisecond."""
_WORDS = text("""
    WITH RECURSIVE known(word) AS (
        SELECT (SELECT term FROM issue_search_words WHERE term >= :beginning LIMIT 1)
        UNION ALL
        SELECT (SELECT term FROM issue_search_words WHERE term >= word || char(1) LIMIT 1) FROM known
        WHERE substr(word, 1, length(:beginning)) = :beginning
    )
    SELECT word FROM known WHERE substr(word, 1, length(:beginning)) = :beginning LIMIT :most
""")
"""From one word of the index to the next, without reading where they stand. No word has a character below the space."""


def found(
    session: Session, query: Select[*Selected], searched: str, site_ids: Sequence[int]
) -> Select[*Selected] | None:
    """The query narrowed to issues that hold what is searched, newest first; None where nothing can be found by it."""
    phrases = search_phrases(searched)[:_MOST_PHRASES]
    if not phrases:
        return None
    sites = [site_token(site_id) for site_id in site_ids] if len(site_ids) <= _FEW_SITES else []
    open_end = not searched[-1:].isspace() and len(phrases[-1][-1]) >= _SHORTEST_BEGINNING
    if dialect_of(session) == "sqlite":
        ends = _endings(session, phrases[-1][-1]) if open_end else []
        words = text("issue_search MATCH :words").bindparams(words=_fts5(phrases, sites, ends, open_end=open_end))
        return query.join(_INDEX, _INDEX.c.rowid == Issue.id).where(words).order_by(_INDEX.c.rowid.desc())
    if open_end:
        sites = []  # GIN would merge every word that begins so with all words of the sites: the rows tell quicker
    vector: ColumnElement[str] = literal_column("issue.issue_search")
    wanted = func.to_tsquery(text("'simple'"), _tsquery(phrases, sites, open_end=open_end))
    return query.where(vector.op("@@")(wanted)).order_by(Issue.id.desc())


def _endings(session: Session, beginning: str) -> list[str]:
    """The words that begin so, if they are few: FTS5 reads the places of these only as far as a page needs.

    Of a beginning it would first put together all places of all its words, tens of milliseconds for a common one.
    """
    words = session.scalars(_WORDS, {"beginning": beginning, "most": _MOST_ENDINGS + 1}).all()
    return list(words) if len(words) <= _MOST_ENDINGS else []


def _fts5(phrases: list[list[str]], sites: list[str], ends: list[str], *, open_end: bool) -> str:
    """Letters and digits alone can be words here, so that nothing has to be escaped."""
    parts = [_phrase(phrase) for phrase in phrases]
    if ends:
        parts[-1] = f"({' OR '.join(_phrase([*phrases[-1][:-1], end]) for end in ends)})"
    elif open_end:
        parts[-1] += "*"
    if sites:
        parts.append(f"({' OR '.join(sites)})")
    return " AND ".join(parts)


def _phrase(words: list[str]) -> str:
    return f'"{" ".join(words)}"'


def _tsquery(phrases: list[list[str]], sites: list[str], *, open_end: bool) -> str:
    parts = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases]
    if open_end:
        parts[-1] += ":*"
    parts = [f"({part})" for part in parts]
    if sites:
        parts.append(f"({' | '.join(sites)})")
    return " & ".join(parts)
