"""How much of the machine's time one page can take, whatever was reported from it."""

import pytest

from service.checks.readings import Target, located_in
from service.domain.quote import Quote

TEXT = "The harbour board has recieved no answer from the owners. " * 20


def _target(number: int, letters: int) -> Target:
    return Target(number, Quote(TEXT[:letters], "", TEXT[letters : letters + 96]), None, is_known=False)


def test_long_quotes_count_for_as_many_words_as_they_take_the_time_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.checks.readings._MOST_WORK", len(TEXT) * 12)
    targets = [_target(1, 8), _target(2, 640), _target(3, 640), *(_target(number, 8) for number in range(4, 9))]
    assert located_in(TEXT, targets).keys() == {1, 2}
    assert located_in(TEXT, [targets[0], *targets[2:]]).keys() == {1, 3}
    assert located_in(TEXT, [targets[0], *targets[3:]]).keys() == {1, 4, 5, 6, 7, 8}


def test_one_is_looked_for_in_the_longest_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.checks.readings._MOST_WORK", 1)
    assert located_in(TEXT, [_target(1, 640), _target(2, 8)]).keys() == {1}


def test_what_would_take_too_long_alone_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.checks.readings._MOST_WORK", 1)
    monkeypatch.setattr("service.checks.readings._MOST_FOR_ONE", len(TEXT) * 3)
    assert located_in(TEXT, [_target(1, 640), _target(2, 8)]).keys() == {2}
