"""What the demonstration is invented on: programmes, words and six towns."""

import datetime as dt

from fellowships.loading import load_fellowships
from meetings.formats import load_formats
from tests.world import make_place

TODAY = dt.date(2026, 11, 22)
TOWNS = (
    ("Memphis", "TN", "US", "memphis-tn", (35.15, -90.05), "America/Chicago", 2_000_000),
    ("New York City", "NY", "US", "new-york-city-ny", (40.71, -74.01), "America/New_York", 8_000_000),
    ("Nowhere", "CA", "US", "nowhere-ca", (36.7, -119.8), "America/Los_Angeles", 6_000_000),
    ("London", "ENG", "GB", "london-gb", (51.51, -0.13), "Europe/London", 9_000_000),
    ("Madrid", "29", "ES", "madrid-es", (40.42, -3.7), "Europe/Madrid", 3_000_000),
    ("Kolkata", "28", "IN", "kolkata-in", (22.56, 88.36), "Asia/Kolkata", 4_600_000),
)


def make_ground():
    load_fellowships()
    load_formats()
    for name, admin1, country, slug, point, zone, population in TOWNS:
        make_place(
            name, admin1, country=country, slug=slug, point=point, time_zone=zone, population=population
        )
