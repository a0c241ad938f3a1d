"""Which pages may post for a site."""

import pytest

from service.domain.origins import Origin, allowed, covers_host, host_name

SITE = ["https://news.test"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://news.test", "https://news.test"),
        ("HTTPS://NEWS.Test", "https://news.test"),
        ("https://news.test:443", "https://news.test"),
        ("http://news.test:80", "http://news.test"),
        ("http://news.test:8080", "http://news.test:8080"),
        ("https://новини.укр", "https://xn--b1amarcd.xn--j1amh"),
        ("https://xn--b1amarcd.xn--j1amh", "https://xn--b1amarcd.xn--j1amh"),
        ("https://münchen.test", "https://xn--mnchen-3ya.test"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_one_origin_has_one_form(text: str, normal: str) -> None:
    assert str(Origin.parse(text)) == normal
    assert allowed(Origin.parse(text), [normal])


@pytest.mark.parametrize(
    "forged",
    [
        "https://news.test.evil.test",
        "https://evilnews.test",
        "https://evil.test",
        "https://www.news.test",
        "http://news.test",
        "https://news.test:444",
        "https://nеws.test",  # a Cyrillic letter
    ],
)
def test_other_origins_do_not_pass(forged: str) -> None:
    assert not allowed(Origin.parse(forged), SITE)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "news.test", "//news.test", "ftp://news.test", "https://", "https:news.test", "javascript:x",
        "https://news.test/", "https://news.test/path", "https://news.test?", "https://news.test?q", "https://news.test#",
        "https://news.test#f", "https://user@news.test", "https://user:secret@news.test", "https://@news.test",
        "https://news.test\\.evil.test", "https://news.test:port", "https://news.test:99999", "https://*.news.test",
        "https://new s.test", "https://[::1", "https://news.test, https://evil.test", "https://%6eews.test",
        "https://" + "ü" * 300 + ".test",
    ],
)  # fmt: skip
def test_what_no_browser_sends_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Origin.parse(text)


def test_a_star_stands_for_every_host_below_and_not_for_the_domain_itself() -> None:
    site = ["https://*.news.test"]
    for host in ("www", "a.b", "xn--mnchen-3ya"):
        assert allowed(Origin.parse(f"https://{host}.news.test"), site)
    for origin in ("https://news.test", "https://evilnews.test", "http://www.news.test", "https://www.news.test:444"):
        assert not allowed(Origin.parse(origin), site)
    assert str(Origin.parse(site[0], pattern=True)) == site[0]


@pytest.mark.parametrize(
    "pattern", ["https://*", "https://*.test", "https://a*.news.test", "https://a.*.test", "https://*.*.test"]
)
def test_a_star_stands_only_before_a_whole_domain(pattern: str) -> None:
    with pytest.raises(ValueError):
        Origin.parse(pattern, pattern=True)


def test_a_pattern_may_be_written_with_a_slash() -> None:
    assert str(Origin.parse("https://News.test/", pattern=True)) == "https://news.test"
    with pytest.raises(ValueError):
        Origin.parse("https://news.test/path", pattern=True)


def test_the_origin_of_a_page() -> None:
    assert str(Origin.of_page("https://user@NEWS.test:8443/a?b#c")) == "https://news.test:8443"
    for url in ("mailto:a@news.test", "/path", "https:///path", ""):
        with pytest.raises(ValueError):
            Origin.of_page(url)


def test_a_page_is_covered_by_its_host_whatever_the_scheme_and_port() -> None:
    assert covers_host("http://news.test:8080/a", SITE) and covers_host("https://NEWS.test/", SITE)
    assert not covers_host("https://other.test/", SITE) and not covers_host("https://news.test.evil.test/", SITE)
    assert not covers_host("javascript:alert(1)", SITE) and not covers_host("https://news.test/", [])
    assert covers_host("https://www.news.test/", ["http://*.news.test"])


@pytest.mark.parametrize("host", ["", ".", "a b", "a/b", "a@b", "a%b", "ü" * 64])
def test_what_is_no_host(host: str) -> None:
    with pytest.raises(ValueError):
        host_name(host)


def test_a_host_goes_over_the_wire_in_one_form() -> None:
    assert host_name("NEWS.Test.") == "news.test"
    assert host_name("BÜCHER.test") == "xn--bcher-kva.test"
