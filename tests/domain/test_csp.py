"""Content Security Policies: each case as CSP level 3 has it. tests/sites/test_check_browser.py asks a browser too."""

import pytest

from service.domain.csp import Policy, ScriptTag, policies

PAGE = "https://news.example/articles/a"
SERVICE = "https://pencil.example"
SRC = f"{SERVICE}/w/key.js"
SENT_TO = f"{SERVICE}/api/v1/reports"
DIGEST = "sha384-" + "A" * 64

SCRIPTS = [
    ("", ""),
    ("img-src 'none'; ;", ""),
    ("default-src 'none'", "default-src"),
    ("default-src 'none'; script-src https://pencil.example", ""),
    ("default-src https:; script-src 'none'", "script-src"),
    ("script-src https://pencil.example; script-src-elem 'self'", "script-src-elem"),
    ("script-src 'self'; script-src https://pencil.example", "script-src"),
    ("SCRIPT-SRC HTTPS://PENCIL.EXAMPLE", ""),
    ("script-src *", ""),
    ("script-src https://*", ""),
    ("script-src *:8443", "script-src"),
    ("script-src https:", ""),
    ("script-src http:", ""),
    ("script-src data: blob:", "script-src"),
    ("script-src 'self'", "script-src"),
    ("script-src pencil.example", ""),
    ("script-src http://pencil.example", ""),
    ("script-src *.example", ""),
    ("script-src https://*.example", ""),
    ("script-src *.pencil.example", "script-src"),
    ("script-src pencil.example:443 x", ""),
    ("script-src pencil.example:80", ""),
    ("script-src pencil.example:*", ""),
    ("script-src pencil.example:8443", "script-src"),
    ("script-src pencil.example/w/", ""),
    ("script-src pencil.example/w/key.js", ""),
    ("script-src pencil.example/w", "script-src"),
    ("script-src pencil.example/other/", "script-src"),
    ("script-src pencil.example/", ""),
    ("script-src 'unsafe-inline' 'unsafe-eval'", "script-src"),
    ("script-src 'nonce-abc'", "script-src"),
    ("script-src https://pencil.example 'strict-dynamic' 'nonce-abc'", "script-src"),
    ("script-src ??", "script-src"),
    ("script-src [::1 https://", "script-src"),
    ("sandbox; script-src *", "sandbox"),
    ("sandbox allow-forms allow-scripts", ""),
    ("require-trusted-types-for 'script'", ""),
]


@pytest.mark.parametrize(("policy", "refused"), SCRIPTS)
def test_the_script_is_allowed_or_the_directive_is_named(policy: str, refused: str) -> None:
    assert Policy.parse(policy).refuses_script(ScriptTag(SRC), PAGE) == refused


@pytest.mark.parametrize(
    ("policy", "tag", "refused"),
    [
        ("script-src 'nonce-abc' 'strict-dynamic'", ScriptTag(SRC, nonce="abc"), ""),
        ("script-src 'nonce-ABC'", ScriptTag(SRC, nonce="abc"), "script-src"),
        (f"script-src '{DIGEST}'", ScriptTag(SRC, integrity=DIGEST), ""),
        (f"script-src '{DIGEST}'", ScriptTag(SRC, integrity=f"{DIGEST}?x {DIGEST}"), ""),
        (f"script-src '{DIGEST}'", ScriptTag(SRC, integrity=f"{DIGEST} sha384-{'B' * 64}"), "script-src"),
        (f"script-src '{DIGEST}'", ScriptTag(SRC), "script-src"),
        ("script-src 'sha256-_w=='", ScriptTag(SRC, integrity="sha256-/w=="), ""),
        ("script-src 'self'", ScriptTag("https://news.example/w/key.js"), ""),
        ("script-src 'self'", ScriptTag("https://news.example:8443/w/key.js"), "script-src"),
    ],
)
def test_nonces_hashes_and_the_pages_own_scripts(policy: str, tag: ScriptTag, refused: str) -> None:
    assert Policy.parse(policy).refuses_script(tag, PAGE) == refused


@pytest.mark.parametrize(
    ("page", "source", "src", "allowed"),
    [
        ("http://news.example/", "'self'", "https://news.example/w/k.js", True),
        ("http://news.example/", "pencil.example", "http://pencil.example/w/k.js", True),
        ("https://news.example/", "pencil.example", "http://pencil.example/w/k.js", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000", "http://127.0.0.1:9000/w/k.js", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1", "http://127.0.0.1:9000/w/k.js", False),
        ("http://[::1]:8000/", "http://[::1]:9000", "http://[::1]:9000/w/k.js", True),
        ("app://news/", "*", "app://pencil/w/k.js", True),
        ("https://news.example/", "*", "app://pencil/w/k.js", False),
        ("https://news.example/", "app:", "app://pencil/w/k.js", True),
        ("https://news.example/", "app://pencil", "app://pencil/w/k.js", False),
    ],
)
def test_schemes_and_ports_are_held_against_those_of_the_page(page: str, source: str, src: str, allowed: bool) -> None:
    assert (Policy.parse(f"script-src {source}").refuses_script(ScriptTag(src), page) == "") is allowed


@pytest.mark.parametrize(
    ("policy", "refused"),
    [
        ("", ""),
        ("script-src 'none'", ""),
        ("default-src 'self'", "default-src"),
        ("default-src 'self'; connect-src https://pencil.example", ""),
        ("connect-src 'none'", "connect-src"),
        ("connect-src", "connect-src"),
        ("connect-src pencil.example/api/", ""),
        ("connect-src pencil.example/w/", "connect-src"),
    ],
)
def test_reports_can_be_sent_or_the_directive_is_named(policy: str, refused: str) -> None:
    assert Policy.parse(policy).refuses_connection(SENT_TO, PAGE) == refused


def test_a_header_can_hold_several_policies() -> None:
    found = policies(["default-src 'self', script-src 'none'", "", "img-src *"])
    assert [list(policy.directives) for policy in found] == [["default-src"], ["script-src"], ["img-src"]]
