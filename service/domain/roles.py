"""What members of a site may do."""

from enum import StrEnum


class Role(StrEnum):
    """A member's role at one site: viewers see, editors decide, owners set up as well. The values are stored."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"
