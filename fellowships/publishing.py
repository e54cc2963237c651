"""Saving in the admin: whatever visitors see raises the data version, in the same transaction."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from fellowships import version
from fellowships.admin_deleted import DeletedPage
from fellowships.admin_stale import StaleForms
from fellowships.past import label

if TYPE_CHECKING:
    Inline = admin.TabularInline[Any, Any]
else:
    Inline = admin.TabularInline


class PublishedAdmin(DeletedPage, StaleForms, SimpleHistoryAdmin):  # type: ignore[misc]
    """Base of the pages where staff edit what visitors read; every change is in its history."""

    save_on_top = True
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After the row and all that belongs to it."""
        super().save_related(request, form, formsets, change)
        version.bump()

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            version.bump()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """One by one, so that each deletion is in its history: what was deleted is not loaded again."""
        with transaction.atomic():
            for row in queryset:
                row.delete()
            version.bump()


class PublishedInline(Inline):
    extra = 0
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """In a table only the head of the column says what a field is: each field says it too."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", label(db_field))
        return field
