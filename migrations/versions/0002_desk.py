"""What the desk works with

Revision: 0002
Follows: 0001
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("selection", sa.JSON(), nullable=False),
        sa.Column("cursor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_batch_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["undoes_id"], ["batch.id"], name=op.f("fk_batch_undoes_id_batch"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_batch_undoes_id")),
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_batch_due_at",
            ["due_at"],
            unique=False,
            postgresql_where=sa.text("due_at IS NOT NULL"),
            sqlite_where=sa.text("due_at IS NOT NULL"),
        )

    op.create_table(
        "saved_view",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_view_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_saved_view_account_id_name")),
    )
    op.create_table(
        "house_word",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.String(length=100), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_house_word_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_house_word_issue_id_issue"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_house_word_site_id_site"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_word")),
        sa.UniqueConstraint("site_id", "folded", name=op.f("uq_house_word_site_id_folded")),
    )
    with op.batch_alter_table("house_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_house_word_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "known_pair",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wrong", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.String(length=100), nullable=False),
        sa.Column("correction", sa.String(length=100), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_known_pair_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_known_pair_issue_id_issue"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_known_pair_site_id_site"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_pair")),
        sa.UniqueConstraint("site_id", "folded", name=op.f("uq_known_pair_site_id_folded")),
    )
    with op.batch_alter_table("known_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_pair_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_mention_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_mention_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_mention_issue_id_issue"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "activity_id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_issue_id"), ["issue_id"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=10), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("time_zone", sa.String(length=64), nullable=False, server_default=""))

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("before", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undoes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index("ix_activity_account_id", ["account_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_batch_id"), ["batch_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_activity_undoes_id"), ["undoes_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_undoes_id_activity"), "activity", ["undoes_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_batch_id_batch"), "batch", ["batch_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("word_key", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("language", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("confidence", sa.Double(), nullable=True))
        batch_op.add_column(
            sa.Column("assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_index("ix_issue_all_pages", ["status", "page_id", "id", "site_id"], unique=False)
        batch_op.create_index(
            "ix_issue_all_queue",
            [
                "status",
                "last_reported_at",
                "id",
                "site_id",
                "language",
                "kind",
                "report_count",
                "confidence",
                "assignee_id",
                "page_id",
            ],
            unique=False,
        )
        batch_op.create_index("ix_issue_all_readers", ["status", "report_count", "id", "site_id"], unique=False)
        batch_op.create_index(
            "ix_issue_assignee_id",
            ["assignee_id", "status"],
            unique=False,
            postgresql_where=sa.text("assignee_id IS NOT NULL"),
            sqlite_where=sa.text("assignee_id IS NOT NULL"),
        )
        batch_op.create_index("ix_issue_pages", ["site_id", "status", "page_id", "id"], unique=False)
        batch_op.create_index("ix_issue_readers", ["site_id", "status", "report_count", "id"], unique=False)
        batch_op.create_index("ix_issue_word", ["site_id", "word_key"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_issue_assignee_id_account"), "account", ["assignee_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.alter_column("language", server_default=None)
        batch_op.alter_column("time_zone", server_default=None)

    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.alter_column("word_key", server_default=None)
        batch_op.alter_column("language", server_default=None)

    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Give the issues that are there what new ones have from the start."""
    issue = sa.table("issue", *map(sa.column, ("id", "page_id", "exact", "word_key", "language", "confidence")))
    page = sa.table("page", sa.column("id"), sa.column("language"))
    best = sa.table("suggestion", sa.column("issue_id"), sa.column("rank"), sa.column("confidence"))
    confidence = sa.select(best.c.confidence).where(best.c.issue_id == issue.c.id, best.c.rank == 0).scalar_subquery()
    connection.execute(sa.update(issue).values(confidence=confidence))
    rows = sa.select(issue.c.id, issue.c.exact, page.c.language).join_from(issue, page, page.c.id == issue.c.page_id)
    values = [
        {"number": number, "key": _word_key(exact), "tongue": tag.partition("-")[0].lower()[:8]}
        for number, exact, tag in connection.execute(rows)
    ]
    if values:
        change = sa.update(issue).where(issue.c.id == sa.bindparam("number"))
        connection.execute(change.values(word_key=sa.bindparam("key"), language=sa.bindparam("tongue")), values)


def _word_key(exact: str) -> str:
    """As the first version with house dictionaries made it."""
    key = unicodedata.normalize("NFKC", exact).casefold().strip(" .,;:!?()[]\"'«»“”„‘’")
    return key if len(key) <= 100 and len(key.split()) <= 4 else ""


def downgrade() -> None:
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_issue_assignee_id_account"), type_="foreignkey")
        batch_op.drop_index("ix_issue_word")
        batch_op.drop_index("ix_issue_readers")
        batch_op.drop_index("ix_issue_pages")
        batch_op.drop_index(
            "ix_issue_assignee_id",
            postgresql_where=sa.text("assignee_id IS NOT NULL"),
            sqlite_where=sa.text("assignee_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_issue_all_readers")
        batch_op.drop_index("ix_issue_all_queue")
        batch_op.drop_index("ix_issue_all_pages")
        batch_op.drop_column("assignee_id")
        batch_op.drop_column("confidence")
        batch_op.drop_column("language")
        batch_op.drop_column("word_key")

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activity_batch_id_batch"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_activity_undoes_id_activity"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_activity_undoes_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_activity_batch_id"))
        batch_op.drop_index("ix_activity_account_id")
        batch_op.drop_column("undoes_id")
        batch_op.drop_column("version")
        batch_op.drop_column("before")
        batch_op.drop_column("batch_id")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("time_zone")
        batch_op.drop_column("language")

    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_issue_id"))

    op.drop_table("mention")
    with op.batch_alter_table("known_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_pair_issue_id"))

    op.drop_table("known_pair")
    with op.batch_alter_table("house_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_house_word_issue_id"))

    op.drop_table("house_word")
    op.drop_table("saved_view")
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_batch_due_at",
            postgresql_where=sa.text("due_at IS NOT NULL"),
            sqlite_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_batch_account_id"))

    op.drop_table("batch")
