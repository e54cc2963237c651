"""Random requests: mostly well-formed, often odd, sometimes hostile. The same seed makes the same ones."""

import random
from dataclasses import dataclass, field
from urllib.parse import quote

# What visitors, broken programs and people with bad intent send. <b9> is an element no page of ours has.
ODD = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202e",
    "\u0000\uffff",
    "😀" * 5,
    "São Paulo",
    "नमस्ते",
    "ﷺ",
    "e\u0301" * 20,
    "İ",
    "'",
    '"',
    "\"'><b9>",
    "<b9>",
    "</title><b9>",
    "javascript:alert(1)",
    "{{ 7|add:1 }}",
    "{% now %}",
    "%(name)s %s %",
    "' OR 1=1 --",
    "'; DROP TABLE meetings_meeting; --",
    "1) UNION SELECT 1",
    "../../etc/passwd",
    "..",
    "//evil.example/",
    "\\\\evil",
    "\r\nSet-Cookie: a=b",
    "x" * 10_000,
    "9" * 4_000,
    "-1",
    "0",
    "2147483647",
    "2147483648",
    "-9223372036854775809",
    "1e309",
    "1e-400",
    "NaN",
    "-Infinity",
    "0x10",
    "١٢",
    "²",
    "1.5",
    "+1",
    "1_0",
    "None",
    "null",
    "true",
    "[]",
    "undefined",
    ",",
    "," * 500,
    "_",
    "-",
    "and",
    "a b c d e f g h i j",
)
# Query strings that no form makes.
RAW = (
    "%",
    "%zz",
    "%00",
    "%ff%fe",
    "&&&",
    "=",
    "?",
    "a[]=1&a[]=2",
    "a=%u0041",
    ";",
    "+",
    "q=%C0%AF",
    "\xff\xfe",
    "m" * 3_000,
)
GOOD = {
    "near": ("Memphis, TN", "Memphis", "38103", "Springfield", "Memfis", "Tennessee", "Olive Branch MS"),
    "lat": ("35.15", "-33.87", "90", "-90", "0"),
    "lng": ("-90.05", "151.2", "180", "-180", "0"),
    "radius": ("1", "2", "5", "10", "25", "50", "100"),
    "unit": ("mi", "km"),
    "fellowship": ("na", "ha", "nar-anon", "na,ha", "smart"),
    "day": ("today", "tomorrow", "sunday", "tuesday", "monday,friday"),
    "time": ("now", "morning", "midday", "afternoon", "evening", "night"),
    "type": ("open", "closed", "women", "open,beginners"),
    "format": ("discussion", "step-study", "big-book"),
    "attendance": ("in-person", "online", "phone", "hybrid"),
    "language": ("en", "es", "pt-BR"),
    "access": ("wheelchair", "child-care"),
    "slips": ("yes", "no", "ask"),
    "q": ("lamp", "lantern", "river group", "invented hall"),
    "sort": ("soonest", "distance"),
    "page": ("1", "2", "99"),
    "tz": ("America/New_York", "Asia/Kolkata", "UTC"),
    "layout": ("print", "booklet", "attendance", "large", "print,neutral,plain"),
    "m": ("1", "2", "7701", "na-3"),
    "title": ("name",),
    "place": ("1",),
    "with": ("na", "ha", "smart", "na,ha", "nothing"),
    "rows": ("different", "all"),
    "a": ("0", "3101", "31010000", "99999999", "1" * 50),
    "q1": ("1", "2", "9"),
    "q8": ("0", "1", "x"),
    "helpful": ("yes", "no"),
    "token": ("x", "W10:1:2"),
    "link": ("1",),
}
METHODS = ("GET",) * 14 + (
    "HEAD",
    "HEAD",
    "POST",
    "POST",
    "PUT",
    "PATCH",
    "OPTIONS",
    "DELETE",
    "TRACE",
    "BREW",
)
HEADERS = {
    "HTTP_ACCEPT_ENCODING": ("br", "gzip", "gzip, br;q=0", "identity", "*", "br" * 500, "\xff"),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"1.0.en"', "W/" * 300, "\x00", '"a", "b"'),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Sun, 22 Nov 2026 15:00:00 GMT", "Thu, 01 Jan 0001 00:00:00 GMT"),
    "HTTP_ACCEPT_LANGUAGE": ("es", "en;q=x", "zz-" * 200, "*"),
    "HTTP_ACCEPT": ("application/json", "*/*", "\xff"),
    "HTTP_COOKIE": (
        "sessionid=1; csrftoken=2",
        "=;=;",
        "a=" + "b" * 3_000,
        "django_language=es",
        "\xff=\xff",
    ),
    "HTTP_REFERER": ("https://evil.example/", "\x01"),
    "HTTP_ORIGIN": ("null", "https://evil.example"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "\xff"),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4", "' OR 1=1"),
    "HTTP_X_FORWARDED_HOST": ("evil.example",),
    "HTTP_RANGE": ("bytes=0-1", "bytes=-"),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest",),
}
KINDS_OF_BODY = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data",
    "text/\xff",
    "",
)


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # as it stands in the request line: ASCII, percent escapes
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = ""

    def __str__(self):
        shown = f"{self.method} {self.path}?{self.query}" if self.query else f"{self.method} {self.path}"
        return f"{shown} {self.headers or ''} {self.kind} {self.body[:200] or ''}".strip()


def random_request(rng: random.Random, samples: list[str]) -> Request:
    """One that starts from an address of `samples` and leaves it more or less as it is."""
    path, _, query = rng.choice(samples).partition("?")
    query = query if rng.random() < 0.3 else random_query(rng)
    method = rng.choice(METHODS)
    body, kind = _body(rng) if method not in ("GET", "HEAD") or rng.random() < 0.02 else (b"", "")
    return Request(method, _path(rng, path), query, _headers(rng), body, kind)


def random_query(rng: random.Random) -> str:
    if rng.random() < 0.1:
        return rng.choice(RAW)
    if rng.random() < 0.01:
        return "&".join(f"m={number}" for number in range(1_500))
    pairs = [_pair(rng) for _ in range(rng.choice((0, 1, 1, 2, 3, 6)))]
    if pairs and rng.random() < 0.1:
        pairs += [rng.choice(pairs)] * rng.randint(1, 60)
    return "&".join(pairs)


def _pair(rng: random.Random) -> str:
    name = rng.choice(list(GOOD))
    value = rng.choice(GOOD[name]) if rng.random() < 0.55 else odd_text(rng)
    if rng.random() < 0.05:
        name = rng.choice((name + "[]", name.upper(), odd_text(rng)))
    return f"{escaped(name)}={escaped(value)}"


def odd_text(rng: random.Random) -> str:
    if rng.random() < 0.75:
        return rng.choice(ODD)
    return "".join(
        chr(rng.choice((rng.randrange(0x20), rng.randrange(0x250), rng.randrange(0x110000))))
        for _ in range(8)
    )


def escaped(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe=",")


def _path(rng: random.Random, path: str) -> str:
    chance = rng.random()
    if chance < 0.6:
        return path
    if chance < 0.7:
        return f"/{rng.choice(('es', 'en', 'fr', 'ES', 'es-mx'))}{path}"
    segments = path.split("/")
    at = rng.randrange(1, len(segments))
    if chance < 0.9:
        segments[at] = _segment(rng, segments[at])
    elif chance < 0.95:
        segments.insert(at, rng.choice(("", ".", "..", "%2e%2e", "%2f")))
    else:
        del segments[at]
    return "/".join(segments) or "/"


def _segment(rng: random.Random, segment: str) -> str:
    kind = rng.randrange(5)
    if kind == 0:
        return escaped(odd_text(rng))
    if kind == 1:
        return segment.upper()
    if kind == 2:
        return f"{segment.rpartition('-')[0]}-{rng.choice((0, 1, 2, 7702, 10**9, 2**31, 10**40))}"
    if kind == 3:
        return rng.choice(
            ("na", "ha", "near", "online", "memphis-tn", "nashville-tn", "38103", "tennessee-us", "list")
        )
    return segment[: rng.randrange(len(segment) + 1)] + rng.choice(
        ("", "-", "%", "%00", "%ff", "%0d%0a", ".ics", "~")
    )


def _headers(rng: random.Random) -> dict[str, str]:
    names = rng.sample(list(HEADERS), rng.choice((0, 0, 1, 1, 2, 4)))
    return {name: rng.choice(HEADERS[name]) for name in names}


def _body(rng: random.Random) -> tuple[bytes, str]:
    kind = rng.choice(KINDS_OF_BODY)
    if rng.random() < 0.5:
        return random_query(rng).encode("utf-8", "surrogatepass"), kind
    return rng.choice((b"", b"{", b"[]", b"\x00" * 100, b"--x\r\n", rng.randbytes(200))), kind
