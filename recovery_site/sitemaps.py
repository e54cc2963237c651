"""The sitemap: every page that search engines should know, in files of at most MOST addresses each.

Only canonical pages without filters, and the towns where a listed meeting can be walked into. Invented
meetings are in no index and not here. When a page last changed is told where it is known, and never guessed.
A page that can be read in several languages stands there in each of them, and names the others.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.feeds import last_changed
from articles.languages import offered, own_path
from articles.models import Guide, Question, Term
from fellowships.caching import data_version, public_page
from fellowships.json_ld import absolute
from fellowships.models import Fact, Fellowship
from fellowships.remembered import ByVersion
from meetings.cards import meeting_address
from meetings.labels import Labels, labels
from meetings.models import Attendance, Meeting
from meetings.places.locator import Locator, country_of
from recovery_site.languages import languages_of, path_in

MOST: Final = 5_000  # of each language; the standard allows 50,000 in all, and little memory holds these
CONTENT_TYPE: Final = "application/xml"
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
FIXED: Final = (
    *("home", "finder", "online", "fellowships", "compare-choice", "guides", "faq", "help-now", "sources"),
    *("about", "privacy", "cover-your-tracks", "accessibility", "meeting-new", "feeds"),
)
ALL: Final = slice(None)


class Entry(NamedTuple):
    path: str
    changed: dt.datetime | None = None


def _fixed(_known: Labels, span: slice) -> Iterable[Entry]:
    return [Entry(reverse(name)) for name in FIXED][span]


def _meetings(known: Labels, span: slice) -> Iterable[Entry]:
    rows = _listed(known).values_list("fellowship__slug", "slug", "pk", "updated_at")
    return [
        Entry(meeting_address(fellowship, slug, pk), changed) for fellowship, slug, pk, changed in rows[span]
    ]


def _listed(known: Labels) -> QuerySet[Meeting]:
    meetings = Meeting.objects.listed().order_by("pk")
    return meetings.none() if known.demo else meetings


_TOWNS = ByVersion[list[Entry]](most=1)


def _places(known: Labels, span: slice) -> Iterable[Entry]:
    return [] if known.demo else _TOWNS.get(known.version, "towns", _towns)[span]


def _towns() -> list[Entry]:
    """Where one can walk in, with the newest change of a meeting there.

    One query for the towns that addresses name, and one for every 400 of them to find their pages.
    """
    held = Meeting.objects.listed().filter(attendance__in=[Attendance.IN_PERSON, Attendance.HYBRID])
    towns = held.exclude(venue__city="").order_by()
    named = towns.values_list("venue__city", "venue__state", "venue__country")
    rows = list(named.annotate(newest=Max("updated_at")))
    locator = Locator.for_addresses(("", city, state, country) for city, state, country, _ in rows)
    newest: dict[str, dt.datetime] = {}
    for city, state, country, changed in rows:
        place = locator.town(city, state, country_of(state, country))
        if place is not None:
            newest[place.slug] = max(changed, newest.get(place.slug, changed))
    return [Entry(reverse("finder-near", args=[slug]), newest[slug]) for slug in sorted(newest)]


def _fellowships(known: Labels, span: slice) -> Iterable[Entry]:
    """Two queries: a profile changes with its programme and with each of its facts."""
    profiles, facts = _last_written(Fellowship, "id"), _last_written(Fact, "fellowship_id")
    return [
        Entry(reverse("fellowship", args=[one.slug]), _later(profiles.get(one.pk), facts.get(one.pk)))
        for one in known.fellowships.values()
    ][span]


def _last_written(model: Any, field: str) -> dict[int, dt.datetime]:
    versions = model.history.model.objects.order_by().values_list(field)
    return dict(versions.annotate(last=Max("history_date")))


def _guides(_known: Labels, span: slice) -> Iterable[Entry]:
    """Three queries: guides, answers that are no other question's, words."""
    guides = Guide.objects.published().in_languages(offered()).with_last_change()
    answers = Question.objects.published().in_languages(offered()).filter(same_as=None).with_last_change()
    words: Any = Term.history.model.objects.aggregate(last=Max("history_date"))
    return [
        *(Entry(own_path("guide", one), last_changed(one)) for one in guides),
        *(Entry(own_path("question", one), getattr(one, "changed", None)) for one in answers),
        Entry(reverse("glossary"), words["last"]),
    ][span]


SECTIONS: Final[dict[str, Callable[[Labels, slice], Iterable[Entry]]]] = {
    "pages": _fixed,
    "fellowships": _fellowships,
    "guides": _guides,
    "places": _places,
    "meetings": _meetings,
}


@public_page()
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the files there are, each with the newest change of what it names."""
    known = labels(data_version(request))
    files = (
        _node("sitemap", reverse("sitemap-file", args=[section, number]), newest)
        for section in SECTIONS
        for number, newest in enumerate(_newest_by_file(_changes(section, known)), start=1)
    )
    return _answer("sitemapindex", files)


@public_page()
@require_safe
def sitemap_file(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """`/sitemap-meetings-1.xml`."""
    if section not in SECTIONS or not 0 < number <= MOST:
        raise Http404
    span = slice((number - 1) * MOST, number * MOST)
    known = labels(data_version(request))
    entries = list(SECTIONS[section](known, span))
    if not entries:
        raise Http404
    # Texts are listed one by one in their languages: each is written and changed for itself.
    pages = _text if section == "guides" else _in_every_language
    return _answer("urlset", (node for entry in entries for node in pages(entry, known.version)))


def _changes(section: str, known: Labels) -> Iterable[dt.datetime | None]:
    """When each page of a section changed; of meetings, which may be very many, this alone is read."""
    if section == "meetings":
        return _listed(known).values_list("updated_at", flat=True).iterator(chunk_size=MOST)
    return (entry.changed for entry in SECTIONS[section](known, ALL))


def _newest_by_file(changes: Iterable[dt.datetime | None]) -> Iterator[dt.datetime | None]:
    waiting = iter(changes)
    while of_a_file := list(islice(waiting, MOST)):
        yield _later(*of_a_file)


def _later(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((one for one in moments if one is not None), default=None)


def _text(entry: Entry, version: int) -> list[str]:
    return [_node("url", *entry, _alternates(entry.path, languages_of(entry.path, version)))]


def _in_every_language(entry: Entry, version: int) -> list[str]:
    languages = languages_of(entry.path, version)
    others = _alternates(entry.path, languages)
    return [_node("url", path_in(code, entry.path), entry.changed, others) for code in languages]


def _alternates(path: str, languages: tuple[str, ...]) -> str:
    """For every language of a page, its own among them; empty for a page in one."""
    if len(languages) == 1:
        return ""
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(absolute(path_in(code, path)))}"/>'
        for code in languages
    )


def _node(name: str, path: str, changed: dt.datetime | None, others: str = "") -> str:
    last = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{name}><loc>{escape(absolute(path))}</loc>{last}{others}</{name}>"


def _answer(root: str, nodes: Iterable[str]) -> HttpResponse:
    body = "\n".join(nodes)
    spaces = f'xmlns="{NAMESPACE}"' + (f' xmlns:xhtml="{XHTML}"' if root == "urlset" else "")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {spaces}>\n{body}\n</{root}>\n'
    return HttpResponse(text, content_type=CONTENT_TYPE)
