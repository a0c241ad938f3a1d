"""What may stand inside of :is(), and what would break out of it."""

import pytest

from service.domain.css_selectors import LONGEST, parse_selector


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("article", "article"),
        ("  article ,\n .story-body > p ", "article , .story-body > p"),
        ('[data-x="a)b"], :not(.ads, [lang|=en])', '[data-x="a)b"], :not(.ads, [lang|=en])'),
        ("p:nth-child(2n + 1)::first-line", "p:nth-child(2n + 1)::first-line"),
        ("[title='it\"s']", "[title='it\"s']"),
    ],
)
def test_a_selector_is_kept_on_one_line(text: str, selector: str) -> None:
    assert parse_selector(text) == selector


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a)",
            "(a",
            "a[",
            "a]",
            "([)]",
            "a{}",
            "a;b",
            "@media",
            "a'",
            '"',
            "</style>",
            "a\\)",
            "a/*",
            ">a",
            "a,",
            "a >",
        ),
        *(",a", "a" * (LONGEST + 1), "a\u202eb"),
    ],
)
def test_what_would_break_out_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a selector"):
        parse_selector(text)
