"""What is drawn by lot for invented issues, in tables of the connection's own, and what follows from it.

Only what chance decides is sent to the database, which makes issues, reports, suggestions and histories of it by
itself: that is several times as fast as sending them. They come out as `reports.submit`, the engine and an editor would
have left them; a test sends the same reports the real way and compares.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary, MetaData, Table, Text

from service.models.base import Id, Moment

TABLES = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, TABLES, *columns, prefixes=["TEMPORARY"])


SLIP = _table(
    "drawn_slip",
    Column("slip", Integer, primary_key=True, autoincrement=False),
    Column("best", Text),
    Column("confidence", Double),
    *(Column(name, Text) for name in ("exact", "correct", "prefix", "suffix", "sentence", "kind", "word_key")),
    Column("place_hash", LargeBinary),
    *(Column(name, Text) for name in ("exact_words", "correct_words", "sentence_words")),
)
"""Wrong words where they stand, with the best guess; `..._words` as search compares them."""
GUESS = _table(
    "drawn_guess",
    Column("slip", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("replacement", Text),
    Column("confidence", Double),
    Column("rule", Text),
    Column("end", Integer),
)
"""What the engine suggests for a slip."""
COMMENT = _table(
    "drawn_comment",
    Column("comment", Integer, primary_key=True, autoincrement=False),
    Column("text", Text),
)
"""What readers say; nothing is a comment too."""
PAGE = _table(
    "drawn_page",
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("site_id", Id),
    *(Column(name, Text) for name in ("site_token", "url", "title", "language", "section", "author", "words")),
    Column("key_hash", LargeBinary),
    Column("length", Integer),
    Column("seen_at", Moment),
    Column("owner_id", Id),
)
"""Pages, with who decides about their issues."""
ISSUE = _table(
    "drawn_issue",
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("page_id", Id),
    Column("slip", Integer),
    Column("status", Text),
    Column("start", Integer),
    Column("report_count", Integer),
    Column("proposed", Boolean),
    Column("said", Text),
    Column("original_id", Id),
    Column("assignee_id", Id),
    *(Column(name, Moment) for name in ("decided_at", "first_at", "last_at")),
    Column("receipt", Text),
    Column("corrected", Boolean),
    Column("comment", Integer),
)
"""With its first report, which mostly is the only one: then there is no `last_at`. `said` is what its reports add to
the words that it is found by."""
REPORT = _table(
    "drawn_report",
    Column("issue_id", Id),
    Column("receipt", Text),
    Column("corrected", Boolean),
    Column("comment", Integer),
    Column("at", Moment),
)
"""The further reports."""

_FOLLOWING = """
INSERT INTO page (id, site_id, key_hash, url, title, language, section, author, modified, first_seen_at, last_seen_at)
SELECT id, site_id, key_hash, url, title, language, section, author, '', seen_at, seen_at FROM drawn_page ORDER BY id;

INSERT INTO issue (
    id, site_id, page_id, status, version, exact, prefix, suffix, sentence, position_start, position_end,
    position_length, place_hash, word_key, search_text, kind, language, confidence, report_count, reports_at_decision,
    proposed, correction, duplicate_of_id, assignee_id, decided_at, decided_by_id, first_reported_at, last_reported_at
)
SELECT drawn_issue.id, site_id, page_id, status,
    1 + CASE WHEN assignee_id IS NULL THEN 0 ELSE 1 END + CASE WHEN decided_at IS NULL THEN 0 ELSE 1 END,
    exact, prefix, suffix, sentence, start, start + length(exact), length, place_hash, word_key,
    site_token || ' ' || sentence_words || ' ' || drawn_page.words || said, kind, language, confidence, report_count,
    CASE WHEN decided_at IS NULL THEN 0 ELSE report_count END, CASE WHEN proposed THEN correct END,
    CASE WHEN status IN ('accepted', 'resolved') THEN correct END, original_id, assignee_id, decided_at,
    CASE WHEN decided_at IS NOT NULL THEN owner_id END, first_at, coalesce(last_at, first_at)
FROM drawn_issue JOIN drawn_page ON drawn_page.id = page_id JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip
ORDER BY drawn_issue.id;

INSERT INTO report (
    receipt, site_id, issue_id, outcome, url, exact, prefix, suffix, position_start, position_end, position_length,
    sentence, words, correction, comment, kind, email, client, created_at
)
SELECT receipt, site_id, drawn_issue.id, 'received', url, exact, prefix, suffix, start, start + length(exact), length,
    sentence, '[]', CASE WHEN corrected THEN correct END, text, kind, '', '{"version": "1.0.0"}', first_at
FROM drawn_issue JOIN drawn_page ON drawn_page.id = page_id JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip
JOIN drawn_comment ON drawn_comment.comment = drawn_issue.comment
ORDER BY drawn_issue.id;

INSERT INTO report (
    receipt, site_id, issue_id, outcome, url, exact, prefix, suffix, position_start, position_end, position_length,
    sentence, words, correction, comment, kind, email, client, created_at
)
SELECT further.receipt, site_id, issue_id, 'known', url, exact, prefix, suffix, start, start + length(exact), length,
    sentence, '[]', CASE WHEN further.corrected THEN correct END, text, kind, '', '{"version": "1.0.0"}', at
FROM drawn_report AS further JOIN drawn_issue ON drawn_issue.id = issue_id JOIN drawn_page ON drawn_page.id = page_id
JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip JOIN drawn_comment ON drawn_comment.comment = further.comment;

INSERT INTO suggestion (issue_id, rank, start, "end", replacement, confidence, rule)
SELECT drawn_issue.id, rank, 0, "end", replacement, confidence, rule
FROM drawn_issue JOIN drawn_guess ON drawn_guess.slip = drawn_issue.slip
ORDER BY drawn_issue.id, rank;

INSERT INTO activity (issue_id, happening, text, at)
SELECT id, 'reported', '', first_at FROM drawn_issue ORDER BY id;

INSERT INTO activity (issue_id, happening, text, at)
SELECT id, CASE WHEN best IS NULL THEN 'no_error_seen' ELSE 'suggested' END, coalesce(best, ''), first_at
FROM drawn_issue JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip ORDER BY id;

INSERT INTO activity (issue_id, account_id, happening, text, at, version)
SELECT id, assignee_id, 'assigned', CAST(assignee_id AS text), first_at, 2
FROM drawn_issue WHERE assignee_id IS NOT NULL ORDER BY id;

INSERT INTO activity (issue_id, account_id, happening, text, at, version)
SELECT drawn_issue.id, owner_id,
    CASE status WHEN 'spam' THEN 'marked_spam' WHEN 'duplicate' THEN 'marked_duplicate' ELSE status END,
    CASE WHEN status IN ('accepted', 'resolved') THEN correct ELSE coalesce(CAST(original_id AS text), '') END,
    decided_at, CASE WHEN assignee_id IS NULL THEN 2 ELSE 3 END
FROM drawn_issue JOIN drawn_page ON drawn_page.id = page_id JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip
WHERE decided_at IS NOT NULL ORDER BY drawn_issue.id;

INSERT INTO issue_check (
    issue_id, site_id, verdict, found, confidence, notice, looked_at, seen_present_at
)
SELECT drawn_issue.id, site_id,
    CASE WHEN status = 'resolved' OR drawn_issue.id / 29 * 29 = drawn_issue.id THEN 'changed'
        WHEN drawn_issue.id / 31 * 31 = drawn_issue.id THEN 'gone' ELSE 'present' END,
    CASE WHEN status = 'resolved' OR drawn_issue.id / 29 * 29 = drawn_issue.id THEN correct
        WHEN drawn_issue.id / 31 * 31 = drawn_issue.id THEN '' ELSE exact END,
    1, CASE WHEN status = 'resolved' THEN NULL WHEN drawn_issue.id / 29 * 29 = drawn_issue.id THEN 'corrected'
        WHEN drawn_issue.id / 31 * 31 = drawn_issue.id THEN 'missing' END,
    coalesce(decided_at, last_at, first_at), first_at
FROM drawn_issue JOIN drawn_page ON drawn_page.id = page_id JOIN drawn_slip ON drawn_slip.slip = drawn_issue.slip
WHERE status IN ('open', 'resolved') ORDER BY drawn_issue.id
"""
FOLLOWING: tuple[str, ...] = tuple(statement.strip() for statement in _FOLLOWING.split(";\n\n"))
"""The statements that make rows of what was drawn, in this order."""
NUMBERED = ("page", "issue")
"""Tables that get rows whose numbers were drawn too."""
FILLED = (*NUMBERED, "report", "suggestion", "activity", "issue_check")
"""All tables that get rows."""
