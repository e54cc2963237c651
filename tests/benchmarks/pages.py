"""Pages against an empty view of the same process: requests in a second and processor time, by turns."""

import time
from dataclasses import dataclass, field
from itertools import count

PLACES = {
    "Memphis": "/meetings/near/memphis-tn/",
    "Los Angeles": "/meetings/near/los-angeles-ca/",
    "NA and HA near Memphis": "/compare/na/ha/?near=memphis-tn",
    "a guide": "/guides/first-meeting/",
}
EMPTY, BARE = "/bench/empty/", "/bench/bare/"
ROUNDS = 7
# Requests of one case in one round: about half a second of work each.
UNSEEN, SEEN = 60, 800


@dataclass
class Case:
    """One way of asking; `best` holds the least of all rounds, per request in seconds."""

    server: object
    ask: object  # client -> status, one request
    number: int
    expected: int = 200
    processor: float = float("inf")
    elapsed: float = float("inf")
    client: object = field(init=False)

    def __post_init__(self):
        self.client = self.server.client()

    def round(self):
        self.ask(self.client)  # opens the connection, fills what may be filled
        wrong, began, used = 0, time.perf_counter(), self.server.seconds()
        for _ in range(self.number):
            wrong += self.ask(self.client) != self.expected
        used, elapsed = self.server.seconds() - used, time.perf_counter() - began
        if wrong > 2:  # the minute may change once, and with it the tag
            raise SystemExit(f"{wrong} of {self.number} answers were not {self.expected}.")
        self.processor = min(self.processor, used / self.number)
        self.elapsed = min(self.elapsed, elapsed / self.number)


def unseen(path, numbers):
    """A page that nobody has asked for before: with a parameter that it does not know."""
    joined = "&" if "?" in path else "?"
    return lambda client: client.get(f"{path}{joined}x={next(numbers)}").status


def repeated(path):
    return lambda client: client.get(path).status


def unchanged(path):
    """What a browser asks that has the page."""
    known = {"tag": ""}

    def ask(client):
        answer = client.get(path, tag=known["tag"])
        known["tag"] = answer.header("ETag")
        return answer.status

    return ask


def cases(server, larger=None):
    """{name: Case}; with a larger world's server also its unseen pages."""
    numbers = count()
    found = {
        "empty": Case(server, repeated(EMPTY), SEEN),
        "bare": Case(server, repeated(BARE), SEEN),
    }
    for place, path in PLACES.items():
        found[f"{place}, unseen"] = Case(server, unseen(path, numbers), UNSEEN)
        if larger:
            found[f"{place}, unseen, larger"] = Case(larger, unseen(path, numbers), UNSEEN)
        found[f"{place}, repeated"] = Case(server, repeated(path), SEEN)
        found[f"{place}, not modified"] = Case(server, unchanged(path), SEEN, expected=304)
    return found


def measure(server, larger=None, rounds=ROUNDS):
    found = cases(server, larger)
    for _ in range(rounds):
        for case in found.values():
            case.round()
    return found


def weigh(server):
    """(page, raw, gzip, brotli): bytes on the line with headers."""
    pages = {"home": "/", **PLACES, "online": "/meetings/online/", "one meeting": _a_meeting(server)}
    client, found = server.client(), []
    for name, path in pages.items():
        sizes = [client.get(path, encoding).size for encoding in ("identity", "gzip", "br")]
        found.append((name, *sizes))
    return found


def _a_meeting(server):
    page = server.client().get(PLACES["Memphis"], "identity").body
    return page.partition(b'<h3><a href="')[2].partition(b'"')[0].decode()
