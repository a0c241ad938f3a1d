"""Indexes for the desk's filters

The queue of one site carries what it is filtered by, as that of all sites does; kind and language together, and pages
by section and author, have indexes of their own. The table of issues keeps its triggers: indexes are made without
making it anew.

Revision: 0009
Follows: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_FILTERED = ("language", "kind", "report_count", "confidence", "assignee_id", "page_id")


def upgrade() -> None:
    op.drop_index("ix_issue_queue", "issue")
    op.create_index("ix_issue_queue", "issue", ["site_id", "status", "last_reported_at", "id", *_FILTERED])
    op.create_index(
        "ix_issue_all_kinds",
        "issue",
        [
            *("language", "kind", "status", "last_reported_at", "id"),
            *("site_id", "report_count", "confidence", "assignee_id"),
        ],
    )
    op.create_index("ix_page_section", "page", ["section", "site_id"])
    op.create_index("ix_page_author", "page", ["author", "site_id"])


def downgrade() -> None:
    op.drop_index("ix_page_author", "page")
    op.drop_index("ix_page_section", "page")
    op.drop_index("ix_issue_all_kinds", "issue")
    op.drop_index("ix_issue_queue", "issue")
    op.create_index("ix_issue_queue", "issue", ["site_id", "status", "last_reported_at", "id"])
