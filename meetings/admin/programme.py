"""The programme's own page in the admin, once more: hiding a programme hides its meetings at once."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from fellowships.admin_programme import FellowshipAdmin
from fellowships.models import Fellowship
from meetings.changing import affected_by, publish


class FellowshipWithMeetingsAdmin(FellowshipAdmin):
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "published" in form.changed_data:
            publish(affected_by(form.instance))

    def restore(self, request: HttpRequest, obj: Any, version_row: Any) -> str:
        hidden = obj.published != version_row.published
        said = super().restore(request, obj, version_row)
        if hidden:
            publish(affected_by(obj))
        return said


admin.site.unregister(Fellowship)
admin.site.register(Fellowship, FellowshipWithMeetingsAdmin)
