"""When to try again."""

from datetime import timedelta

ATTEMPTS = 12
"""The last attempt's number; what fails then is left alone and shown as dead."""
_FIRST = timedelta(seconds=2)
_LONGEST = timedelta(hours=1)


def delay(attempts: int, *, jitter: float) -> timedelta | None:
    """How long to wait after so many attempts (1 or more), or None when that was the last one.

    It doubles from 2 s to an hour; `jitter` in [0, 1) takes up to half of it away, so that what failed together does
    not come back together ("equal jitter", Brooker, Exponential Backoff And Jitter, 2015).
    """
    if attempts >= ATTEMPTS:
        return None
    full: timedelta = min(_LONGEST, _FIRST * int(2 ** (attempts - 1)))
    return full * (1 - jitter / 2)
