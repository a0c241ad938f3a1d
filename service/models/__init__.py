"""The tables, one a file. Importing this package makes all of them known to `Base.metadata`."""

from service.domain.roles import Role
from service.models.account import Account
from service.models.activity import Activity
from service.models.base import Base
from service.models.issue import Issue
from service.models.login import Login
from service.models.membership import Membership
from service.models.page import Page
from service.models.rate import Rate
from service.models.report import Report
from service.models.site import Site
from service.models.suggestion import SuggestionRow, SuggestionTask

__all__ = [
    "Account",
    "Activity",
    "Base",
    "Issue",
    "Login",
    "Membership",
    "Page",
    "Rate",
    "Report",
    "Role",
    "Site",
    "SuggestionRow",
    "SuggestionTask",
]
