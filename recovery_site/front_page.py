"""The first page of the admin: what needs doing, then every list in the order in which people need it."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import SimpleLazyObject
from django.views.generic import RedirectView

from recovery_site.dashboard import dashboard

if TYPE_CHECKING:
    Site = AdminSite
else:
    Site = object

APPS: Final = ("meetings", "articles", "fellowships", "auth", "recovery_site")
MODELS: Final = {
    "meetings": (
        *("Meeting", "Venue", "Group", "Report", "Closure", "Cancellation", "GroupContact", "DuplicatePair"),
        *("Feed", "ImportRun", "ImportProblem", "FormatCode", "Format", "Correction", "ServiceBody"),
    ),
    "articles": ("Guide", "Question", "Term"),
    "fellowships": (
        *("Fellowship", "Criterion", "Fact", "HelpLine", "Source"),
        *("ChoosingQuestion", "ChoosingOption", "ChoosingWay"),
    ),
}


class FrontPage(Site):
    def get_urls(self) -> list[Any]:
        """A short address for the queue, to tell on the phone."""
        queue = RedirectView.as_view(pattern_name="admin:queue-next")
        return [path("queue/", queue, name="queue"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"todo": dashboard(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """A list, made where a page shows it: many do not, and it takes a good part of a page's time."""
        return SimpleLazyObject(lambda: self._ordered(request, app_label))

    def _ordered(self, request: HttpRequest, app_label: str | None) -> list[Any]:
        """What is not named above comes last, by name."""
        found: list[Any] = super().get_app_list(request, app_label)
        found.sort(key=lambda app: _place(app["app_label"], APPS))
        for app in found:
            known = MODELS.get(app["app_label"], ())
            app["models"].sort(key=lambda model, known=known: _place(model["object_name"], known))
        return found


def _place(name: str, known: tuple[str, ...]) -> int:
    return known.index(name) if name in known else len(known)
