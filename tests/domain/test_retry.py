"""When to try again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.retry import ATTEMPTS, delay


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 2), (2, 4), (3, 8), (10, 1024), (11, 2048)])
def test_the_pause_doubles(attempts: int, seconds: int) -> None:
    assert delay(attempts, jitter=0) == timedelta(seconds=seconds)


@pytest.mark.parametrize("attempts", [ATTEMPTS, ATTEMPTS + 1])
def test_after_the_last_attempt_there_is_none(attempts: int) -> None:
    assert delay(attempts, jitter=0.5) is None


@given(st.integers(1, ATTEMPTS - 1), st.floats(0, 1, exclude_max=True))
def test_jitter_takes_up_to_half_and_no_pause_is_longer_than_an_hour(attempts: int, jitter: float) -> None:
    whole, paused = delay(attempts, jitter=0), delay(attempts, jitter=jitter)
    assert whole is not None and paused is not None
    assert whole / 2 <= paused <= whole <= timedelta(hours=1)
