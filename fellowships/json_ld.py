"""Structured data for search engines: schema.org as JSON-LD, and how it stands in a page.

It says less than the page or the same, never more: what is no word of the page is an address, a date or a
name out of schema.org's own lists.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

Node = dict[str, Any]
SCHEMA = "https://schema.org"
# In JSON these stand in texts only, where `\u003c` means the same: no text can end the block it stands in.
ESCAPED = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def graph(*nodes: Node) -> Node:
    """Several things that one page is about."""
    return {"@context": SCHEMA, "@graph": list(nodes)}


def stated(node: Node) -> Node:
    """Without what nobody said."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def us() -> Node:
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/")}


def breadcrumbs(*steps: tuple[str, str]) -> Node:
    """The way to a page from the top: a name and a path for each step, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def list_of(paths: Iterable[str]) -> Node:
    """What stands on a page that leads on to other pages: their addresses, in the order shown."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": absolute(path)}
            for number, path in enumerate(paths, start=1)
        ],
    }


def data_block(data: Node) -> SafeString:
    """A block that browsers do not run; nothing in it can close it or begin a tag."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
