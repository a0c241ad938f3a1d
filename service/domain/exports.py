"""What can be exported, and how it is written."""

from enum import StrEnum


class What(StrEnum):
    """What is exported."""

    ISSUES = "issues"
    REPORTS = "reports"


class Form(StrEnum):
    """How it is written; the values are the endings of the files' names."""

    CSV = "csv"
    JSON_LINES = "jsonl"
