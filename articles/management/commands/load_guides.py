"""`manage.py load_guides`: the guides, questions and words we ship."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.loading import load_guides


class Command(BaseCommand):
    help = (
        "Load the guides, questions and explained words we ship; texts that staff changed stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = load_guides()
        self.stdout.write(f"{_('guides, questions and words')}: {result}")
        for row in result.left_alone:
            self.stdout.write(_("  %(row)s was changed here and is left as it is.") % {"row": row})
