"""What a translation may not change, and what else a Spanish text owes its reader."""

import re
from itertools import zip_longest

from articles.markdown import cited_in, marks_of, parse, plain
from tests.articles.banned import phones_in
from tests.articles.banned_spanish import banned_in_spanish
from tests.articles.check import dead_links

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A reader is "usted".
FAMILIAR = re.compile(r"\b(?:tú|tu|tus|te|ti|contigo|tuy[oa]s?|eres|puedes|tienes|debes|llama al)\b", re.I)


def shape(markdown):
    """Block by block: kind, marks, live part, sources in order, links, bold, numbers."""
    return [
        (token.type, token.tag, sorted(marks_of(token)), token.meta.get("live"), *_inline(token))
        for token in parse(markdown)
    ]


def _inline(token):
    children = token.children or ()
    links = [child.attrGet("href") for child in children if child.type == "link_open"]
    bold = sum(child.type == "strong_open" for child in children)
    words = plain(token) if token.type == "inline" else ""
    return cited_in(token), sorted(map(str, links)), bold, sorted(NUMBER.findall(words))


def differences(translated, english):
    """The blocks that are not alike, as (translated, English); the first is the one to look at."""
    pairs = zip_longest(shape(translated), shape(english))
    return [(ours, theirs) for ours, theirs in pairs if ours != theirs]


def head(guide):
    return [guide["title"], guide["summary"], *guide["key_points"]]


def faults_in_spanish(guide):
    whole = "\n".join([*head(guide), guide["markdown"]])
    return [
        *(f"banned: {word!r}" for word in banned_in_spanish(whole)),
        *(f"familiar, not usted: {word!r}" for word in FAMILIAR.findall(whole)),
        *(f"a number: {number}" for number in phones_in(whole)),
        *(f"dead link: {link}" for link in dead_links(guide["markdown"])),
    ]
