"""The addresses of a BMLT root server's answers, from any address people give for it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RootAddresses:
    meetings: str
    formats: str
    service_bodies: str


def bmlt_urls(root: str) -> RootAddresses:
    """GetSearchResults, GetFormats and GetServiceBodies of a root server, or of any of its own addresses."""
    base = re.split(r"/+client_interface(?:/|\?|$)|[?#]", root.strip(), maxsplit=1)[0]
    base = re.sub(r"/(?:index\.(?:php|html?))?$", "", base.rstrip("/")).rstrip("/")
    switcher = f"{base}/client_interface/json/?switcher="
    return RootAddresses(
        meetings=f"{switcher}GetSearchResults",
        formats=f"{switcher}GetFormats&show_all=1",
        service_bodies=f"{switcher}GetServiceBodies",
    )
