"""Bake the coast and border lines of fixtures/places/ anew. Development only."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from meetings.maps.bake import bake
from meetings.maps.lines import lines_path, write


class Command(BaseCommand):
    help = "Bake the lines of the small maps from two TopoJSON files; see fixtures/places/README.md."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("counties", type=Path, help="counties-10m.json of the npm package us-atlas")
        parser.add_argument("countries", type=Path, help="countries-10m.json of the npm package world-atlas")
        parser.add_argument("--to", type=Path, help="the file to write; ours if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["to"] or lines_path()
        cells = bake(
            json.loads(options["counties"].read_bytes()), json.loads(options["countries"].read_bytes())
        )
        write(path, cells)
        self.stdout.write(f"{len(cells)} cells, {path.stat().st_size:,} bytes")
