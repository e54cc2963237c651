"""`make bench`: prints ratios, measured by turns in one run, as Markdown.

BENCH_ROWS=100000 leaves the million out. BENCH_DATABASE_URL names the PostgreSQL server and a database to
sign in to; those that are measured are made beside it and dropped at the end.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.benchmarks import feeds
from tests.benchmarks.build import CLOSE_BY
from tests.benchmarks.databases import Sqlite, postgresql
from tests.benchmarks.importing import ROWS
from tests.benchmarks.pages import PLACES, measure, weigh
from tests.benchmarks.server import PROJECT, environment, run, serving
from tests.benchmarks.staff import as_markdown as admin_lists
from tests.benchmarks.table import Results, as_markdown

MOST = int(os.environ.get("BENCH_ROWS", "1_000_000"))


def main():
    began, found, staff, sent = time.monotonic(), [], {}, {}
    with tempfile.TemporaryDirectory(prefix="recovery-bench-") as name, postgresql() as server:
        folder = Path(name)
        try:
            for kind in filter(None, (Sqlite(folder), server)):
                found.append(bench(kind, folder, staff, sent))
        finally:  # what was measured before something broke is shown all the same
            if found:
                show(found, staff, sent, (time.monotonic() - began) / 60)


def show(found, staff, sent, minutes):
    print(f"\n`make bench`, {MOST:,} meetings, Python {platform.python_version()}, {minutes:.0f} minutes.\n")
    print(as_markdown(found), admin_lists(staff), feeds.as_markdown(sent), sep="\n\n", flush=True)


def bench(kind, folder, staff, sent):
    """Everything measured on one kind of database; lists of the admin go into `staff`, feeds into `sent`."""
    small, large = min(MOST, CLOSE_BY), MOST if MOST > CLOSE_BY else None
    say(kind, "places and words")
    kind.create("base")
    run("tests.benchmarks.build", 0, 0, folder=folder, database=kind.address("base"))
    say(kind, f"importing {ROWS:,} rows")
    kind.create("lists", like="base")
    lists = run("tests.benchmarks.importing", folder=folder, database=kind.address("lists"))
    kind.drop("lists")
    grow(kind, folder, "small", "base", 1, small)
    if large:
        grow(kind, folder, "large", "small", small + 1, large)
    say(kind, "asking for lists of the admin")
    staff[kind.name] = json.loads(
        run("tests.benchmarks.staff", folder=folder, database=kind.address("small"))
    )
    say(kind, "sending feeds")
    sent[kind.name] = send_feeds(kind, folder)
    say(kind, "asking for pages")
    collect_static(folder, kind.address("small"))
    with ExitStack() as servers:
        serve = [servers.enter_context(serving(folder, kind.address("small")))]
        if large:
            serve.append(servers.enter_context(serving(folder, kind.address("large"))))
        cases = measure(*serve)
        results = Results(
            kind.name, cases, json.loads(lists), weigh(serve[0]), serve[0].megabytes(), list(PLACES)
        )
    for name in ("base", "small", "large"):
        kind.drop(name)
    return results


def send_feeds(kind, folder):
    """{feed: [ratio, queries, megabytes]}, each weighed in a process of its own."""
    kind.create("feeds", like="small")
    ask = partial(run, "tests.benchmarks.feeds", folder=folder, database=kind.address("feeds"))
    ask("prepare")
    found = json.loads(ask("time"))
    measured = {name: [*found[name], float(ask("memory", name))] for name in found}
    kind.drop("feeds")
    return measured


def grow(kind, folder, name, like, first, last):
    say(kind, f"inventing meetings up to {last:,}")
    kind.create(name, like=like)
    run("tests.benchmarks.build", first, last, folder=folder, database=kind.address(name))


def collect_static(folder, database):
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(command, cwd=PROJECT, env=environment(folder, database), check=True)


def say(kind, what):
    print(f"{kind.name}: {what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
