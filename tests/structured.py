"""Reads the JSON-LD of a page with a real processor, and what schema.org allows of the terms we use.

No network: the context that schema.org serves is stood in for by CONTEXT, written by us, which knows no term
that we do not use, so that a misspelt one is found. BELONGS says which of them schema.org has on which type.
"""

import json
import re

from pyld import jsonld

SCHEMA = "https://schema.org/"
ADDRESSES = "url item sameAs publishingPrinciples eventAttendanceMode eventStatus".split()
TYPED = {
    **dict.fromkeys(("startDate", "endDate", "previousStartDate"), "DateTime"),
    **dict.fromkeys(("datePublished", "dateModified", "lastReviewed"), "Date"),
    **dict.fromkeys(("duration", "repeatFrequency"), "Duration"),
    "startTime": "Time",
    "scheduleTimezone": "Zone",
    "byDay": "Day",
    "inLanguage": "Language",
    "addressCountry": "Country",
}
LOOKS_LIKE = {
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
    "Date": r"\d{4}-\d\d-\d\d",
    "Duration": r"P1[WM]|PT\d+M",
    "Time": r"\d\d:\d\d:00",
    "Zone": r"[A-Z][A-Za-z_]+/[A-Za-z_/]+",
    "Day": r"https://schema\.org/[A-Z][a-z]+day|(?:[1-5]|-1)(?:SU|MO|TU|WE|TH|FR|SA)",
    "Language": r"[a-z]{2}",
    "Country": r"[A-Z]{2}",
}
THING = {"name", "url", "description"}
EVENT = THING | set(
    """startDate endDate previousStartDate eventStatus eventAttendanceMode location isAccessibleForFree
    organizer eventSchedule subEvent inLanguage""".split()
)
WORK = THING | {"inLanguage", "datePublished", "dateModified", "author", "citation", "headline"}
PAGE = WORK | {"mainEntity", "lastReviewed", "reviewedBy"}
BELONGS = {
    "EventSeries": EVENT,
    "Event": EVENT,
    "Schedule": {*"repeatFrequency byDay byMonthWeek startTime duration scheduleTimezone".split()},
    "Place": THING | {"address"},
    "PostalAddress": {
        *"streetAddress addressLocality addressRegion postalCode addressCountry".split(),
    },
    "VirtualLocation": {"url"},
    "Organization": THING | {"alternateName", "sameAs", "publishingPrinciples"},
    "Person": {"jobTitle"},
    "WebSite": WORK,
    "WebPage": PAGE,
    "CollectionPage": PAGE,
    "FAQPage": PAGE,
    "MedicalWebPage": PAGE,
    "Article": WORK,
    "CreativeWork": WORK,
    "Question": WORK | {"acceptedAnswer"},
    "Answer": {"text"},
    "ItemList": {"itemListElement"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item", "url"},
}
TERMS = set().union(*BELONGS.values())
CONTEXT = {
    **{term: {"@id": SCHEMA + term} for term in TERMS},
    **{term: {"@id": SCHEMA + term, "@type": "@id"} for term in ADDRESSES},
    **{term: {"@id": SCHEMA + term, "@type": SCHEMA + kind} for term, kind in TYPED.items()},
    **{kind: {"@id": SCHEMA + kind} for kind in BELONGS},
}


def _load(address, _options):
    assert address.rstrip("/") == SCHEMA.rstrip("/"), f"a page asks for the context {address}"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": CONTEXT},
    }


def blocks_of(page):
    """The data blocks of a page, read by a JSON reader."""
    scripts = [one for one in page.all("script") if one.attrs.get("type") == "application/ld+json"]
    return [json.loads("".join(one.children)) for one in scripts]


def expanded(block):
    """As the processor reads it: every term with its whole address, every value with its kind."""
    return jsonld.expand(block, {"documentLoader": _load})


def unknown_terms(block):
    """Terms that CONTEXT does not know: a processor drops them without a word."""
    return sorted(
        {key for node in _nodes(block) for key in node if not key.startswith("@")} - TERMS
        | {kind for node in _nodes(block) for kind in _listed(node.get("@type", []))} - set(BELONGS)
    )


def misplaced(block):
    """(type, term) where schema.org has no such property on any of the node's types."""
    found = []
    for node in _nodes(block):
        kinds = _listed(node.get("@type", []))
        allowed = set().union(*(BELONGS.get(kind, set()) for kind in kinds))
        found += [(kinds, key) for key in node if not key.startswith("@") and key not in allowed]
    return found


def _nodes(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from _nodes(part)


def _listed(value):
    return value if isinstance(value, list) else [value]


def texts_in(found):
    """Plain texts: what a reader would be shown."""
    return [one["@value"] for one in _values(found) if isinstance(one["@value"], str) and "@type" not in one]


def malformed(found):
    """Typed values that do not look like their kind."""
    typed = [one for one in _values(found) if "@type" in one]
    wrong = []
    for one in typed:
        kind = one["@type"].removeprefix(SCHEMA)
        if re.fullmatch(LOOKS_LIKE[kind], one["@value"]) is None:
            wrong.append(one)
    return wrong


def addresses_in(found):
    return [node["@id"] for node in _nodes(found) if "@id" in node]


def _values(found):
    return [node for node in _nodes(found) if "@value" in node]


def letters(text):
    """For finding words whatever stands between them."""
    return "".join(text.split())


def unseen(found, visible):
    """Lines of its texts that are no words of the page."""
    said = letters(visible)
    lines = [line for text in texts_in(found) for line in text.splitlines()]
    return [line for line in lines if letters(line) not in said]
