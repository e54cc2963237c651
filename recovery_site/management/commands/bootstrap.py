"""Make an empty installation ready, or bring one up to date; a second time it changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

# In this order: words before what uses them. Those whose command is not there yet are left out.
LOADERS = ("load_places", "load_fellowships", "load_guides")


class Command(BaseCommand):
    help = "Migrates the database and loads what we ship. Repeatable. Invented meetings only with --demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="invent meetings, to try the site with")

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        self.stdout.write(_("Database: migrating."))
        call_command("migrate", verbosity=0, interactive=False)
        known = get_commands()
        for name in LOADERS:
            if name in known:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
        if options["demo"]:
            call_command("make_demo_meetings", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(_("Ready."))
