"""The tables, one a file. Importing this package makes all of them known to `Base.metadata`."""

from service.domain.roles import Role
from service.models.account import Account
from service.models.activity import Activity
from service.models.author import Author
from service.models.base import Base
from service.models.batch import Batch
from service.models.channel import Channel, ChannelKind, Off
from service.models.delivery import Call, Delivery, News, Purpose
from service.models.email_change import EmailChange
from service.models.house_word import HouseWord, KnownPair
from service.models.installation_check import InstallationCheck
from service.models.invitation import Invitation
from service.models.issue import Issue
from service.models.issue_check import IssueCheck
from service.models.letter import Letter, LetterKind
from service.models.login import Login
from service.models.membership import Membership
from service.models.mention import Mention
from service.models.page import Page
from service.models.page_check import PageCheck
from service.models.page_host import PageHost
from service.models.password_reset import PasswordReset
from service.models.purge import Purge
from service.models.rate import Rate
from service.models.recovery_code import RecoveryCode
from service.models.report import Report
from service.models.retention import Retention
from service.models.saved_view import SavedView
from service.models.setup_token import SetupToken
from service.models.site import Site
from service.models.suggestion import SuggestionRow, SuggestionTask

__all__ = [
    "Account",
    "Activity",
    "Author",
    "Base",
    "Batch",
    "Call",
    "Channel",
    "ChannelKind",
    "Delivery",
    "EmailChange",
    "HouseWord",
    "InstallationCheck",
    "Invitation",
    "Issue",
    "IssueCheck",
    "KnownPair",
    "Letter",
    "LetterKind",
    "Login",
    "Membership",
    "Mention",
    "News",
    "Off",
    "Page",
    "PageCheck",
    "PageHost",
    "PasswordReset",
    "Purge",
    "Purpose",
    "Rate",
    "RecoveryCode",
    "Report",
    "Retention",
    "Role",
    "SavedView",
    "SetupToken",
    "Site",
    "SuggestionRow",
    "SuggestionTask",
]
