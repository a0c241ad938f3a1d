"""Which addresses of the network may be connected to."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

Network = IPv4Network | IPv6Network

WEB_PORTS = frozenset({80, 443})

# IANA's registries of special addresses, written out: `is_global` of Python 3.11 lets some of them pass.
_SPECIAL_IPV4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' own; some clouds' metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's host, under an address that looks public
            "169.254.0.0/16",  # link-local; most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
# All that is assigned for unicast. Loopback, mapped and translated IPv4 (NAT64), private, link-local and multicast
# addresses are outside of it.
_UNICAST_IPV6 = IPv6Network("2000::/3")
_SPECIAL_IPV6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other tunnels
            "2001:db8::/32",
            "2002::/16",  # 6to4: any IPv4 address can be inside
            "3fff::/20",
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether this is an address of a host on the open internet. Raises ValueError for what is no address."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _SPECIAL_IPV4)
    return parsed in _UNICAST_IPV6 and not any(parsed in network for network in _SPECIAL_IPV6)


@dataclass(frozen=True, slots=True)
class Reach:
    """The hosts that may be connected to: public ones at the web's ports, and these networks at any port."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """With networks as the settings name them. Raises ValueError for what is none."""
        return cls(tuple(map(ip_network, names)))

    def names(self, address: str) -> bool:
        """Whether one of the networks holds this address."""
        parsed: IPv4Address | IPv6Address = ip_address(address)
        return any(parsed in network for network in self.networks)

    def covers(self, address: str) -> bool:
        """Whether this address may be connected to at all."""
        return self.names(address) or is_public(address)
