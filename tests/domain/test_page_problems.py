"""Why a page could not be read is one of a few reasons, each with words."""

import pytest

from service.domain.page_problems import LASTING, WORDS, problem_of_failure, problem_of_status


@pytest.mark.parametrize(
    ("status", "code"),
    [
        *((404, "missing"), (410, "missing"), (401, "forbidden"), (403, "forbidden"), (451, "forbidden")),
        *((429, "busy"), (503, "busy"), (500, "status"), (206, "status"), (304, "status")),
    ],
)
def test_a_status_is_told_as_its_reason(status: int, code: str) -> None:
    assert problem_of_status(status) == code and code in WORDS


def test_a_failure_keeps_its_code_where_there_are_words_for_it() -> None:
    assert problem_of_failure("certificate") == "certificate"
    assert problem_of_failure("scheme") == "refused"


def test_every_reason_that_lasts_has_words_and_codes_fit_their_column() -> None:
    assert WORDS.keys() >= LASTING and max(map(len, WORDS)) <= 20
