"""What was deleted and did not come back: nothing is lost for good."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from fellowships.admin_restoring import BringingBack
from fellowships.admin_who import maker
from fellowships.past import Past, name_of

DELETED_A_PAGE = 50
VALUES_SHOWN = 6


class DeletedPage(BringingBack):
    keeps_deleted = True  # for the link beside "Add"

    def get_urls(self) -> Any:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        view = self.admin_site.admin_view(self.deleted_view)
        return [path("deleted/", view, name=name), *super().get_urls()]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The latest first, each with the way to bring it back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(self.deleted(request), DELETED_A_PAGE).get_page(request.GET.get("p"))
        rows = list(page.object_list)
        past = Past(self.model, rows, self.words_of)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted"),
            "opts": self.opts,
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "rows": [self._deleted_row(row, past) for row in rows if self.sees_deleted(request, row)],
            "page": page,
        }
        request.current_app = self.admin_site.name
        return render(request, "admin/deleted.html", context)

    def _deleted_row(self, row: Any, past: Past) -> dict[str, Any]:
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_simple_history"
        return {
            "name": name_of(row),
            "maker": maker(row),
            "why": row.history_change_reason or "",
            "values": past.differences(None, row)[:VALUES_SHOWN],
            "url": reverse(address, args=[quote(self._pk(row)), row.history_id]),
        }

    def deleted(self, request: HttpRequest) -> Any:
        """The last version of each row that is no more."""
        history: Any = getattr(self.model, "history").model  # noqa: B009 - mypy knows no history
        pk = self.model._meta.pk.attname
        there = self.model._base_manager.filter(pk=models.OuterRef(pk))
        rows = history._default_manager.filter(history_type="-")
        later = history._default_manager.filter(
            **{pk: models.OuterRef(pk)}, history_id__gt=models.OuterRef("history_id")
        )
        links = [field.name for field in history.tracked_fields if field.is_relation]
        gone = rows.filter(~models.Exists(there), ~models.Exists(later))
        return gone.select_related("history_user", *links).order_by("-history_id")
