"""Periods for what is kept, and the purge that keeps to them

The table of issues keeps its triggers: what is new there is an index, made without making the table anew.

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PARTIAL = (
    ("ix_report_email", "report", ["site_id", "created_at"], "email != ''"),
    ("ix_report_comment", "report", ["site_id", "created_at"], "comment != ''"),
    ("ix_issue_duplicate_of_id", "issue", ["duplicate_of_id"], "duplicate_of_id IS NOT NULL"),
    ("ix_purge_due_at", "purge", ["due_at"], "due_at IS NOT NULL"),
)


def upgrade() -> None:
    op.create_table(
        "retention",
        sa.Column("site_id", _Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_retention_site_id_site"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "kind", name=op.f("pk_retention")),
    )
    op.create_table(
        "purge",
        sa.Column("id", _Id, autoincrement=False, nullable=False),
        sa.Column("site_id", _Id, nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wipes", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_purge_site_id_site"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge")),
        sa.UniqueConstraint("site_id", name=op.f("uq_purge_site_id")),
    )
    for name, table, columns, where in _PARTIAL:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_mention_activity_id", "mention", ["activity_id"])
    op.add_column("report", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    # What was learned from an issue was told by the number, which goes with the issue.
    op.add_column("known_pair", sa.Column("origin", sa.String(length=20), nullable=False, server_default="learned"))
    op.execute("UPDATE known_pair SET origin = 'added' WHERE issue_id IS NULL")
    with op.batch_alter_table("known_pair", schema=None) as batch_op:
        batch_op.alter_column("origin", existing_type=sa.String(length=20), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("known_pair", schema=None) as batch_op:
        batch_op.drop_column("origin")
    op.drop_column("report", "erased_at")
    op.drop_index("ix_mention_activity_id", "mention")
    for name, table, _, _ in reversed(_PARTIAL):
        op.drop_index(name, table)
    op.drop_table("purge")
    op.drop_table("retention")
