"""Fills the database of DATABASE_URL with the meetings FIRST to LAST; with places and words only for 0 0."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
CLOSE_BY = 100_000  # the meetings after these keep away from the places that are measured


def main(first, last):
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from fellowships import version
    from meetings.models import Feed
    from tests.benchmarks.invented import build
    from tests.benchmarks.rows import settle

    if not last:
        call_command("bootstrap", verbosity=0)
        return
    feed, _ = Feed.objects.get_or_create(
        name="Invented list", defaults={"kind": Feed.Kind.BMLT, "last_good_run": timezone.now()}
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-300000")
            cursor.execute("PRAGMA foreign_keys=OFF")
    build(first, last, feed=feed.pk, away=first > CLOSE_BY)
    version.bump()
    settle()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
