"""What a look at the live page means for an issue: what there is to notice, and whether the issue is done with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service.domain.characters import fold
from service.domain.locate import Located, Verdict
from service.domain.workflow import Status

SURE = 0.8
"""With this confidence, what stands between the contexts is what became of the quote."""
FITS = 0.6
"""With this confidence that is so where it is just the correction that was expected."""
SETTLED = timedelta(hours=1)
"""So long after a fix the page is to have it: caches have let go of the old one by then."""
KEPT = 1000
"""Code points that are kept of what was found."""
_UNDECODED = "\ufffd"


class Notice(StrEnum):
    """What editors are to know of an issue's page. The values are stored."""

    CORRECTED = "corrected"
    """The words of an issue that waits are no longer on the page: others are, or none."""
    MISSING = "missing"
    """The place was there before and is there no more."""
    NEVER = "never"
    """The page has had no such text at any look."""
    STILL = "still"
    """It was called fixed, and stands on the page as it did."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an issue when its page has been looked at."""

    status: Status
    exact: str
    decided_at: datetime | None
    corrections: Collection[str]
    """What the whole quote would be: by the editor's decision, readers' proposals, the engine's first suggestion."""
    was_present: bool
    """Whether an earlier look saw the error on the page."""
    resolved_as: str | None
    """The words on which the check resolved the issue before, unless the error has been seen again since."""


def trusted(located: Located) -> Located:
    """The same, but for words that were decoded wrongly: they are not what a reader of the page sees."""
    if _UNDECODED not in located.found:
        return located
    return Located(Verdict.AMBIGUOUS, located.start, located.end, 0.0, "")


def resolves(located: Located, known: Known) -> bool:
    """Whether the issue is fixed for all that can be seen, so that no editor has to look.

    Only what an editor has accepted, only on other words in the very place, and never twice on the same ones: whoever
    opened the issue again had seen them.
    """
    if known.status is not Status.ACCEPTED or located.verdict is not Verdict.CHANGED:
        return False
    if known.resolved_as is not None and fold(known.resolved_as) == fold(located.found[:KEPT]):
        return False
    return _is_expected(located, known) or (known.was_present and _is_other(located, known))


def notice(located: Located, known: Known, *, now: datetime) -> Notice | None:
    """What this look has to tell of the issue as it stands; None where all is as it should be, or is not certain."""
    if known.status is Status.RESOLVED:
        settled = known.decided_at is not None and now - known.decided_at >= SETTLED
        return Notice.STILL if settled and located.verdict is Verdict.PRESENT else None
    if known.status not in (Status.OPEN, Status.ACCEPTED):  # decided while the page was looked at
        return None
    if located.verdict is Verdict.CHANGED:
        return Notice.CORRECTED if _is_expected(located, known) or _is_other(located, known) else None
    if located.verdict is Verdict.GONE:
        return Notice.MISSING if known.was_present else Notice.NEVER
    return None


def _is_expected(located: Located, known: Known) -> bool:
    """Whether just the correction stands there."""
    return located.confidence >= FITS and any(_plain(located.found) == _plain(each) for each in known.corrections)


def _is_other(located: Located, known: Known) -> bool:
    """Whether something else stands there for certain, and the error is no part of it, however it is set.

    Other capitals, quotation marks or spaces alone come from a change of the layout as often as from an editor.
    """
    return located.confidence >= SURE and fold(known.exact) not in fold(located.found)


def _plain(text: str) -> tuple[str, str]:
    """Case counts, for it may be what was wrong; kinds of quotation marks and white space do not."""
    return fold(text), "".join(letter for letter in text if letter.isupper())
