"""The characters of a page are those that a browser would read."""

import pytest

from service.checks.decode import markup_of
from service.outbound.answers import Answer


def _read(body: bytes, kind: str = "text/html") -> str:
    return markup_of(Answer("https://news.example/", 200, (("content-type", kind),), body))


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("naïve".encode(), "text/html", "naïve"),
        ("naïve".encode("cp1252"), "text/html; charset=ISO-8859-1", "naïve"),
        ("“so”".encode("cp1252"), "text/html; charset=latin1", "“so”"),  # browsers read latin1 as windows-1252
        ("помилка".encode("cp1251"), 'text/html; charset="windows-1251"', "помилка"),
        ("помилка".encode("koi8-u"), "text/html; Charset = KOI8-U", "помилка"),
        ("誤字".encode("cp932"), "text/html; charset=shift_jis", "誤字"),
        ("错字".encode("gb18030"), "text/html; charset=gb2312", "错字"),
        (b"\xef\xbb\xbf" + "naïve".encode(), "text/html; charset=windows-1252", "naïve"),
        (b"\xff\xfe" + "naïve".encode("utf-16-le"), "text/html", "naïve"),
        (b"\xfe\xff" + "naïve".encode("utf-16-be"), "text/html", "naïve"),
        ("помилка".encode("utf-16-le"), "text/html; charset=UTF-16", "помилка"),
        ("помилка".encode("utf-16-be"), "text/html; charset=utf-16be", "помилка"),
        ("naïve".encode(), "text/html; charset=no-such-thing", "naïve"),
        *(("naïve".encode(), f"text/html; charset={name}", "naïve") for name in ("idna", "zlib", "utf-7", "rot13")),
        (b"na\xefve", "text/html; charset=utf-8", "na\ufffdve"),
    ],
    ids=str,
)
def test_the_header_or_the_mark_at_the_beginning_says_the_encoding(body: bytes, kind: str, text: str) -> None:
    assert _read(body, kind) == text


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1252">',
        "<META CHARSET=windows-1252>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
    ],
)
def test_without_a_word_in_the_header_the_page_s_own_counts(meta: str) -> None:
    body = f"<html><head>{meta}</head>naïve".encode("cp1252")
    assert _read(body).endswith("naïve")
    assert _read(body, "text/html; charset=utf-8").endswith("na\ufffdve")


def test_a_page_cannot_say_in_ascii_that_it_is_in_utf_16() -> None:
    assert _read("<meta charset=utf-16>naïve".encode()) == "<meta charset=utf-16>naïve"
