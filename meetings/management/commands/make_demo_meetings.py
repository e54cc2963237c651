"""`manage.py make_demo_meetings`: invented meetings for an empty site."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from meetings.demo import make_demo
from meetings.demo.save import CannotInvent


class Command(BaseCommand):
    help = "Invent meetings to try the site with. Does nothing once a real meeting is listed."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_demo()
        except CannotInvent as reason:
            self.stdout.write(str(reason))
            return
        if made:
            self.stdout.write(_("Invented %(count)d meetings.") % {"count": made})
        else:
            self.stdout.write(_("The invented meetings are there already."))
