"""Invented meetings in any number, spread as people are, written straight into the tables.

A meeting depends on its number alone, so that a world can grow. There is no history and no SearchWord: this
builds a world to measure in, not a list to edit.
"""

import json
import random
from bisect import bisect
from itertools import accumulate

from django.db import transaction

from fellowships.models import Fellowship
from meetings.demo import words
from meetings.exceptions import Exceptions
from meetings.geo import cell_of, great_circle_miles
from meetings.maps.dots import EXACT_SPOT
from meetings.models import ONLINE_CELL, Format, Meeting, Place, SearchRow, SourceRecord, Venue
from tests.benchmarks.rows import insert, without_indexes

MEASURED = ("memphis-tn", "los-angeles-ca")
MEASURED_MILES = 60
US_SHARE = 0.7
CHUNK = 20_000
SETS = 600
TABLES = (Venue, Meeting, SearchRow, SourceRecord)  # in the order that foreign keys ask for
ADJECTIVES = """
    Amber Brave Bright Calm Candle Cedar Clear Copper Cotton Early Even Fern First Gentle Golden
    Grateful Harbor Honest Kind Lantern Late Linden Little Maple Mellow Mint Noon North Open Orchard
    Patient Pearl Plain Quiet Rain River Silver Simple Slow Small South Spring Steady Stone Sunday
    Warm West Willow Winter Yellow
""".split()
NOUNS = """
    Anchor Basket Bench Bird Blanket Boat Bread Bridge Chair Circle Compass Corner Cup Door Feather
    Field Garden Gate Hearth Hill House Kettle Key Ladder Lamp Leaf Letter Light Meadow Morning Oar
    Path Porch Road Roof Room Root Sail Shore Soup Spoon Step Table Thread Tree Tuesday Turn Voice
    Wagon Window
""".split()


def build(first, last, *, feed, away=False):
    """Meetings of these numbers; `away` ones keep MEASURED_MILES away from the places that are measured."""
    world = _World(feed)
    with without_indexes(*TABLES):
        for start in range(first, last + 1, CHUNK):
            rng = random.Random(start)
            numbers = range(start, min(start + CHUNK, last + 1))
            made = [world.meeting(pk, rng, away) for pk in numbers]
            with transaction.atomic():
                for model, values in zip(TABLES, zip(*made, strict=True), strict=True):
                    insert(model, values)


class _World:
    def __init__(self, feed):
        self.feed = feed
        towns = list(Place.objects.filter(kind=Place.Kind.CITY, population__gte=5000))
        self.home = _Towns([town for town in towns if town.country == "US"])
        self.abroad = _Towns([town for town in towns if town.country != "US"])
        self.measured = [(p.latitude, p.longitude) for p in Place.objects.filter(slug__in=MEASURED)]
        fellowships = dict(Fellowship.objects.values_list("slug", "pk"))
        self.fellowships = _deck((fellowships[slug], share) for slug, share in words.FELLOWSHIPS)
        self.starts = _deck((hour * 60 + minute, share) for hour, minute, share in words.STARTS)
        self.durations, self.weeks = _deck(words.DURATIONS), _deck(words.WEEKS)
        self.attendances = _deck(words.ATTENDANCE)
        self.sets = _format_sets(random.Random(1))

    def meeting(self, pk, rng, away):
        """Its rows of the four tables, as {column: value} without what is the model's default."""
        town, latitude, longitude = self._point(rng, away)
        attendance, near = (found := rng.choice(self.attendances)), found in ("in-person", "hybrid")
        start, zone = rng.choice(self.starts), town.time_zone
        shared = {
            "attendance": attendance,
            "weekday": rng.randrange(7),
            "duration": rng.choice(self.durations),
            "time_zone": zone,
            "weeks": rng.choice(self.weeks),
            "fellowship_id": rng.choice(self.fellowships),
        }
        name = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} Group"
        exceptional = rng.random() < 0.01
        venue = {
            "id": pk,
            "name": f"{rng.choice(ADJECTIVES)} {words.BUILDINGS[pk % len(words.BUILDINGS)][0]}",
            "street": f"{pk % 800 + 1} {words.STREETS[pk % len(words.STREETS)]}",
            "city": town.name,
            "state": town.admin1,
            "country": town.country,
            "latitude": latitude,
            "longitude": longitude,
            "time_zone": zone,
        }
        meeting = {
            "id": pk,
            "name": name,
            "slug": name.lower().replace(" ", "-"),
            "venue_id": pk,
            "start": f"{start // 60:02d}:{start % 60:02d}:00",
            "status": "listed",
            **shared,
        }
        row = {
            "meeting_id": pk,
            "cell": cell_of(latitude, longitude) if near else ONLINE_CELL,
            "start": start,
            "status": 2 if exceptional else 1,
            "format_set": ",".join(filter(None, [rng.choice(self.sets), EXACT_SPOT if near else ""])),
            "latitude": latitude if near else None,
            "longitude": longitude if near else None,
            "card": _card(name, venue, town, near),
            "exceptions": _on_holidays(town) if exceptional else "",
            **shared,
        }
        record = {
            "id": pk,
            "key": f"invented/{pk}",
            "feed_id": self.feed,
            "meeting_id": pk,
            "digest": "0",
            "said": "{}",
        }
        return venue, meeting, row, record

    def _point(self, rng, away):
        while True:
            towns = self.home if rng.random() < US_SHARE else self.abroad
            town = towns.any(rng)
            spread = 0.05 + min(town.population, 4_000_000) / 4_000_000 * 0.15
            latitude = max(-89.0, min(89.0, rng.gauss(town.latitude, spread)))
            longitude = (rng.gauss(town.longitude, spread) + 180) % 360 - 180
            if not (away and self._near_measured(latitude, longitude)):
                return town, latitude, longitude

    def _near_measured(self, latitude, longitude):
        return any(
            abs(latitude - there[0]) < 2 and great_circle_miles(latitude, longitude, *there) < MEASURED_MILES
            for there in self.measured
        )


class _Towns:
    """Towns to draw from: one of a million people a hundred times as often as one of ten thousand."""

    def __init__(self, towns):
        self.towns = towns
        self.sums = list(accumulate(town.population for town in towns))

    def any(self, rng):
        return self.towns[bisect(self.sums, rng.random() * self.sums[-1] * 0.999_999)]


def _deck(choices):
    """Every value as often as its share says."""
    return [value for value, share in choices for _ in range(share)]


def _format_sets(rng):
    """Tokens as meetings/reindex.py writes them."""
    ids = dict(Format.objects.values_list("slug", "pk"))
    choices = [_deck(words.OPEN_OR_CLOSED), _deck(words.WHO), _deck(words.ACCESS)]
    what = [(slug,) for slugs in words.WHAT.values() for slug in slugs]
    sets = []
    for _ in range(SETS):
        slugs = {slug for deck in (*choices, what) for slug in rng.choice(deck)}
        tokens = sorted(ids[slug] for slug in slugs if slug in ids)
        language = rng.choices(("", "Les", "Len"), (88, 6, 6))[0]
        sets.append(",".join([*map(str, tokens), *([language] if language else [])]))
    return sets


def _card(name, venue, town, near):
    card = {"name": name, "slug": name.lower().replace(" ", "-"), "town": town.label, "country": town.country}
    if near:
        card |= {"venue": venue["name"], "street": venue["street"], "state": town.admin1}
    return json.dumps(card, ensure_ascii=False)


def _on_holidays(town):
    return Exceptions(closed_on_holidays=True, country=town.country, state=town.admin1).as_text()
