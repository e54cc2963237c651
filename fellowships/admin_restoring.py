"""Bringing a version back: asked first, with its difference to what stands there now."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowships import acting, version
from fellowships.admin_history import HistoryPages, aligned
from fellowships.admin_who import maker, when
from fellowships.past import Past, name_of, shown_fields


class BringingBack(HistoryPages):
    """A page that asks first, and the two ways back: onto the row that is, and for one that is no more.

    An app whose rows have more to follow from a change overrides `restore` and `restore_deleted`.
    """

    def restore(self, request: HttpRequest, obj: Any, version_row: Any) -> str:
        """Make the row what it was then; what to tell the person ("" for the usual).

        Raises ValidationError with why it cannot be.
        """
        for field in shown_fields(self.model):
            if not field.many_to_many:
                setattr(obj, field.attname, getattr(version_row, field.attname))
        with transaction.atomic(), acting.acting_as(reason=reason_of(version_row)):
            obj.full_clean()
            obj.save()
            version.bump()
        return ""

    def restore_deleted(self, request: HttpRequest, version_row: Any) -> Any:
        """The row again, with the number it had."""
        row = version_row.instance
        with transaction.atomic(), acting.acting_as(reason=reason_of(version_row)):
            row.full_clean()
            row.save(force_insert=True)
            version.bump()
        return row

    def may_restore(self, request: HttpRequest, obj: Any | None, version_row: Any) -> bool:
        """`obj` is None for a deleted row, which to bring back is to add."""
        if obj is None:
            return bool(self.has_add_permission(request) and self.sees_deleted(request, version_row))
        return bool(self.has_change_permission(request, obj))

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Stands at the address where simple_history has a form of its own; this one asks first."""
        versions = self.versions(object_id)
        if not version_id.isdecimal():
            raise Http404
        chosen = get_object_or_404(versions, history_id=int(version_id))
        row = self.present(request, versions)
        allowed = self.may_restore(request, row, chosen)
        if request.method == "POST":
            if not allowed:
                raise PermissionDenied
            if request.POST.get("newest") == str(versions.first().history_id):
                return self._bring_back(request, object_id, chosen)
            messages.warning(
                request, _("Somebody saved this meanwhile. Look again before you bring it back.")
            )
        return self._ask(request, object_id, row, chosen, versions, allowed)

    def _ask(
        self, request: HttpRequest, object_id: str, row: Any, chosen: Any, versions: Any, allowed: bool
    ) -> HttpResponse:
        past = Past(self.model, [chosen] if row is None else [row, chosen], self.words_of)
        context = {
            "title": _("A version of %(when)s") % {"when": when(chosen.history_date)},
            "maker": maker(chosen, self._lists([chosen])),
            "why": chosen.history_change_reason or "",
            "rows": [aligned(one) for one in past.differences(row, chosen)],
            "allowed": allowed,
            "gone": row is None,
            "newest": versions.first().history_id,
            "name": str(row) if row is not None else name_of(chosen),
        }
        return self._page(request, "admin/history_version.html", object_id, row, context)

    def _bring_back(self, request: HttpRequest, object_id: str, chosen: Any) -> HttpResponse:
        history_url = reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[quote(object_id)]
        )
        try:
            with transaction.atomic():
                said = self._back(request, object_id, chosen)
        except ValidationError as wrong:
            words = " ".join(wrong.messages)
            messages.error(request, _("It cannot be brought back as it was: %(why)s") % {"why": words})
        else:
            messages.success(
                request, said or _("The version is back. What stood there is in the history too.")
            )
        return redirect(history_url)

    def _back(self, request: HttpRequest, object_id: str, chosen: Any) -> str:
        """Asked again under a lock: the row may have been deleted or taken out of reach meanwhile."""
        pk = self._pk(chosen)
        list(self.model._base_manager.select_for_update().filter(pk=pk).values_list("pk"))
        row = self.present(request, self.versions(object_id))
        if not self.may_restore(request, row, chosen):
            raise PermissionDenied
        if row is None:
            row = self.restore_deleted(request, chosen)
            said = ""
        else:
            said = self.restore(request, row, chosen)
        self.log_change(request, row, reason_of(chosen))
        return said

    def _pk(self, version_row: Any) -> Any:
        return getattr(version_row, self.model._meta.pk.attname)


def reason_of(version_row: Any) -> str:
    return _("Brought back the version of %(when)s") % {"when": when(version_row.history_date)}
