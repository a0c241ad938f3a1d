"""Section F, F05, F07 and F17: what is fetched is what was checked, at every step of the way."""

from collections.abc import Callable

import pytest

from service.outbound.client import Client
from service.outbound.failures import Refused, Unreachable
from tests.outbound.server import answer, redirect, serving

MakeClient = Callable[..., Client]


def test_the_connection_goes_to_the_address_that_was_checked(client_for: MakeClient, looked_up: list[str]) -> None:
    with serving(answer()) as server:
        client = client_for(rebind_example=[["127.0.0.1"], ["127.0.0.2"]])
        url = f"http://rebind.example:{server.port}/page"
        assert client.get(url).body == b"<p>Hello</p>"
        assert looked_up == ["rebind.example"], "a second look-up would be the attacker's chance"
        with pytest.raises(Refused, match="private network"):
            client.get(url)
    assert len(server.requests) == 1
    assert f"Host: rebind.example:{server.port}".encode() in server.requests[0]


def test_the_next_address_of_a_host_is_tried_where_the_first_is_silent(client_for: MakeClient) -> None:
    with serving(answer()) as server:
        reach_of_both = client_for().reach.of(["127.0.0.0/29"])
        client = client_for(reach_of_both, news_example=[["127.0.0.3", "127.0.0.1"]])
        assert client.get(f"http://news.example:{server.port}/").status == 200


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::1]/", "private"),
        ("http://inside.example/", "private"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "scheme"),
        ("//8.8.8.8:6379/", "port"),
        ("http://me:secret@127.0.0.1/", "credentials"),
        ("http://a\\b/", "address"),
        ("http://[", "address"),
    ],
)
def test_each_redirect_is_checked_anew(client_for: MakeClient, location: str, code: str) -> None:
    with serving(redirect(location)) as server, pytest.raises(Refused) as refused:
        client_for(inside_example=[["127.0.0.2"]]).get(server.url)
    assert refused.value.code == code
    assert len(server.requests) == 1


def test_three_redirects_are_followed_and_four_are_not(client_for: MakeClient) -> None:
    def step(request: bytes) -> list[bytes]:
        number = int(request.split(b" ")[1].removeprefix(b"/"))
        return list(answer()(request) if number == 0 else redirect(f"/{number - 1}")(request))

    with serving(step) as server:
        base = f"http://127.0.0.1:{server.port}"
        assert client_for().get(f"{base}/3").url == f"{base}/0"
        with pytest.raises(Refused) as refused:
            client_for().get(f"{base}/4")
    assert refused.value.code == "redirects"


def test_a_host_that_was_not_meant_is_not_fetched(client_for: MakeClient) -> None:
    with serving(answer()) as other, serving(redirect(f"http://127.0.0.1:{other.port}/")) as server:
        with pytest.raises(Refused) as refused:
            client_for().get(server.url, meant=lambda url: f":{server.port}/" in url)
        assert refused.value.code == "elsewhere"
        assert len(server.requests) == 1 and other.requests == []


def test_a_webhook_never_follows(client_for: MakeClient) -> None:
    with serving(redirect("http://169.254.169.254/", "301 Moved Permanently")) as server:
        told = client_for().post(server.url, b"{}", {"Content-Type": "application/json"})
    assert (told.status, told.header("location")) == (301, "http://169.254.169.254/")
    assert len(server.requests) == 1


def test_a_host_that_does_not_exist_is_told_from_one_that_is_silent(client_for: MakeClient) -> None:
    with serving(answer()) as server:
        pass
    for url, code in (("http://nobody.example/", "name"), (server.url, "connection")):
        with pytest.raises(Unreachable) as failure:
            client_for().get(url)
        assert failure.value.code == code
