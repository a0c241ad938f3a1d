"""Colours are read in two notations, and their contrast is WCAG's."""

import pytest

from service.domain.colours import READABLE, contrast, parse_colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#0b5563", "#0b5563"), ("0B5563", "#0b5563"), (" #abc ", "#aabbcc"), ("FFF", "#ffffff")],
)
def test_a_colour_is_read(text: str, colour: str) -> None:
    assert parse_colour(text) == colour


@pytest.mark.parametrize(
    "text", ["", "#", "red", "#12", "#1234", "#0b5563ff", "#ggg", "rgb(0,0,0)", "#fff;x:y", "#٣٣٣"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_colour(text)


def test_contrast_is_between_one_and_twenty_one_and_the_same_both_ways() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") >= READABLE > contrast("#777777", "#ffffff")
