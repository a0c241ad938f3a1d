"""Indexes for the overview

The table of issues keeps its triggers: indexes are made without making it anew.

Revision: 0004
Follows: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_issue_first_reported", "issue", ["site_id", "first_reported_at"])
    op.create_index("ix_report_created", "report", ["site_id", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_report_created", "report")
    op.drop_index("ix_issue_first_reported", "issue")
