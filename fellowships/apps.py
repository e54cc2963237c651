from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FellowshipsConfig(AppConfig):
    name = "fellowships"
    verbose_name = _("Programs")

    def ready(self) -> None:
        """`manage.py load_fellowships` loads the questions that help to choose after the programmes."""
        from fellowships.loading import LOADERS
        from fellowships.loading_choosing import load_choosing

        if not any(load is load_choosing for _name, load in LOADERS):
            LOADERS.append((_("questions that help to choose"), load_choosing))
