"""Which hosts a list may be fetched from: names are resolved here, only checked addresses are connected."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from django.utils.translation import gettext as _

Address = IPv4Address | IPv6Address
NAT64: Final = IPv6Network("64:ff9b::/96")


class Refused(Exception):
    """The host is not one we connect to; the message is a sentence for people."""


def checked_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Every address of a host, as numbers; raises Refused when there is none or one of them is not public."""
    try:
        numbers = [str(ip_address(host.strip("[]")))]
    except ValueError:
        numbers = _resolved(host, port)
    for number in numbers:
        if not may_connect(number, allow_private=allow_private):
            sentence = _(
                "%(host)s lies in a private network (%(number)s); lists are read from public hosts only."
            )
            raise Refused(sentence % {"host": host, "number": number})
    return numbers


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(_("The name %(host)s is not known on the internet.") % {"host": host}) from None
    numbers = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    return sorted(numbers, key=lambda number: ":" in number)  # IPv4 first: it works in more places


def may_connect(number: str, *, allow_private: bool) -> bool:
    """Whether an address is public, or private and allowed; link-local, multicast and such never are."""
    address = _inner(ip_address(number))
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    if allow_private and (address.is_loopback or address.is_private):
        return True
    return address.is_global and not address.is_reserved


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one carries inside, if any."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
