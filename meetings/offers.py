"""When nothing was found: which filter left everything out, and what else there is, as links with counts."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import words
from meetings.cards import meeting_address
from meetings.coverage import covering_lists
from meetings.facets import LEGENDS, label_of
from meetings.filters import MANY, RADII, Asked
from meetings.finding import Spot, near, online
from meetings.labels import OPENNESS, FellowshipLabel, Labels
from meetings.nearby import nearest
from meetings.search import NOW, Found


@dataclass(frozen=True, slots=True)
class Offer:
    label: str
    url: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What a page says and offers when it has no result."""

    sentence: str
    offers: list[Offer]
    finders: list[Offer]  # addresses of other websites


def empty_near(
    asked: Asked, spot: Spot, label: str, path: str, moment: int, labels: Labels, found: Found
) -> Empty:
    """For a place: a few queries for a wider circle, the nearest of each programme, what is online now."""
    asked_for = [labels.by_fellowship_slug[slug] for slug in asked.fellowship]
    offers = without_one(asked, found, labels, path)
    wider = _wider(asked, spot, path, moment, labels)
    if wider:
        offers.append(wider)
    if asked_for:
        offers += _other_programmes(asked, found, labels, path)
        offers += [offer for one in asked_for for offer in _nearest(one, spot, asked)]
    offers += _online(asked, path, moment, labels)
    return Empty(
        _sentence(asked, spot, label, labels, offers), offers, _finders(asked_for or [*_own_use(labels)])
    )


def empty_far(asked: Asked, found: Found, path: str, labels: Labels) -> Empty:
    """Without a place: no queries."""
    asked_for = [labels.by_fellowship_slug[slug] for slug in asked.fellowship]
    if asked.q or found.without:
        sentence = _("We know of no meeting that fits all that you chose.")
    else:
        sentence = _("We know of no such meeting.")
    return Empty(sentence, without_one(asked, found, labels, path), _finders(asked_for))


def _online(asked: Asked, path: str, moment: int, labels: Labels) -> list[Offer]:
    """Of the programmes asked for: what is online or by phone now, else at any time."""
    now = Asked(fellowship=asked.fellowship, time=(NOW,), tz=asked.tz)
    found = online(now, moment, labels, asked.tz or settings.TIME_ZONE)
    if found.total:
        text = _("Online or by phone, on now or within 30 minutes")
        return [Offer(text, now.link(online_path(path)), count_words(found.total))]
    if found.without["time"]:
        text = _("Online or by phone, at any time")
        address = now.without("time").link(online_path(path))
        return [Offer(text, address, count_words(found.without["time"]))]
    return []


def online_path(path: str) -> str:
    return path.split("/meetings/")[0] + "/meetings/online/"


def without_one(asked: Asked, found: Found, labels: Labels, path: str) -> list[Offer]:
    """The same question without one of its filters, where that finds something."""
    offers = []
    for name, dimension, values in _filters(asked):
        count = found.without.get(dimension, 0)
        if not values or not count or name == "fellowship":
            continue
        chosen = words.joined([label_of(name, value, labels) for value in values])
        text = _("Without “%(filter)s: %(values)s”") % {"filter": LEGENDS[name], "values": chosen}
        kept = tuple(value for value in getattr(asked, name) if value not in values)
        offers.append(Offer(text, asked.only(**{name: kept}).link(path), count_words(count)))
    return offers


def _filters(asked: Asked) -> list[tuple[str, str, list[str]]]:
    """(filter, dimension of the search, its values): the search has two dimensions for the filter `type`."""
    found = [(name, name, list(getattr(asked, name))) for name in MANY if name != "type"]
    found.append(("type", "openness", [value for value in asked.type if value in OPENNESS]))
    found.append(("type", "who", [value for value in asked.type if value not in OPENNESS]))
    return found


def count_words(count: int) -> str:
    return ngettext("%(number)d meeting", "%(number)d meetings", count) % {"number": count}


def _wider(asked: Asked, spot: Spot, path: str, moment: int, labels: Labels) -> Offer | None:
    """The next circle that holds the nearest meeting which fits."""
    if spot.within or asked.radius == RADII[-1]:
        return None
    unit = asked.unit_in(spot.country)
    nearest_first = near(asked.only(radius=RADII[-1], sort="distance"), spot, moment, labels)
    if not nearest_first.hits:
        return None
    miles = nearest_first.hits[0].miles or 0
    larger = [size for size in RADII if size > asked.radius]
    radius = next((size for size in larger if asked.only(radius=size).miles(unit) >= miles), RADII[-1])
    wider = asked.only(radius=radius)
    total = near(wider, spot, moment, labels).total
    far = words.distance_in_words(wider.miles(unit), unit)
    return Offer(_("Within %(distance)s") % {"distance": far}, wider.link(path), count_words(total))


def _other_programmes(asked: Asked, found: Found, labels: Labels, path: str) -> list[Offer]:
    """Other programmes that the same question finds here."""
    return [
        Offer(
            labels.by_fellowship_slug[slug].name,
            asked.only(fellowship=(slug,)).link(path),
            count_words(count),
        )
        for slug, count in found.counts["fellowship"].most_common(6)
        if slug not in asked.fellowship and slug in labels.by_fellowship_slug
    ]


def _nearest(fellowship: FellowshipLabel, spot: Spot, asked: Asked) -> list[Offer]:
    best = nearest(spot, fellowship.pk)
    if best is None:
        return []
    far = words.distance_in_words(best.miles, asked.unit_in(spot.country), approximate=True)
    text = _("The nearest %(programme)s meeting we know of is in %(town)s, %(distance)s away") % {
        "programme": fellowship.short_name,
        "town": best.town or _("a town not stated"),
        "distance": far,
    }
    return [Offer(text, meeting_address(fellowship.slug, best.slug, best.meeting))]


def _sentence(asked: Asked, spot: Spot, label: str, labels: Labels, offers: list[Offer]) -> str:
    """ "None here" only where a list covers the place; else that we do not have the list."""
    asked_for = [labels.by_fellowship_slug[slug] for slug in asked.fellowship]
    if not asked_for:
        if asked.filtered or asked.q:
            return _("No meeting near %(place)s fits all that you chose.") % {"place": label}
        return _("We know of no meeting near %(place)s.") % {"place": label}
    covered = covered_fellowships(spot)
    parts = []
    for one in asked_for:
        if one.pk in covered:
            text = _("%(name)s lists no meeting near %(place)s that fits what you chose.")
        else:
            text = _("We do not have the list of %(name)s for %(place)s: we cannot say that there is none.")
        parts.append(text % {"name": one.name, "place": label})
    return " ".join(parts)


def covered_fellowships(spot: Spot) -> set[int]:
    """Programmes of which some list is the whole list for this place's country or state: one query."""
    return {one.fellowship for one in covering_lists(spot)}


def _own_use(labels: Labels) -> list[FellowshipLabel]:
    return [one for one in labels.fellowships.values() if not one.for_family and one.finder][:3]


def _finders(fellowships: list[FellowshipLabel]) -> list[Offer]:
    return [
        Offer(_("Meeting finder of %(name)s") % {"name": one.name}, one.finder or one.website)
        for one in fellowships
        if one.finder or one.website
    ]
