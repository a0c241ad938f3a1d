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
    ("text", "plain"),
    [
        ("seen; =1+1", "seen;' =1+1"),
        ('seen;=1;"@A1', "seen;'=1;'\"@A1"),
        ("seen\r\n-1\n\n＝1", "seen\r\n'-1\n\n'＝1"),
        ("=1;+1", "'=1;'+1"),
    ],
)
def test_what_would_begin_another_cell_gets_one_too(text: str, plain: str) -> None:
    """By a semicolon, where Excel goes by these and not by commas; by a line break, where it then sees no quotes."""
    assert plain_cell(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "a; b\nc;",
        "1;2",
        ";",
        "a;;\n\r\n",
        "",
        " ",
        '"',
        "recieved",
        "a=b",
        "well-known",
        "1-2",
        "“quoted”",
        "don't",
        "Трамвай",
        "北京",
        " x",
        "−1",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text
