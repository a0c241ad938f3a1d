"""What can happen to an issue: the vocabulary of its history."""

from enum import StrEnum


class Happening(StrEnum):
    """The kind of one activity. The values are stored; add to them, never rename them."""

    REPORTED = "reported"
    SUGGESTED = "suggested"
    NO_ERROR_SEEN = "no_error_seen"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    SEEN_CORRECTED = "seen_corrected"
    """The page check resolved it; its text is what stands on the page now."""
    REJECTED = "rejected"
    MARKED_SPAM = "marked_spam"
    MARKED_DUPLICATE = "marked_duplicate"
    REOPENED = "reopened"
    REGRESSED = "regressed"
    DOUBTED = "doubted"
    COMMENTED = "commented"
    ASSIGNED = "assigned"
    RELEASED = "released"
    UNDONE = "undone"
    ERASED = "erased"
