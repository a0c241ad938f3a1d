"""The tables, one a file. Importing this package makes all of them known to `Base.metadata`."""

from service.domain.roles import Role
from service.models.account import Account
from service.models.activity import Activity
from service.models.base import Base
from service.models.batch import Batch
from service.models.house_word import HouseWord, KnownPair
from service.models.installation_check import InstallationCheck
from service.models.issue import Issue
from service.models.login import Login
from service.models.membership import Membership
from service.models.mention import Mention
from service.models.page import Page
from service.models.rate import Rate
from service.models.report import Report
from service.models.saved_view import SavedView
from service.models.site import Site
from service.models.suggestion import SuggestionRow, SuggestionTask

__all__ = [
    "Account",
    "Activity",
    "Base",
    "Batch",
    "HouseWord",
    "InstallationCheck",
    "Issue",
    "KnownPair",
    "Login",
    "Membership",
    "Mention",
    "Page",
    "Rate",
    "Report",
    "Role",
    "SavedView",
    "Site",
    "SuggestionRow",
    "SuggestionTask",
]
