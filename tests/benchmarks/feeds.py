"""All of a large fellowship as a feed: against json.dumps of the same rows, by turns, and its memory.

    prepare        every meeting of the database becomes one of NA that may be passed on
    time           prints {feed: [ratio of processor time, queries of an unchanged repeat]}
    memory FEED    prints the most megabytes that a process held which did nothing but send that feed

Times are of the process that makes the answer, compression and network left out.
"""

import json
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
FEEDS = {
    "BMLT, all meetings": "/feeds/bmlt/na/client_interface/json/?switcher=GetSearchResults",
    "BMLT with its formats, by distance": (
        "/feeds/bmlt/na/client_interface/json/?switcher=GetSearchResults&get_used_formats=1"
        "&lat_val=35.1&long_val=-90&geo_width=10000&sort_results_by_distance=1"
    ),
    "Meeting Guide": "/feeds/meeting-guide/na.json",
    "CSV": "/feeds/meetings.csv?fellowship=na",
}
ROUNDS = 3
MOST_RATIO, MOST_MEGABYTES, MOST_QUERIES = 5, 150, 1


def main(what, *arguments):
    django.setup()
    {"prepare": prepare, "time": measure, "memory": weigh}[what](*arguments)


def prepare():
    from django.db import connection, transaction

    from fellowships import version
    from fellowships.models import Fellowship
    from meetings.models import Feed, Meeting, SearchRow
    from tests.benchmarks.rows import settle

    na = Fellowship.objects.get(slug="na").pk
    with transaction.atomic():
        Feed.objects.update(republish=True)
        Meeting.writing.update(republish=True, fellowship_id=na)
        SearchRow.objects.update(fellowship_id=na)
        version.bump()
    settle()
    connection.close()


def client():
    from django.test import Client

    return Client(HTTP_HOST="127.0.0.1")


def measure():
    asking = client()
    rows = json.loads(b"".join(asking.get(FEEDS["BMLT, all meetings"]).streaming_content))
    best = dict.fromkeys((*FEEDS, "json.dumps"), float("inf"))
    for _round in range(ROUNDS):
        for name, path in FEEDS.items():
            best[name] = min(best[name], seconds(lambda path=path: sent(asking, path)))
        best["json.dumps"] = min(best["json.dumps"], seconds(lambda: json.dumps(rows)))
    found = {name: [best[name] / best["json.dumps"], repeated(asking, FEEDS[name])] for name in FEEDS}
    print(json.dumps(found))


def weigh(name):
    sent(client(), FEEDS[name])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def sent(asking, path):
    """Bytes of the answer, each part dropped when it was counted, as a server does that sends it."""
    answer = asking.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert answer.streaming, path
    return sum(map(len, answer.streaming_content))


def seconds(do):
    began = time.process_time()
    do()
    return time.process_time() - began


def repeated(asking, path):
    """Queries of a program that has the feed and asks whether it changed; -1 for what nobody may keep."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fellowships import version

    tag = asking.get(path).headers.get("ETag")
    if tag is None:
        return -1
    version._recent = version.NOTHING_RECENT
    with CaptureQueriesContext(connection) as seen:
        answer = asking.get(path, headers={"if-none-match": tag})
    assert answer.status_code == 304, (path, answer.status_code)
    return len(seen)


def as_markdown(found):
    """`found`: {kind of database: {feed: [ratio, queries, megabytes]}}."""
    lines = ["| feed | " + " | ".join(f"{kind}: time, queries again, memory" for kind in found) + " |"]
    lines.append("| --- |" + " --- |" * len(found))
    for name in FEEDS:
        cells = (_cell(*kind[name]) for kind in found.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append(
        f"\nAgainst json.dumps of the same rows; at most {MOST_RATIO}×, {MOST_QUERIES} query for an "
        f"unchanged repeat, {MOST_MEGABYTES} MB for the process."
    )
    return "\n".join(lines)


def _cell(ratio, queries, megabytes):
    again = "never kept" if queries < 0 else queries
    return f"{ratio:.2f}×, {again}, {megabytes:.0f} MB"


if __name__ == "__main__":
    main(*sys.argv[1:])
