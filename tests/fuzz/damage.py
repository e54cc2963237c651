"""Lists as they arrive from broken programs and bad lines: our invented samples, damaged at random."""

import json
import random
from pathlib import Path

from django.conf import settings

from meetings.feeds.records import FeedBytes
from tests.fuzz.asking import odd_text

SAMPLES = Path(settings.BASE_DIR) / "fixtures" / "feeds"
KINDS = {"bmlt": "bmlt", "meeting-guide": "meeting-guide", "naws": "naws-csv"}
# Bytes that mean something to a parser.
MARKS = (
    b"\x00",
    b"\xff",
    b'"',
    b"'",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\n",
    b"\r",
    b";",
    b"\xef\xbb\xbf",
    b"\\ud800",
    b"1e999",
    b"<",
    b"&#0;",
)
VALUES = (
    None,
    True,
    0,
    -1,
    10**40,
    1.5,
    float("nan"),
    [],
    {},
    [[]],
    {"a": 1},
    "1",
    "-1",
    "25:61:61",
    "24:00",
    "2:30 PM",
    "0",
    "99",
    "x" * 5_000,
)


def samples():
    """(kind, bytes) of every sample; files of whole other kinds are given to every parser."""
    found = []
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix != ".md":
            own = [kind for start, kind in KINDS.items() if path.name.startswith(start)]
            found += [(kind, path.read_bytes()) for kind in own or KINDS.values()]
    return found


def damaged_list(rng: random.Random, known: list[tuple[str, bytes]]) -> tuple[str, FeedBytes]:
    """(kind, bytes): a list, and for BMLT now and then its formats and service bodies too."""
    kind, body = rng.choice(known)
    extra = {}
    if kind == "bmlt":
        extra = {
            "formats": _beside(rng, "bmlt-formats.json"),
            "service_bodies": _beside(rng, "bmlt-service-bodies.json"),
        }
    return kind, FeedBytes(_damaged(rng, body), **extra)


def _beside(rng: random.Random, name: str) -> bytes:
    body = (SAMPLES / name).read_bytes()
    return rng.choice((b"", body, _damaged(rng, body)))


def _damaged(rng: random.Random, body: bytes) -> bytes:
    ways = (
        _other_values,
        _other_values,
        _other_values,
        _flipped,
        _cut,
        _spliced,
        _marked,
        lambda _rng, same: same,
    )
    return rng.choice(ways)(rng, body)


def _flipped(rng: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.choice((1, 3, 30)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: random.Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def _spliced(rng: random.Random, body: bytes) -> bytes:
    """A piece of it twice, in another place."""
    first, last = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    at = rng.randrange(len(body) + 1)
    return body[:at] + body[first:last] + body[at:]


def _marked(rng: random.Random, body: bytes) -> bytes:
    for _ in range(rng.choice((1, 2, 10))):
        at = rng.randrange(len(body) + 1)
        body = body[:at] + rng.choice(MARKS) + body[at:]
    return body


def _other_values(rng: random.Random, body: bytes) -> bytes:
    """Fields with values of another type, or missing, or under another name; rows twice."""
    try:
        rows = json.loads(body)
    except ValueError:
        return _marked(rng, body)
    holders = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    for _ in range(rng.choice((1, 2, 5, 40)) if holders else 0):
        row = rng.choice(holders)
        name = rng.choice(list(row) or ["name"])
        chance = rng.random()
        if chance < 0.1:
            row.pop(name, None)
        elif chance < 0.2:
            row[odd_text(rng)[:50]] = row.get(name)
        elif chance < 0.3:
            row[name] = row.get(rng.choice(list(row) or [name]))
        else:
            row[name] = rng.choice(VALUES) if rng.random() < 0.6 else odd_text(rng)
    if holders and rng.random() < 0.2:
        rows.insert(rng.randrange(len(rows)), rng.choice((rng.choice(holders), None, 7, "row", [])))
    return json.dumps(rows, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
