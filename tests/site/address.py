"""One public address: what it answers, and what it may cost."""

from dataclasses import dataclass

VERSION = "the data version"
XML = "application/xml"


@dataclass(frozen=True)
class Address:
    path: str
    queries: int
    why: str
    status: int = 200
    kind: str = "text/html"
    posts: bool = False
    most: int = 14_600  # bytes on the way with headers: what arrives before the first wait

    @property
    def is_page(self):
        return self.kind == "text/html" and not 300 <= self.status < 400
