"""Every public address of the site: an example of it, what it answers, and what it may cost.

A URL pattern without a line here fails tests/site/test_addresses.py. `{words}` in a path are filled in by the
world that tests/site/visiting.py makes. `queries` is the most that one unseen visit may take; `why` says what
they are.
"""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

SKIPPED_NAMESPACES = frozenset({"admin"})


@dataclass(frozen=True)
class Address:
    path: str
    queries: int
    why: str
    status: int = 200
    kind: str = "text/html"
    posts: bool = False

    @property
    def is_page(self):
        return self.kind == "text/html" and not 300 <= self.status < 400


ADDRESSES: dict[str, Address] = {}

# Other states of the same addresses that visitors meet often enough to guard them like pages.
STATES: dict[str, Address] = {}


def public_patterns(resolver=None, namespace="", route=""):
    """(name, route) of every pattern that is not the staff's, included ones too."""
    for item in (resolver or get_resolver()).url_patterns:
        here = route + str(item.pattern)
        if isinstance(item, URLResolver):
            if item.namespace not in SKIPPED_NAMESPACES:
                inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
                yield from public_patterns(item, inner, here)
        else:
            yield (f"{namespace}{item.name}" if item.name else None), here
