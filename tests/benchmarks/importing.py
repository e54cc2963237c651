"""A first import of 20,000 rows, the same list again, and the same rows by plain executemany.

Prints {"first": ..., "again": ..., "plain": ...}, each in seconds of the clock and of the processor.
"""

import datetime as dt
import json
import os
import random
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
ROWS = 20_000
DAYS = 7


def main():
    django.setup()
    from fellowships.models import Fellowship
    from meetings.feeds.records import FeedBytes
    from meetings.feeds.run import run_feed
    from meetings.models import Feed

    fellowship = Fellowship.objects.get(slug="na")
    feed = Feed(kind=Feed.Kind.MEETING_GUIDE, name="Invented list", fellowship=fellowship, covers=["us"])
    feed.save()
    given = FeedBytes(json.dumps(invented_list()).encode())
    before = _tables()
    results, spent = {}, {}
    for name in ("first", "again"):
        results[name], spent[name] = _timed(lambda: run_feed(feed, given=given))
    assert (results["first"].created, results["again"].unchanged) == (ROWS, ROWS), results
    rows = _written(before)
    _empty(rows)
    spent["plain"] = _timed(lambda: _insert(rows))[1]
    assert _tables() == {**before, **{table: len(values) for table, (_, values) in rows.items()}}
    print(json.dumps(spent))


def invented_list(number=ROWS, seed=1):
    """A Meeting Guide list around the larger US towns: every venue and group has a few days of the week."""
    from meetings.demo import words
    from meetings.models import Place
    from tests.benchmarks.invented import ADJECTIVES, NOUNS

    rng = random.Random(seed)
    towns = list(
        Place.objects.filter(kind=Place.Kind.CITY, country="US", population__gte=20_000).order_by("pk")
    )
    rows = []
    while len(rows) < number:
        town, name = rng.choice(towns), f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} Group"
        street = f"{rng.randrange(1, 9_999)} {rng.choice(words.STREETS)}"
        hour, minute, _ = rng.choice(words.STARTS)
        shared = {
            "name": name,
            "group": f"{name} {len(rows)}",
            "time": f"{hour:02}:{minute:02}",
            "end_time": f"{(hour + 1) % 24:02}:{minute:02}",
            "timezone": town.time_zone,
            "location": f"{rng.choice(ADJECTIVES)} {rng.choice(words.BUILDINGS)[0]}",
            "location_notes": rng.choice(words.GETTING_IN),
            "address": street,
            "city": town.name,
            "state": town.admin1,
            "country": "US",
            "formatted_address": f"{street}, {town.name}, {town.admin1}, USA",
            "latitude": round(rng.gauss(town.latitude, 0.05), 5),
            "longitude": round(rng.gauss(town.longitude, 0.05), 5),
            "types": rng.sample(["O", "C", "D", "BE", "W", "M", "X", "ST", "SP"], 3),
            "notes": f"Invented note {len(rows)}: bring a cup.",
            "updated": "2026-05-06 07:08:09",
        }
        for day in rng.sample(range(DAYS), rng.choice((1, 1, 2, 3))):
            rows.append({**shared, "day": day, "slug": f"invented-{len(rows)}"})
    return rows[:number]


def _timed(work):
    began, used = time.perf_counter(), time.process_time()
    result = work()
    return result, {"clock": time.perf_counter() - began, "processor": time.process_time() - used}


def _tables():
    """{table: number of rows}."""
    from django.db import connection

    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


def _written(before):
    """{table: (columns, rows)} of every table that was empty before and is not now."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table, number in _tables().items():
            if number and not before[table]:
                cursor.execute(f"SELECT * FROM {table}")
                rows = cursor.fetchall()
                if connection.vendor == "sqlite":
                    rows = [tuple(map(_sqlite_value, row)) for row in rows]
                found[table] = [column[0] for column in cursor.description], rows
    return found


def _sqlite_value(value):
    return str(value) if isinstance(value, (dt.date, dt.time)) else value


def _empty(rows):
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table in rows:
            cursor.execute(f"DELETE FROM {table}")
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _insert(rows):
    from django.db import connection, transaction

    from tests.benchmarks.rows import executemany

    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            executemany(cursor, table, ", ".join(map(connection.ops.quote_name, columns)), values)


if __name__ == "__main__":
    main()
