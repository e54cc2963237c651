"""The world that random requests meet: the named one, and meetings of every further kind."""

import random
from collections import defaultdict

from django.urls import Resolver404, resolve

from tests.site.addresses import ADDRESSES, STATES
from tests.site.visiting import everything
from tests.world import make_feed, make_meeting, make_place, make_venue, unrecorded

TOWNS = (
    # name, admin1, country, point, zone
    ("Kolkata", "28", "IN", (22.5626, 88.363), "Asia/Kolkata"),
    ("Sydney", "02", "AU", (-33.8678, 151.2073), "Australia/Sydney"),
    ("London", "ENG", "GB", (51.5085, -0.1257), "Europe/London"),
    ("Apia", "", "WS", (-13.8333, -171.7667), "Pacific/Apia"),
    ("Springfield", "IL", "US", (39.8017, -89.6437), "America/Chicago"),
    ("Springfield", "MO", "US", (37.2153, -93.2982), "America/Chicago"),
)
NAMES = ("Lamp", "Ünïcode & <b>Sons</b>", "नमस्ते समूह", "% s {{ x }}", 'O\'Brien "Hall"', "😀", "x" * 200)
ATTENDANCES = ("in-person", "online", "phone", "hybrid")
ONLINE = {"online_url": "https://video.example/j/2", "online_kind": "video"}


@unrecorded()
def make_variety(number=28):
    """Returns {page name: addresses that lead there}."""
    words, rng = everything(), random.Random(7)
    feed = make_feed("Varied list")
    for name, admin1, country, point, zone in TOWNS:
        make_place(
            name, admin1, country=country, point=point, time_zone=zone, population=rng.randrange(10**6)
        )
    for count in range(number):
        _one(count, rng, feed)
    return _samples(words)


def _one(count, rng, feed):
    name, admin1, country, point, zone = TOWNS[count % len(TOWNS)]
    attendance = rng.choice(ATTENDANCES)
    changes = {"phone": "+1 555 0100"} if attendance == "phone" else {}
    if attendance in ("online", "hybrid"):
        changes |= ONLINE
    if attendance in ("in-person", "hybrid"):
        changes["venue"] = make_venue(
            city=name,
            state=admin1,
            country=country,
            point=point,
            time_zone=zone,
            address_hidden=count % 9 == 0,
        )
    make_meeting(
        f"{NAMES[count % len(NAMES)]} {count}"[:200],
        feed=feed,
        fellowship=rng.choice(("na", "ha", "nar-anon", "smart")),
        attendance=attendance,
        weekday=rng.randrange(7),
        start=f"{rng.randrange(24):02}:{rng.choice((0, 29, 30, 59)):02}",
        duration=rng.choice((None, 1, 60, 90, 1440)),
        time_zone=zone,
        weeks=rng.choice((0, 0, 0b00001, 0b10000, 0b100001)),
        languages=rng.choice(([], ["en"], ["es", "pt-BR"])),
        slips=rng.choice(("", "yes", "no", "ask")),
        formats=rng.sample(("open", "closed", "women", "step-study", "wheelchair", "closed-on-holidays"), 2),
        **changes,
    )


def _samples(words):
    samples = defaultdict(list)
    for address in (*ADDRESSES.values(), *STATES.values()):
        path = address.path.format(**words)
        samples[_page_of(path)].append(path)
    everything_else = [
        "/admin/",
        "/favicon.ico",
        "/meetings",
        "/es/",
        "/es",
        "//",
        "/.git/config",
    ]
    samples["anywhere"] += [path for paths in samples.values() for path in paths] + everything_else
    return samples


def _page_of(path):
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return "anywhere"
