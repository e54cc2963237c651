from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """`manage.py load_fellowships` loads the format words too; its app does not know them."""
        from fellowships.loading import LOADERS
        from meetings.formats import load_formats

        if not any(load is load_formats for _name, load in LOADERS):
            LOADERS.append((_("format words and codes"), load_formats))
