"""The finder near a place, straight from a Meeting Guide file: nothing of our reading, storing, searching."""

import json

from tests.oracles import search

# What the codes of the file mean in our words; its other codes are explained by nobody and count for nothing.
WORDS = {
    "O": ("openness", "open"),
    "C": ("openness", "closed"),
    "D": ("format", "discussion"),
    "Topic": ("format", "topic"),
    "LC": ("format", "living-clean"),
    "CAN": ("format", "candlelight"),
    "Basic Text": ("format", "basic-text"),
    "It Works study": ("format", "it-works"),
    "Step study": ("format", "step-study"),
    "Tradition study": ("format", "tradition"),
    "Wheelchair accessible": ("access", "wheelchair"),
    "Non-smoking": ("access", "no-smoking"),
}
FILTERS = {"openness": "type", "who": "type"}  # two dimensions of the search are one filter of the page


def meetings_of(path, fellowship, zone):
    """Every row of the file as tests/oracles/search.py wants it, numbered in its order."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [_meeting(number, row, fellowship, zone) for number, row in enumerate(rows)]


def _meeting(number, row, fellowship, zone):
    words = {}
    for code in row.get("types", []):
        if code in WORDS:
            dimension, slug = WORDS[code]
            words.setdefault(dimension, set()).add(slug)
    start, end = _minutes(row["time"]), _minutes(row["end_time"])
    return {
        "id": number,
        "name": row["name"],
        "state": row["state"],
        "weekday": row["day"],
        "start": start,
        "duration": (end - start) % 1440,
        "zone": zone,
        "weeks": 0,
        "fellowship": fellowship,
        "attendance": row["attendance_option"].replace("_", "-"),
        "words": words,
        "point": (row["latitude"], row["longitude"]),
    }


def _minutes(clock):
    hour, minute = clock.split(":")[:2]
    return int(hour) * 60 + int(minute)


def near(meetings, point, moment, **question):
    """What is found within 25 miles, in order."""
    return search.results(meetings, search.Question(point=point, near_only=True, **question), moment)


def options(meetings, point, moment, **question):
    """{(filter, value): count} of every option that finds something."""
    asked = search.Question(point=point, near_only=True, **question)
    values = {}
    for one in search.results(meetings, asked, moment):
        for name, slugs in one.values.items():
            values.setdefault(name, set()).update(slugs)
    counts = search.counts(meetings, asked, moment, values)
    return {
        (FILTERS.get(name, name), slug): count
        for name, counter in counts.items()
        for slug, count in counter.items()
        if count
    }
