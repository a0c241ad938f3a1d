"""Text in spreadsheets stays text."""

import pytest

from service.domain.spreadsheet import plain_cell

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    " =1",
    "\u3000=1",
    "\u2003 =1",
    '"=1',
    "'=1",
    "“ ‘=1",
    '" \t=1',
    "＝1",
    "＋1",
    "－1",
    "＠x",
    '"＝1',
    "\ufeff=1",
    "\u200b=1",
    '=HYPERLINK("https://evil.example")',
    "-",
    "=",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", " ", '"', "recieved", "a=b", "well-known", "1-2", "“quoted”", "don't", "Трамвай", "北京", " x", "−1"]
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text
