"""The words of full-text search, to look up those that begin as somebody has typed

On SQLite alone: a virtual table that shows the words of the index and stores nothing. PostgreSQL's index finds the
beginnings of words by itself.

Revision: 0010
Follows: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE issue_search_words USING fts5vocab(issue_search, instance)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE issue_search_words")
