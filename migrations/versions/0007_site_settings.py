"""Settings of sites, and checks of their pages

A site's key can be changed while the former one works on. All that is new has a value that changes nothing.

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("site", sa.Column("former_key", sa.String(length=40), nullable=True))
    op.add_column("site", sa.Column("former_key_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("site", sa.Column("page_rules", sa.JSON(), nullable=True))
    op.add_column("site", sa.Column("time_zone", sa.String(length=64), nullable=False, server_default=sa.text("''")))
    op.add_column(
        "site", sa.Column("spelling_region", sa.String(length=2), nullable=False, server_default=sa.text("''"))
    )
    op.create_index("ix_site_former_key", "site", ["former_key"], unique=True)

    op.create_table(
        "installation_check",
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name="fk_installation_check_site_id_site", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name="pk_installation_check"),
    )
    waiting = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_installation_check_due_at",
        "installation_check",
        ["due_at"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_installation_check_due_at", "installation_check")
    op.drop_table("installation_check")
    op.drop_index("ix_site_former_key", "site")
    for name in ("spelling_region", "time_zone", "page_rules", "former_key_until", "former_key"):
        op.drop_column("site", name)
