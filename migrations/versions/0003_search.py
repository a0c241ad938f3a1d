"""Full-text search

Each database its own way, on what `issue.search_text` holds: words without case, accents and marks. On SQLite an FTS5
table follows the issues by triggers, which are lost if a later migration makes the table of issues anew: such a one has
to make them again.

Revision: 0003
Follows: 0002
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SQLITE = (
    """CREATE VIRTUAL TABLE issue_search USING fts5(
        search_text, content='issue', content_rowid='id', columnsize=0, tokenize='unicode61 remove_diacritics 0'
    )""",
    """CREATE TRIGGER issue_search_insert AFTER INSERT ON issue BEGIN
        INSERT INTO issue_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER issue_search_delete AFTER DELETE ON issue BEGIN
        INSERT INTO issue_search(issue_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER issue_search_update AFTER UPDATE OF search_text ON issue BEGIN
        INSERT INTO issue_search(issue_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
        INSERT INTO issue_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    "INSERT INTO issue_search(issue_search) VALUES ('rebuild')",
)
_POSTGRESQL = (
    """ALTER TABLE issue ADD COLUMN issue_search tsvector
        GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, search_text)) STORED""",
    "CREATE INDEX issue_search_words ON issue USING gin (issue_search)",
)


def upgrade() -> None:
    connection = op.get_bind()
    _rewrite(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _rewrite(connection: sa.Connection) -> None:
    issue = sa.table("issue", sa.column("id"), sa.column("site_id"), sa.column("search_text"))
    values = [
        {"number": number, "words": f"zsite{site}z {_words(text)}"}
        for number, site, text in connection.execute(sa.select(issue.c.id, issue.c.site_id, issue.c.search_text))
    ]
    if values:
        change = sa.update(issue).where(issue.c.id == sa.bindparam("number"))
        connection.execute(change.values(search_text=sa.bindparam("words")), values)


def _words(text: str) -> str:
    """As the first version with full-text search made it."""
    plain = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("issue_search_insert", "issue_search_delete", "issue_search_update"):
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE issue_search")
    else:
        op.execute("ALTER TABLE issue DROP COLUMN issue_search")
