"""Lists of the admin against an admin page without a list, in one process.

Prints {list: [ratio, queries]}, each the least of a few rounds taken by turns.
"""

import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
EMPTY = "/admin/password_change/"
LISTS = {
    "meetings": "/admin/meetings/meeting/",
    "meetings by a common word": "/admin/meetings/meeting/?q=group",
    "meetings not placed": "/admin/meetings/meeting/?place=none",
    "meetings closed for now": "/admin/meetings/meeting/?held=closed",
    "meetings due again": "/admin/meetings/meeting/?confirmed=due",
    "meetings in no list": "/admin/meetings/meeting/?list=none",
    "venues": "/admin/meetings/venue/",
    "venues by a word": "/admin/meetings/venue/?q=lamp",
    "groups": "/admin/meetings/group/",
    "problems of lists": "/admin/meetings/importproblem/",
}
ROUNDS = 5
MOST_RATIO, MOST_QUERIES = 10, 12


def main():
    django.setup()
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.people import make_person

    with transaction.atomic():
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(make_person("publisher"), backend="django.contrib.auth.backends.ModelBackend")
        best = dict.fromkeys((EMPTY, *LISTS.values()), float("inf"))
        for _round in range(ROUNDS):
            for address in best:
                best[address] = min(best[address], seconds(client, address))
        found = {}
        for name, address in LISTS.items():
            with CaptureQueriesContext(connection) as seen:
                client.get(address)
            found[name] = [best[address] / best[EMPTY], len(seen)]
        transaction.set_rollback(True)
    print(json.dumps(found))


def seconds(client, address):
    began = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return time.perf_counter() - began


def as_markdown(found):
    """`found`: {kind of database: what main() printed}."""
    lines = ["| list of the admin | " + " | ".join(f"{kind}: time, queries" for kind in found) + " |"]
    lines.append("| --- |" + " --- |" * len(found))
    for name in LISTS:
        cells = (f"{ratio:.1f}×, {number}" for ratio, number in (kind[name] for kind in found.values()))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append(f"\nAgainst an admin page without a list; at most {MOST_RATIO}× and {MOST_QUERIES} queries.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
