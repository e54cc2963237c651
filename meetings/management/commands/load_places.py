"""Load towns, ZIPs, counties, states and countries; a second time it does nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from meetings.places.load import load_places


class Command(BaseCommand):
    help = "Load the table of places (towns, ZIPs, counties, states, countries). Repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_places()
        if count is None:
            self.stdout.write("Places: unchanged.")
        else:
            self.stdout.write(f"Places: {count:,} loaded.")
