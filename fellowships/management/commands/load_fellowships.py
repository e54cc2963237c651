"""`manage.py load_fellowships`: the programmes, help lines and words we ship."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fellowships.loading import LOADERS, LoadResult, load_fellowships


class Command(BaseCommand):
    help = "Load the programs, help lines and format words we ship; rows that staff changed stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        self.say(_("programs and help lines"), load_fellowships())
        for name, load in LOADERS:
            self.say(name, load())

    def say(self, name: str | Promise, result: LoadResult) -> None:
        self.stdout.write(f"{name}: {result}")
        for row in result.left_alone:
            self.stdout.write(_("  %(row)s was changed here and is left as it is.") % {"row": row})
