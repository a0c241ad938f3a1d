"""The installation check reads a Content-Security-Policy as a browser does: each policy is put to Chromium too."""

import pytest

from service.domain.csp import ScriptTag, policies
from tests.e2e.widget.reader import ARTICLE, Reader
from tests.e2e.widget.servers import SITE

POLICIES = [
    "default-src 'none'",
    "default-src 'none'; script-src {service}; connect-src {service}",
    "script-src {service}; connect-src 'none'",
    "script-src 'self'; connect-src {service}/api/",
    "script-src {service}/w/; connect-src {service}/w/",
    "script-src {service}/w; connect-src 127.0.0.1:*",
    "script-src http:; connect-src https:",
    "script-src *; connect-src *",
    "script-src 127.0.0.1; connect-src http://127.0.0.1",
    "script-src {service} 'strict-dynamic'; connect-src",
    "script-src 'nonce-abc' 'strict-dynamic'",
    "script-src 'nonce-other'",
    "script-src-elem {service}; script-src 'none'",
    "script-src 'none'; script-src {service}",
    "script-src {service}, default-src 'self'",
    "img-src 'none'",
    "SCRIPT-SRC {service}; Connect-Src *:{port}",
]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_check_says_what_the_browser_does(reader: Reader, policy: str) -> None:
    service = reader.service.origin
    written = policy.format(service=service, port=service.rpartition(":")[2])
    src = f"{service}/w/{SITE}.js"
    tag = f'<script nonce="abc" src="{src}"></script>'
    url = reader.pages.put("/policy", ARTICLE.format(body="<p>x</p>", tag=tag), Content_Security_Policy=written)
    reader.page.goto(url)
    loaded = reader.page.evaluate("Boolean(window.Bluepencil)")
    sent_to = f"{service}/api/v1/receipts?id={'a' * 22}"
    connected = reader.page.evaluate("(url) => fetch(url).then(() => true, () => false)", sent_to)
    read = policies([written])
    script = ScriptTag(src, nonce="abc")
    assert loaded is not any(each.refuses_script(script, url) for each in read)
    assert connected is not any(each.refuses_connection(sent_to, url) for each in read)
