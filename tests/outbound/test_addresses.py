"""Section F, F01, F02, F03 and F08: addresses that nothing is ever sent to."""

import ipaddress
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.outbound.addresses import Reach, is_public
from service.outbound.client import Client
from service.outbound.failures import Refused
from service.outbound.targets import Target

PRIVATE = (
    *("0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16"),
    *("169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1"),
    *("192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"),
    *("64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1"),
    *("fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"),
)
PUBLIC = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::8a")


@pytest.mark.parametrize("address", PRIVATE)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_hosts_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_python_holds_to_be_private_is_never_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert address.is_global or not is_public(str(address))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        *((f"http://{host}/", "private") for host in ("127.0.0.1", "0", "127.1", "2130706433", "0x7f.1", "0177.0.0.1")),
        *((f"http://{host}/", "private") for host in ("[::1]", "localhost", "LOCALHOST", "localhost.", "a.localhost")),
        *((f"http://{host}/", "private") for host in ("169.254.169.254", "[::ffff:7f00:1]", "[2002:7f00:1::]")),
        *((f"http://{host}/", "private") for host in ("[64:ff9b::7f00:1]", "[::127.0.0.1]", "[fec0::1]", "①27.0.0.1")),
        *(
            (f"http://{host}/", "address")
            for host in ("[fe80::1%25lo]", "[fe80::1%lo]", "", "a b", "exa\\mple", "a%00")
        ),
        *((f"http://news.example:{port}/", "port") for port in (22, 25, 6379, 8000, 8443, 0)),
        *((f"http://news.example:{port}/", "address") for port in (65536, -1, "x")),
        *((f"http://{name}@news.example/", "credentials") for name in ("me", "me:secret", "")),
        *((f"{scheme}://news.example/", "scheme") for scheme in ("file", "ftp", "gopher", "ws", "dict", "javascript")),
        *((url, "scheme") for url in ("file:///etc/passwd", "data:text/html,x", "news.example", "//news.example/", "")),
        *((f"http://news.example/{rest}", "address") for rest in ("\r\nX: y", " ", "\x00", "a" * 5000, "\ud800")),
        ("http://127.0.0.1\\@news.example/", "address"),
    ],
)
def test_an_address_is_refused_before_anything_is_looked_up(
    client_for: Callable[..., Client], looked_up: list[str], url: str, code: str
) -> None:
    client = client_for(Reach())
    with pytest.raises(Refused) as unread:
        client.get(url)
    with pytest.raises(Refused) as unsent:
        client.post(url, b"{}", {})
    assert unread.value.code == unsent.value.code == code
    assert looked_up == []


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_of_a_private_address_is_refused_even_among_public_ones(
    client_for: Callable[..., Client], address: str
) -> None:
    for answers in ([address], ["8.8.8.8", address], [address, "8.8.8.8"]):
        with pytest.raises(Refused, match="private network") as refused:
            client_for(Reach(), inside_example=[answers]).get("http://inside.example/")
        assert refused.value.code == "private"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://Bücher.Example/ä?ö=ü#part", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example:443/a%2Fb?x=1&y=%20", "https://news.example/a%2Fb?x=1&y=%20"),
        ("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]/"),
        ("http://news.example./", "http://news.example/"),
    ],
)
def test_an_address_is_asked_for_as_browsers_would(url: str, asked: str) -> None:
    target = Target.parse(url)
    target.require_possible(Reach())
    assert str(target) == asked


def test_networks_that_are_allowed_are_reached_at_any_port_and_others_are_not() -> None:
    reach = Reach.of(["10.0.0.0/8", "fd00::/8"])
    Target.parse("http://10.1.2.3:8065/hooks/x").require_possible(reach)
    Target.parse("http://[fd00::7]:8065/").require_possible(reach)
    for url in ("http://192.168.0.1/", "http://8.8.8.8:8065/"):
        with pytest.raises(Refused):
            Target.parse(url).require_possible(reach)
