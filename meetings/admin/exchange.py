"""Meetings out to a spreadsheet and in again, each row shown before anything is written."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields, resources
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ImportForm
from import_export.results import Error, Result, RowResult

from meetings.fields import as_json, differences
from meetings.models import Meeting
from meetings.proposing import may_publish
from meetings.scope import Scope, scope_of
from meetings.sheets.columns import COLUMNS
from meetings.sheets.reading import SheetRow
from meetings.sheets.storage import SheetStorage
from meetings.sheets.taking import read_sheet, take_sheet
from meetings.sheets.writing import csv_of, xlsx_of

MOST_ROWS: Final = 5000  # of a sheet that is taken in
MOST_XLSX: Final = 20_000  # packing more takes longer than a browser waits
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ShownRow(RowResult):  # type: ignore[misc]
    """A row of the preview: what becomes of it, and each change in words."""

    def __init__(self, row: SheetRow) -> None:
        super().__init__()
        self.row = row
        self.import_type = self.IMPORT_TYPE_SKIP
        if row.changed:
            self.import_type = self.IMPORT_TYPE_UPDATE if row.meeting else self.IMPORT_TYPE_NEW

    @property
    def changes(self) -> list[Any]:
        """As FieldChange; a new venue in words beside them."""
        after = {name: as_json(value) for name, value in self.row.values.items()}
        return differences(self.row.before, after)


class MeetingResource(resources.Resource):  # type: ignore[misc]
    """For django-import-export: the rows are read and written by meetings/sheets/."""

    def __init__(self, scope: Scope | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scope = scope or Scope()
        self.fields = {name: fields.Field(column_name=name) for name in COLUMNS}

    @classmethod
    def get_display_name(cls) -> str:
        return _("Meetings")

    def import_data(self, dataset: Any, dry_run: bool = False, **kwargs: Any) -> Result:
        result = Result()
        result.unknown = [name for name in dataset.headers or [] if name and name not in COLUMNS]
        if why := _unreadable(dataset):
            result.append_base_error(Error(why))
            return result
        rows = read_sheet(self.scope, dataset.dict)
        result.shown = [ShownRow(row) for row in rows]
        result.wanted = sum(row.changed for row in rows)
        result.refused = sum(row.refused for row in rows)
        if not dry_run:
            result.made, result.changed = take_sheet(rows, str(kwargs.get("file_name") or ""))
        return result


def _unreadable(dataset: Any) -> str:
    """Why a file is no sheet of meetings; empty where it is one."""
    if not {"id", "name"} & set(dataset.headers or ()):
        return _("The first row must name the columns; neither “id” nor “name” is among them.")
    if len(dataset) > MOST_ROWS:
        return _("These are too many rows: take at most %(number)d at once.") % {"number": MOST_ROWS}
    return ""


class SheetForm(ImportForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        given = data.get("import_file")
        if given is not None and given.size > SheetStorage.MOST_BYTES:
            self.add_error("import_file", _("This file is too large: take at most 5,000 meetings at once."))
        return data


class MeetingExchangeMixin(ImportExportMixin):  # type: ignore[misc]
    """For MeetingAdmin. Who may publish takes sheets in; whoever may read the list takes it out."""

    resource_classes = (MeetingResource,)
    import_form_class = SheetForm
    import_template_name = "admin/meetings/meeting/import.html"
    import_export_change_list_template = "admin/meetings/meeting/change_list.html"
    tmp_storage_class = SheetStorage
    formats = (CSV, XLSX)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user) and bool(self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        asked = request.GET.copy()
        asked["as"] = "xlsx"
        return super().changelist_view(
            request, {**(extra_context or {}), "as_workbook": f"?{asked.urlencode()}"}
        )

    def get_import_formats(self) -> list[Any]:
        return list(self.formats)

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"scope": scope_of(request.user)}

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"columns": COLUMNS.items(), "most": MOST_ROWS}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> Any:
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.error(
                request, _("The sheet is not here any more: choose it again. Nothing was changed.")
            )
            return HttpResponseRedirect(reverse("admin:meetings_meeting_import"))

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        changed = Meeting.objects.filter(pk__in=result.changed)
        for rows, flag in ((result.made, ADDITION), (list(changed), CHANGE)):
            if rows:
                said = _("From a spreadsheet.")
                LogEntry.objects.log_actions(request.user.pk or 0, rows, flag, change_message=said)
        text = _("%(new)d new, %(changed)d changed, %(refused)d refused.")
        numbers = {"new": len(result.made), "changed": len(result.changed), "refused": result.refused}
        messages.success(request, text % numbers)
        return HttpResponseRedirect(reverse("admin:meetings_meeting_changelist"))

    def export_action(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """What the list shows with its filters; `?as=xlsx` for a workbook, else CSV."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        kind = request.GET.get("as")
        asked = request.GET.copy()
        asked.pop("as", None)
        request.GET = asked  # type: ignore[assignment]
        meetings = self.get_changelist_instance(request).queryset
        name = f"meetings-{timezone.localdate():%Y-%m-%d}"
        if kind != "xlsx":
            answer = StreamingHttpResponse(csv_of(meetings), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            return answer
        if meetings.order_by().values("pk")[MOST_XLSX : MOST_XLSX + 1].exists():
            text = _("These are more than %(number)d meetings: take them as CSV, or filter the list first.")
            messages.error(request, text % {"number": MOST_XLSX})
            return HttpResponseRedirect(reverse("admin:meetings_meeting_changelist"))
        packed = xlsx_of(meetings)
        return FileResponse(packed, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)
