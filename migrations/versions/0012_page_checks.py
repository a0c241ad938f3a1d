"""Looks at the live pages, by site, by host, by page and by issue

Pages with accepted issues, and with open ones of the last two weeks, get their first look within a day, one after
another. The table of issues stays as it is, with its triggers.

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_DUE, _NOTICED = sa.text("due_at IS NOT NULL"), sa.text("notice IS NOT NULL")
_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now')", "postgresql": "now()"}
_SPREAD = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now', '+' || (page_id % 1440) || ' minutes')",
    "postgresql": "now() + (page_id % 1440) * interval '1 minute'",
}
_LATELY = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now', '-14 days')",
    "postgresql": "now() - interval '14 days'",
}


def upgrade() -> None:
    op.add_column("site", sa.Column("looks", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "page_host",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("busy_until", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("fixing_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_page_host")),
    )
    _make_page_check()
    _make_issue_check()
    name = op.get_bind().dialect.name
    op.execute(
        "INSERT INTO page_check (page_id, due_at, begun_at, attempts)"  # noqa: S608 (our own pieces)
        f" SELECT DISTINCT page_id, {_SPREAD[name]}, {_NOW[name]}, 0 FROM issue"
        f" WHERE status = 'accepted' OR (status = 'open' AND last_reported_at > {_LATELY[name]})"
    )


def _make_page_check() -> None:
    op.create_table(
        "page_check",
        sa.Column("page_id", _ID, nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("slot_at", _MOMENT, nullable=True),
        sa.Column("tried_at", _MOMENT, nullable=True),
        sa.Column("looked_at", _MOMENT, nullable=True),
        sa.Column("problem", sa.String(length=20), server_default=sa.text("''"), nullable=False),
        sa.Column("about", sa.JSON(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("etag", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("modified", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_check_page_id_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_check")),
    )
    op.create_index("ix_page_check_due_at", "page_check", ["due_at"], postgresql_where=_DUE, sqlite_where=_DUE)


def _make_issue_check() -> None:
    op.create_table(
        "issue_check",
        sa.Column("issue_id", _ID, nullable=False),
        sa.Column("site_id", _ID, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("notice", sa.String(length=20), nullable=True),
        sa.Column("looked_at", _MOMENT, nullable=False),
        sa.Column("seen_present_at", _MOMENT, nullable=True),
        sa.Column("resolved_as", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_check_issue_id_issue"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_issue_check_site_id_site"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_issue_check")),
    )
    op.create_index(
        "ix_issue_check_notice",
        "issue_check",
        ["site_id", "notice", "issue_id"],
        postgresql_where=_NOTICED,
        sqlite_where=_NOTICED,
    )


def downgrade() -> None:
    op.drop_table("issue_check")
    op.drop_table("page_check")
    op.drop_table("page_host")
    op.drop_column("site", "looks")
