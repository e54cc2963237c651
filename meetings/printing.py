"""A search or a saved list for paper: all that was found up to a limit, and what the paper says of it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowships.paper import Paper
from meetings import finding, words
from meetings.cards import Page
from meetings.facets import LEGENDS, label_of
from meetings.filters import Asked
from meetings.finding import Spot
from meetings.labels import Labels
from meetings.offers import count_words
from meetings.places import gazetteer
from meetings.printed_rows import meetings_page
from meetings.search import Found, Hit

MOST = 200  # of one search; a saved list holds fewer
# A longer address is a picture that phones cannot read, and nothing that a person would type.
LONGEST_ADDRESS = 200


def around(
    asked: Asked, paper: Paper, spot: Spot, label: str, path: str, moment: int, labels: Labels
) -> dict[str, Any]:
    """Around a place. Around a point no distances stand on the paper: three would give it away."""
    found = finding.near(asked.only(sort="soonest"), spot, moment, labels, size=MOST)
    at_a_point = asked.latitude is not None
    unit = asked.unit_in(spot.country)
    named = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    heading = _("%(programmes)s in %(place)s") if spot.within else _("%(programmes)s near %(place)s")
    if spot.within:
        where = _("%(meetings)s in %(place)s")
    elif at_a_point:
        where = _("%(meetings)s within %(distance)s")
    else:
        where = _("%(meetings)s within %(distance)s of %(place)s")
    far = {"distance": words.distance_in_words(asked.miles(unit), unit), "place": label}
    return {
        **_found_page(asked, paper, found, Page(moment, labels, unit), path, show_miles=not at_a_point),
        **_heading(paper, heading % {"programmes": named or _("Meetings"), "place": label}),
        "how_many": _how_many(found, where, far),
        "zone": spot.time_zone,
    }


def online(asked: Asked, paper: Paper, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    zone = asked.tz or settings.TIME_ZONE
    found = finding.online(asked.only(sort="soonest"), moment, labels, zone, size=MOST)
    return {
        **_found_page(asked, paper, found, Page(moment, labels, list_zone=zone), path),
        **_heading(paper, _("Online and phone meetings")),
        "zone": zone,
    }


def listed(asked: Asked, paper: Paper, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    """By name or programme, without a place."""
    zone = asked.tz or settings.TIME_ZONE
    found = finding.anywhere(asked.only(sort="soonest"), moment, labels, zone, size=MOST)
    named = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    return {
        **_found_page(asked, paper, found, Page(moment, labels, list_zone=zone), path),
        **_heading(paper, named or _("Meetings named like “%(text)s”") % {"text": asked.q}),
        "zone": zone,
    }


def saved(
    hits: list[Hit], gone: int, paper: Paper, moment: int, labels: Labels, heading: str
) -> dict[str, Any]:
    """A list that somebody saved; `gone` are the meetings of it that are no longer listed."""
    no_longer = ngettext(
        "%(number)d meeting of this list is no longer listed.",
        "%(number)d meetings of this list are no longer listed.",
        gone,
    )
    return {
        **meetings_page(hits, Page(moment, labels)),
        **_heading(paper, heading),
        "how_many": count_words(len(hits)) + "." if paper.neutral and hits else "",
        "gone": no_longer % {"number": gone} if gone else "",
        "zone": settings.TIME_ZONE,
    }


def _found_page(
    asked: Asked, paper: Paper, found: Found, page: Page, path: str, *, show_miles: bool = False
) -> dict[str, Any]:
    kept = asked.only(layout=(), sort="soonest").items()
    return {
        **paper.page(path, address_of(asked, path), kept),
        **meetings_page(found.hits, page, show_miles=show_miles),
        "how_many": _how_many(found),
        "chosen": _chosen(asked, page.labels, paper),
        "left_out": _left_out(found),
    }


def _heading(paper: Paper, heading: str) -> dict[str, str]:
    title = _("Places and times") if paper.neutral else capfirst(heading)
    return {"title": title, "heading": title, "shared_as": _("Meetings")}


def _how_many(found: Found, where: str = "", words_of: dict[str, str] | None = None) -> str:
    """All of them, or how many of how many and what to do about it."""
    count = count_words(found.total)
    if found.partial:
        count = _("at least %(count)s") % {"count": count}
    counted = where % {"meetings": count, **(words_of or {})} if where else count
    shown = len(found.hits)
    if not found.total:
        return _("Nothing was found that fits all of this.")
    if shown < found.total or found.partial:
        return _(
            "The first %(shown)d of %(counted)s, the soonest first. "
            "For a shorter list choose a day, a program or a smaller circle before you print."
        ) % {"shown": shown, "counted": counted}
    return ngettext("The only one: %(counted)s.", "All %(counted)s, the soonest first.", found.total) % {
        "counted": counted
    }


def _chosen(asked: Asked, labels: Labels, paper: Paper) -> str:
    """The filters in words. Programmes stand in the heading; under a neutral one they are not named."""
    found = [
        label_of(name, value, labels)
        for name in LEGENDS
        if name != "fellowship"
        for value in getattr(asked, name)
    ]
    if paper.neutral and (asked.fellowship or asked.q):
        found.append(_("what was searched for"))
    elif asked.q:
        found.append(_("“%(text)s”") % {"text": asked.q})
    return _("Only: %(filters)s.") % {"filters": ", ".join(found)} if found else ""


def _left_out(found: Found) -> str:
    if not found.family:
        return ""
    family = ngettext(
        "%(number)d meeting for family and friends",
        "%(number)d meetings for family and friends",
        found.family,
    )
    return _("Not on this paper: %(meetings)s.") % {"meetings": family % {"number": found.family}}


def address_of(asked: Asked, path: str) -> str:
    """What the paper says, whoever finds it: no point, and no words that somebody typed.

    `path` is that of a place's page, or of the finder.
    """
    if asked.latitude is not None:
        path = _nearest_page(asked.latitude, asked.longitude or 0.0)
    public = asked.only(near="", q="", latitude=None, longitude=None, sort="soonest", layout=())
    address = public.link(path)
    return address if len(address) <= LONGEST_ADDRESS else path


def _nearest_page(latitude: float, longitude: float) -> str:
    town = gazetteer.nearest_town(latitude, longitude)
    return reverse("finder-near", args=[town.slug]) if town else reverse("finder")
