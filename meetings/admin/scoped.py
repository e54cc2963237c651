"""The base of the admin of meetings: who may see and change which rows, and what follows from a change."""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest

from fellowships.publishing import PublishedAdmin
from meetings.admin.restoring import MeetingsHistory, words_of
from meetings.changing import affected_by, publish
from meetings.scope import scope_of


class ScopedAdmin(MeetingsHistory, PublishedAdmin):
    """A volunteer meets only rows of their scope: in lists, in choices, by address and by crafted request.

    Nothing is deleted for good: a subclass whose rows simply end (closures, cancelled dates) says
    `deletable = True`; their history stays.
    """

    deletable = False

    def __init__(self, model: type[models.Model], admin_site: Any) -> None:
        super().__init__(model, admin_site)
        self.words_of = words_of(model)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return scope_of(request.user).limit(super().get_queryset(request))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or scope_of(request.user).covers(obj))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if not self.deletable:
            return False
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or scope_of(request.user).covers(obj))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices, and what is accepted from a form, are of the scope too."""
        related: Any = db_field.remote_field.model
        rows = kwargs.get("queryset")
        kwargs["queryset"] = scope_of(request.user).limit(
            related._default_manager.all() if rows is None else rows
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        related: Any = db_field.remote_field.model
        kwargs.setdefault("queryset", scope_of(request.user).limit(related._default_manager.all()))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Also remembers whose search rows the row stood in before."""
        before = type(obj)._default_manager.filter(pk=obj.pk).first() if change else None
        form.touched = affected_by(before) if before is not None else []
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish([*form.touched, *affected_by(form.instance)])

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        with transaction.atomic():
            touched = affected_by(obj)
            super().delete_model(request, obj)
            publish(touched)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            touched = [pk for row in queryset for pk in affected_by(row)]
            super().delete_queryset(request, queryset)
            publish(touched)
