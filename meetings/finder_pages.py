"""What the finder's pages show, as plain data for their one template (templates/meetings/finder.html)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowships.paper import PRINT
from meetings import finding, words
from meetings.cards import Page, by_day, card_of, list_sources, phone_lines
from meetings.facets import active, facets, selects
from meetings.filters import Asked
from meetings.finding import PAGE, SOON_SECONDS, Spot
from meetings.labels import Labels
from meetings.offers import count_words, empty_far, empty_near
from meetings.presenting.glance import glance
from meetings.presenting.small_map import small_map, where
from meetings.search import FROM_AFAR, Found, Hit
from meetings.times import local
from meetings.zone_names import zone_long

FEED_TITLE = "Meetings Feed"  # exactly so: it is what programs look for (meeting-guide.md 2.1)
ZONES_OFFERED = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Sydney",
)


def around_page(
    asked: Asked, spot: Spot, label: str, path: str, moment: int, labels: Labels
) -> dict[str, Any]:
    """Around a place or a point."""
    found = finding.near(asked, spot, moment, labels)
    unit = asked.unit_in(spot.country)
    ahead = [] if found.total and not _nothing_soon(asked, found, moment) else _online(asked, labels, moment)
    known = finding.cards([hit.meeting for hit in [*found.hits, *ahead]])
    page = Page(moment, labels, unit)
    context = _results(asked, found, path, labels)
    context.update(
        heading=_near_heading(asked, spot, found, label, labels),
        lead=_lead(asked, spot),
        days=by_day(found.hits, known, page, spot.time_zone),
        facets=facets(asked, found, labels),
        selects=selects(asked, unit, radius=not spot.within),
        family=_family(asked, found, labels, path),
        sources=list_sources([hit.meeting for hit in found.hits], moment),
        calendar_url=calendar_link(asked.only(near=spot.slug), found),
        feed=feed_link(asked, spot.slug),
        map=small_map(asked, spot, label, found, labels.version),
        glance=glance(found, moment, spot.time_zone, where(asked, spot, label), labels.version),
    )
    context["title"] = context["heading"]
    if ahead or (_nothing_soon(asked, found, moment) and found.total):
        here = Page(moment, labels, unit, list_zone=spot.time_zone)
        context["first"] = {
            "sentence": _first_sentence(found, label),
            "rows": [card_of(hit, known[hit.meeting], here) for hit in ahead if hit.meeting in known],
            "lines": phone_lines([hit.meeting for hit in found.hits]),
        }
    if not found.total:
        context["empty"] = empty_near(asked, spot, label, path, moment, labels, found)
    return context


def calendar_link(asked: Asked, found: Found) -> str:
    """The same search as a calendar, whose events need no order and no pages."""
    return asked.only(sort="soonest", layout=()).link(reverse("finder-calendar")) if found.total else ""


def feed_link(asked: Asked, place: str = "") -> dict[str, str]:
    """The Meeting Guide feed of the same programs and place, as other programs look for it in a page."""
    chosen = asked.fellowship
    question = Asked(near=place, radius=asked.radius, unit=asked.unit) if place else Asked()
    if len(chosen) != 1:
        question = question.only(fellowship=chosen)
    address = reverse("meeting-guide-feed", args=[chosen[0] if len(chosen) == 1 else "all"])
    return {"title": FEED_TITLE, "url": question.link(address)}


def _nothing_soon(asked: Asked, found: Found, moment: int) -> bool:
    """Nothing is on or starts within three hours; not asked of a list of another day or time."""
    if asked.day or asked.time or asked.page > 1:
        return False
    return found.soonest is None or found.soonest - moment > SOON_SECONDS


def _online(asked: Asked, labels: Labels, moment: int) -> list[Hit]:
    return finding.online_next(labels, moment, asked.fellowship, labels.version)


def _first_sentence(found: Found, label: str) -> str:
    if not found.total:
        return _("You can be at one of these from where you are:")
    return _("Nothing near %(place)s is on or starts within 3 hours.") % {"place": label}


def _near_heading(asked: Asked, spot: Spot, found: Found, label: str, labels: Labels) -> str:
    """With the number; without one where nothing was found: whether there is none is said below it."""
    names = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    if found.total and spot.within:
        heading = _("%(count)s in %(place)s")
    elif found.total or not names:
        heading = _("%(count)s near %(place)s")
    else:
        heading = _("%(programmes)s near %(place)s")
    return capfirst(heading % {"count": _count(found), "place": label, "programmes": names})


def _count(found: Found) -> str:
    """ "34 meetings"; "at least 21,000 meetings" where not all were read; "Meetings" where none was found."""
    if not found.total:
        return _("Meetings")
    count = count_words(found.total)
    return _("at least %(count)s") % {"count": count} if found.partial else count


def _lead(asked: Asked, spot: Spot) -> str:
    order = _("Nearest first.") if asked.sort == "distance" else _("Soonest first.")
    return _("%(order)s Times are local.") % {"order": order}


def _results(asked: Asked, found: Found, path: str, labels: Labels) -> dict[str, Any]:
    """What every list shows: the box, what is chosen, the pages, whether it may be indexed."""
    return {
        "others": [],
        "box": {"near": "", "action": reverse("finder"), "filter_action": path, "hidden": _point(asked)},
        "first": None,
        "empty": None,
        "print_url": asked.only(sort="soonest", layout=(PRINT,)).link(path) if found.total else "",
        "active": active(asked, labels, path),
        "show": _show(found),
        "clear_url": path,
        "pages": _pages(asked, found, path),
        "q": asked.q,
        "feed": feed_link(asked),
        "robots": "noindex,follow" if asked.items() else "",
        "canonical": f"{settings.SITE_URL}{path}",
        "shared_as": _("Meetings"),  # whose or for what is in the list is nobody else's business
    }


def _show(found: Found) -> str:
    """On the button that closes the filters where each change is shown at once."""
    if not found.total:
        return _("None found: show what there is instead")
    return _("Show %(count)s") % {"count": _count(found)}


def _point(asked: Asked) -> list[tuple[str, str]]:
    """What the form must carry on: the point that was looked around, and what it has no field for."""
    return [pair for pair in asked.items() if pair[0] in ("lat", "lng", "q", "unit")]


def _pages(asked: Asked, found: Found, path: str) -> dict[str, str] | None:
    last = max(1, (found.total + PAGE - 1) // PAGE)
    here = min(asked.page, last)
    if last == 1:
        return None
    return {
        "previous_url": asked.at_page(here - 1).link(path) if here > 1 else "",
        "next_url": asked.at_page(here + 1).link(path) if here < last else "",
        "words": _("Page %(page)d of %(last)d") % {"page": here, "last": last},
    }


def _family(asked: Asked, found: Found, labels: Labels, path: str) -> dict[str, str] | None:
    if not found.family:
        return None
    slugs = tuple(sorted(labels.family))
    sentence = ngettext(
        "%(number)d meeting for family and friends",
        "%(number)d meetings for family and friends",
        found.family,
    )
    return {
        "sentence": sentence % {"number": found.family},
        "url": asked.only(fellowship=slugs).link(path),
    }


def online_page(asked: Asked, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    """Online and by phone, in the visitor's zone when it is named, else the site's."""
    zone = asked.tz or settings.TIME_ZONE
    found = finding.online(asked, moment, labels, zone)
    heading = ngettext(
        "%(number)d online or phone meeting", "%(number)d online or phone meetings", found.total
    ) % {"number": found.total}
    if not found.total:
        heading = _("Online and phone meetings")
    context = _far_page(asked, found, path, moment, labels, heading, zone)
    if not FROM_AFAR.issuperset(asked.attendance):
        # Hybrid ones whose building will be closed: only this page tells them from the others.
        return {**context, "calendar_url": ""}
    from_afar = asked.only(attendance=asked.attendance or tuple(sorted(FROM_AFAR)))
    return {**context, "calendar_url": calendar_link(from_afar, found)}


def listed_page(asked: Asked, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    """By name or programme, without a place."""
    zone = asked.tz or settings.TIME_ZONE
    found = finding.anywhere(asked, moment, labels, zone)
    return _far_page(asked, found, path, moment, labels, _far_heading(asked, found, labels), zone)


def _far_heading(asked: Asked, found: Found, labels: Labels) -> str:
    """With the number; without one where nothing was found."""
    if asked.q:
        return capfirst(_("%(count)s named like “%(text)s”") % {"count": _count(found), "text": asked.q})
    names = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    if not found.total:
        return names
    return _("%(programmes)s: %(count)s") % {"programmes": names, "count": _count(found)}


def _far_page(
    asked: Asked, found: Found, path: str, moment: int, labels: Labels, heading: str, zone: str
) -> dict[str, Any]:
    known = finding.cards([hit.meeting for hit in found.hits])
    page = Page(moment, labels, list_zone=zone)
    context = _results(asked, found, path, labels)
    context.update(
        title=heading,
        heading=heading,
        lead=_("Soonest first. Days and times are those of %(zone)s.") % {"zone": zone_long(zone, moment)},
        days=by_day(found.hits, known, page, zone),
        facets=facets(asked, found, labels),
        selects=[_zone_select(asked, zone, moment)],
        family=_family(asked, found, labels, path),
        sources=list_sources([hit.meeting for hit in found.hits], moment),
        calendar_url=calendar_link(asked, found),
        glance=glance(found, moment, zone, version=labels.version),
    )
    if not found.total:
        context["empty"] = empty_far(asked, found, path, labels)
    return context


def _zone_select(asked: Asked, zone: str, moment: int) -> dict[str, object]:
    zones = dict.fromkeys([*ZONES_OFFERED, zone])
    options = [
        {
            "value": "" if name == settings.TIME_ZONE else name,
            "label": capfirst(f"{zone_long(name, moment)} ({_clock(moment, name)})"),
            "selected": name == zone,
        }
        for name in zones
    ]
    return {"name": "tz", "label": _("Your time zone"), "options": options}


def _clock(moment: int, zone: str) -> str:
    now = local(moment, zone)
    return words.clock_words(now.hour, now.minute)
