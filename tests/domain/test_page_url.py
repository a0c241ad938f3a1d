"""Which addresses are one page, and what of an address is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.page_url import LONGEST, page_address, page_key

_PAGE = "https://news.example/articles/harbour?id=7&lang=en"
_NAMES = st.text("abcxyz", min_size=1, max_size=4)
_PATHS = st.lists(st.text("aZ09é字 %-._~", max_size=6), max_size=4).map("/".join)


@pytest.mark.parametrize(
    "url",
    [
        _PAGE + "#comments",
        _PAGE + "&utm_source=mail&utm_medium=x",
        "https://news.example/articles/harbour?fbclid=1&lang=en&id=7",
        "https://news.example/articles/harbour/?id=7&lang=en",
        "http://news.example/articles/harbour?id=7&lang=en",
        "https://NEWS.example:443/articles/harbour?id=7&lang=en",
        "http://news.example:80/articles/harbour?id=7&lang=en",
        "https://news.example./articles/%68arbour?id=7&lang=en",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert page_key(url) == page_key(_PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/articles/harbour?id=8&lang=en",
        "https://news.example/articles/Harbour?id=7&lang=en",
        "https://www.news.example/articles/harbour?id=7&lang=en",
        "https://news.example:8443/articles/harbour?id=7&lang=en",
        "https://news.example/articles/harbour",
    ],
)
def test_addresses_of_other_pages(url: str) -> None:
    assert page_key(url) != page_key(_PAGE)


def test_a_host_is_the_same_in_letters_and_in_punycode() -> None:
    assert page_key("https://НОВИНИ.укр/а") == page_key("https://xn--b1amarcd.xn--j1amh/%D0%B0")


@given(_PATHS, st.lists(st.tuples(_NAMES, _NAMES), max_size=3), st.randoms())
def test_the_key_is_the_same_whatever_the_order_tracking_fragment_and_slash(path, query, random) -> None:  # type: ignore[no-untyped-def]
    url = f"https://news.example/{path}".rstrip(" ").replace(" ", "%20")
    given_query = "&".join(f"{name}={value}" for name, value in query)
    shuffled = [*(f"{name}={value}" for name, value in query), "utm_source=x", "gclid=1"]
    random.shuffle(shuffled)
    key = page_key(f"{url}?{given_query}")
    assert key == page_key(f"http://NEWS.EXAMPLE:80{url[20:]}/?{'&'.join(shuffled)}#part")
    assert page_key(f"https://{key}") == key


def test_what_may_be_a_secret_is_not_kept() -> None:
    kept = page_address("https://news.example/a?token=1&id=2&session=3&email=a%40b&password=4&utm_source=5#secret")
    assert kept == "https://news.example/a?id=2"


def test_an_address_without_a_path_gets_one() -> None:
    assert page_address("HTTP://News.example") == "http://news.example/"
    assert page_key("http://news.example") == page_key("https://news.example/")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", " https://news.example/",
        "\thttps://news.example/", "//news.example/", "file:///etc/passwd", "https://news.example/\r\nX: y",
        "https://news.example\\@evil.test/", "https://user@news.example/", "https://user:pw@news.example/", "https://",
        "https://news.example/" + "a" * LONGEST, "https://news.example/\x00", "https://[::1/", "https://a:port/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    with pytest.raises(ValueError):
        page_address(url)
    with pytest.raises(ValueError):
        page_key(url)


def test_the_longest_address_is_taken() -> None:
    longest = "https://news.example/".ljust(LONGEST, "a")
    assert page_address(longest) == longest


def test_a_site_may_say_which_parameters_make_a_page_another_page() -> None:
    url = "https://news.example/article.php?code=7&from=home&utm_source=x"
    assert page_address(url, ["code"]) == "https://news.example/article.php?code=7&from=home"
    assert page_key(url, ["code"]) == "news.example/article.php?code=7"
    assert page_key(url, ["code"]) == page_key("https://news.example/article.php?from=search&code=7", ["code"])
    assert page_key(url, ["code"]) != page_key("https://news.example/article.php?code=8", ["code"])
    assert page_key(url, []) == "news.example/article.php"
    assert page_key(url) == "news.example/article.php?from=home"
