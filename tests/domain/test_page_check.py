"""What a look means for an issue: nothing is resolved that is not certain, and nothing twice against an editor."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.locate import Located, Verdict
from service.domain.page_check import FITS, KEPT, SETTLED, SURE, Known, Notice, notice, resolves, trusted
from service.domain.workflow import Status

NOW = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)
ACCEPTED = Known(Status.ACCEPTED, "recieved", NOW, ["received"], was_present=False, resolved_as=None)
SEEN = replace(ACCEPTED, was_present=True)


def changed(found: str, confidence: float = 0.95) -> Located:
    return Located(Verdict.CHANGED, 1, 1 + len(found), confidence, found)


PRESENT = Located(Verdict.PRESENT, 1, 9, 1.0, "recieved")
GONE = Located(Verdict.GONE, None, None, 1.0, "")
AMBIGUOUS = Located(Verdict.AMBIGUOUS, 1, 9, 0.5, "received")


@pytest.mark.parametrize(
    ("located", "known", "expected"),
    [
        (changed("received"), ACCEPTED, True),
        (changed("received", FITS), ACCEPTED, True),
        (changed("received", FITS - 0.01), ACCEPTED, False),
        (changed("got"), ACCEPTED, False),  # never seen, and not what was expected
        (changed("got"), SEEN, True),
        (changed("", SURE), SEEN, True),  # the words were taken out
        (changed("got", SURE - 0.01), SEEN, False),
        (changed("was recieved"), SEEN, False),  # the error is a part of what stands there
        (PRESENT, SEEN, False),
        (GONE, SEEN, False),
        (AMBIGUOUS, SEEN, False),
        (changed("received"), replace(SEEN, resolved_as="received"), False),
        (changed("gotten"), replace(SEEN, resolved_as="received"), True),
        *((changed("received"), replace(SEEN, status=status), False) for status in Status if status != "accepted"),
        (changed("“no”"), replace(ACCEPTED, exact='"on"', corrections=['"no"']), True),  # quotation marks are one
        (changed("moscow"), replace(ACCEPTED, exact="moskow", corrections=["Moscow"]), False),  # case is not
        (changed("Moscow"), replace(ACCEPTED, exact="moscow", corrections=["Moscow"]), True),
        (changed("Recieved"), SEEN, False),  # set in other letters, and the error stands
        (changed("has\nrecieved"), replace(SEEN, exact="has recieved"), False),
        (changed("didn’t recieve"), replace(SEEN, exact="didn't recieve"), False),
        (changed("ofﬁcal"), replace(SEEN, exact="offical"), False),
        (changed("he recieve\u0301d"), replace(SEEN, exact="reciev\u00e9d"), False),
        (changed("x" * 2000), replace(SEEN, resolved_as="x" * KEPT), False),  # as much of it as was kept
    ],
)
def test_what_resolves_an_issue_by_itself(located: Located, known: Known, expected: bool) -> None:
    assert resolves(located, known) is expected


OPEN, RESOLVED = replace(ACCEPTED, status=Status.OPEN), replace(ACCEPTED, status=Status.RESOLVED)


@pytest.mark.parametrize(
    ("located", "known", "expected"),
    [
        (PRESENT, OPEN, None),
        (changed("received"), OPEN, Notice.CORRECTED),
        (changed("got"), OPEN, Notice.CORRECTED),
        (changed("got", 0.5), OPEN, None),
        (changed("recieved it"), OPEN, None),
        (GONE, OPEN, Notice.NEVER),
        (GONE, replace(OPEN, was_present=True), Notice.MISSING),
        (AMBIGUOUS, OPEN, None),
        (PRESENT, RESOLVED, None),  # the page may be an old copy yet
        (PRESENT, replace(RESOLVED, decided_at=NOW - SETTLED), Notice.STILL),
        (PRESENT, replace(RESOLVED, decided_at=NOW - SETTLED + timedelta(seconds=1)), None),
        (PRESENT, replace(RESOLVED, decided_at=None), None),
        (changed("received"), replace(RESOLVED, decided_at=NOW - SETTLED), None),
        *(
            (changed("received"), replace(OPEN, status=Status(done)), None)
            for done in ("rejected", "spam", "duplicate")
        ),
    ],
)
def test_what_there_is_to_notice(located: Located, known: Known, expected: Notice | None) -> None:
    assert notice(located, known, now=NOW) is expected


def test_words_that_were_decoded_wrongly_prove_nothing() -> None:
    read = trusted(changed("re\ufffdu"))
    assert (read.verdict, read.confidence, read.found) == (Verdict.AMBIGUOUS, 0.0, "")
    assert trusted(changed("reçu")) == changed("reçu")
