"""The language of the dialog is that of the place."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import ARTICLE, OWN_TAG, Reader
from tests.e2e.widget.visitor import Visitor


@pytest.mark.parametrize(
    ("lang", "inner", "data", "expected"),
    [
        ("de-AT", "", "", "de"),
        ("de", "fr", "", "fr"),
        ("de", "fr", "tr", "tr"),
        ("la", "", "", "pl"),
        ("", "", "", "pl"),
        ("de", "la", "", "de"),
        ("ar", "", "", "ar"),
    ],
)
def test_the_language_is_that_of_the_place(visitor: Visitor, lang: str, inner: str, data: str, expected: str) -> None:
    tag = OWN_TAG if data else OWN_TAG.replace(' data-lang="{{lang}}"', "")
    polish = "<script>Object.defineProperty(navigator, 'languages', {{ value: ['pl-PL', 'en'] }})</script>"
    body = f"<p {f'lang={inner}' if inner else ''}>The likely misattributtion reflects.</p>"
    template = ARTICLE.replace('lang="en"', f'lang="{lang}"')
    visitor.visit(body, tag=polish + tag.replace("{{lang}}", data), template=template)
    visitor.press_on("misattributtion")
    visitor.see(lang=expected, direction="rtl" if expected == "ar" else "ltr")


def test_a_language_that_does_not_come_is_no_hindrance(reader: Reader) -> None:
    reader.service.missing_texts = True
    reader.visit(
        "<p>The likely misattributtion reflects an attempt.</p>", template=ARTICLE.replace('lang="en"', 'lang="uk"')
    )
    reader.press("misattributtion")
    expect(reader.dialog).to_have_accessible_name("Spelling error report")
    reader.send()
    expect(reader.outcome).to_contain_text("received your report")
