"""Section F, F09, F18 and F19: what is sent, and what never is; and who is believed."""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from service.outbound.client import Client
from service.outbound.failures import Unreachable
from service.settings import Settings
from tests.outbound.server import answer, serving

MakeClient = Callable[..., Client]
PEM = Path(__file__).parent / "page_example.pem"
"""A key, and a certificate of it for page.example that no machine trusts by itself."""


@pytest.fixture
def tls() -> ssl.SSLContext:
    """A server's side of https, as page.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


def test_the_environment_changes_nothing(
    client_for: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving(answer(b"<p>", "Set-Cookie: a=b")) as server:
        client = client_for()
        client.get(server.url)
        client.get(server.url)
    assert len(server.requests) == 2
    for request in server.requests:
        names = {line.partition(b":")[0].lower() for line in request.split(b"\r\n")[1:] if line}
        assert names == {b"host", b"user-agent", b"accept", b"accept-encoding", b"connection"}
        assert b"User-Agent: Bluepencil/test (+http://desk.test)\r\n" in request


def test_a_webhook_gets_just_the_bytes_and_headers_that_were_signed(client_for: MakeClient) -> None:
    with serving(answer(b"ok", kind="text/plain")) as server:
        told = client_for().post(
            server.url, "{“x”}".encode(), {"Content-Type": "application/json", "webhook-id": "m_1"}
        )
    assert (told.status, told.body, told.complete, told.content_type) == (200, b"ok", True, "text/plain")
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /page HTTP/1.1\r\n") and body == "{“x”}".encode()
    assert b"webhook-id: m_1" in head and b"Content-Length: 9" in head


def test_an_empty_message_has_a_length_too(client_for: MakeClient) -> None:
    with serving(answer()) as server:
        client_for().post(server.url, b"", {})
    assert b"Content-Length: 0" in server.requests[0]


def test_a_header_cannot_be_smuggled(client_for: MakeClient) -> None:
    with serving(answer()) as server, pytest.raises(Unreachable):
        client_for().post(server.url, b"", {"X": "a\r\nY: b"})
    assert b"Y: b" not in b"".join(server.requests)


def test_a_certificate_is_checked_for_the_name_that_was_asked_for(client_for: MakeClient, tls: ssl.SSLContext) -> None:
    with serving(answer(), tls=tls) as server:
        client = client_for(page_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
        with pytest.raises(Unreachable) as untrusted:
            client.get(f"https://page.example:{server.port}/")
        client.tls.load_verify_locations(PEM)
        assert client.get(f"https://page.example:{server.port}/").status == 200
        with pytest.raises(Unreachable) as misnamed:
            client.get(f"https://other.example:{server.port}/")
    assert untrusted.value.code == misnamed.value.code == "certificate"


def test_a_server_that_speaks_no_tls_is_told_so(client_for: MakeClient) -> None:
    with serving(lambda _: [b"HTTP/1.1 400 Bad Request\r\n\r\n"]) as server, pytest.raises(Unreachable) as failure:
        client_for().get(f"https://127.0.0.1:{server.port}/")
    assert failure.value.code == "certificate"


def test_a_client_of_the_settings_says_whose_it_is() -> None:
    client = Client.of(Settings(base_url="http://desk.test", reachable_networks=("127.0.0.1/32",)))
    with serving(answer()) as server:
        assert client.get(server.url).status == 200
    assert b"User-Agent: Bluepencil/" in server.requests[0] and b"(+http://desk.test)" in server.requests[0]
