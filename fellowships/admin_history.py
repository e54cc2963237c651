"""What happened to a row: who or which list changed what, when and why; and two versions side by side."""

import difflib
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fellowships.admin_who import maker
from fellowships.past import Difference, Past, Words

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

VERSIONS_A_PAGE = 40
LONG = 240  # of a longer text only the lines that differ are shown
KINDS = {"+": gettext_lazy("Added"), "~": gettext_lazy("Changed"), "-": gettext_lazy("Deleted")}


class HistoryPages(ModelAdmin):
    words_of: Words = {}

    def lists_of(self, runs: set[int]) -> dict[int, str]:
        """Names of the lists that these runs read; the apps above know them."""
        return {}

    def sees_deleted(self, request: HttpRequest, version: Any) -> bool:
        """Whether this person may look at a row that is no more."""
        return bool(self.has_view_permission(request))

    def get_urls(self) -> Any:
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/history/compare/", view, name=name), *super().get_urls()]

    def versions(self, object_id: str) -> Any:
        """All of a row, the newest first."""
        history: Any = getattr(self.model, "history").model  # noqa: B009 - mypy knows no history
        try:
            pk = self.model._meta.pk.to_python(unquote(object_id))
        except Exception as wrong:
            raise Http404 from wrong
        rows = history._default_manager.filter(**{self.model._meta.pk.attname: pk})
        return rows.select_related("history_user").order_by("-history_id")

    def present(self, request: HttpRequest, versions: Any) -> Any | None:
        """The row as it is now, None for a deleted one; nobody sees more here than in the list."""
        newest = versions.first()
        if newest is None:
            raise Http404
        pk = getattr(newest, self.model._meta.pk.attname)
        row = self.get_queryset(request).filter(pk=pk).first()
        if row is not None:
            if not self.has_view_or_change_permission(request, row):
                raise PermissionDenied
        elif self.model._base_manager.filter(pk=pk).exists():
            raise Http404
        elif not self.sees_deleted(request, newest):
            raise PermissionDenied
        return row

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        versions = self.versions(object_id)
        if not versions.exists() and self.get_object(request, unquote(object_id)) is not None:
            return self._page(request, "admin/history.html", object_id, None, {"versions": []})
        row = self.present(request, versions)
        page = Paginator(versions, VERSIONS_A_PAGE).get_page(request.GET.get("p"))
        context = {
            "versions": self._told(page, versions),
            "page": page,
            "several": len(page.object_list) > 1,
            "gone": row is None,
            **(extra_context or {}),
        }
        return self._page(request, "admin/history.html", object_id, row, context)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Two versions side by side, the older one first."""
        versions = self.versions(object_id)
        row = self.present(request, versions)
        chosen = [one for one in request.GET.getlist("v") if one.isdecimal()]
        found = list(versions.filter(history_id__in=chosen).order_by("history_id")[:2])
        context: dict[str, Any] = {"rows": None, "title": _("Two versions side by side")}
        if len(found) == 2:
            past = Past(self.model, found, self.words_of)
            lists = self._lists(found)
            context |= {
                "rows": [aligned(one) for one in past.differences(*found)],
                "older": maker(found[0], lists),
                "newer": maker(found[1], lists),
            }
        return self._page(request, "admin/history_compare.html", object_id, row, context)

    def _told(self, page: Any, versions: Any) -> list[dict[str, Any]]:
        """What a page of versions changed; the one before the page is read for its last row."""
        rows = list(page.object_list)
        earlier = list(versions.filter(history_id__lt=rows[-1].history_id)[:1])
        past = Past(self.model, rows + earlier, self.words_of)
        lists = self._lists(rows)
        before = dict(zip([row.history_id for row in rows], [*rows[1:], *earlier], strict=False))
        return [self._version(row, before.get(row.history_id), past, lists) for row in rows]

    def _version(self, row: Any, before: Any, past: Past, lists: dict[int, str]) -> dict[str, Any]:
        known = before is not None and row.history_type == "~"
        return {
            "id": row.history_id,
            "maker": maker(row, lists),
            "kind": KINDS[row.history_type],
            "why": row.history_change_reason or "",
            "changes": [_short(one) for one in past.differences(before, row)] if known else [],
            "known": known,
        }

    def _lists(self, rows: list[Any]) -> dict[int, str]:
        runs = {row.run_number for row in rows if row.run_number}
        return self.lists_of(runs) if runs else {}

    def _page(
        self, request: HttpRequest, template: str, object_id: str, row: Any, context: dict[str, Any]
    ) -> HttpResponse:
        names = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        known = {
            **self.admin_site.each_context(request),
            "title": _("What happened to it"),
            "subtitle": str(row) if row is not None else "",
            "opts": self.opts,
            "original": row,
            "object_id": object_id,
            "list_url": reverse(f"{names}_changelist"),
            "row_url": reverse(f"{names}_change", args=[object_id]),
            "history_url": reverse(f"{names}_history", args=[object_id]),
            "compare_url": reverse(f"{names}_compare", args=[object_id]),
        }
        request.current_app = self.admin_site.name
        return render(request, template, {**known, **context})


def _short(one: Difference) -> Difference:
    """Of long texts the lines that differ."""
    if max(len(one.before), len(one.after)) <= LONG:
        return one
    before, after = one.before.splitlines(), one.after.splitlines()
    gone, come = [], []
    for line in difflib.ndiff(before, after):
        if line.startswith("- "):
            gone.append(line[2:])
        elif line.startswith("+ "):
            come.append(line[2:])
    return Difference(one.label, _cut(gone), _cut(come))


def _cut(lines: list[str]) -> str:
    text = " … ".join(line.strip() for line in lines if line.strip())
    return text if len(text) <= 2 * LONG else text[: 2 * LONG] + " …"


def aligned(one: Difference) -> dict[str, Any]:
    """Both values as lines, each with whether the other has it too."""
    before, after = one.before.splitlines(), one.after.splitlines()
    left, right = [], []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        left += [(line, kind != "equal") for line in before[a:b]]
        right += [(line, kind != "equal") for line in after[c:d]]
    return {"label": one.label, "before": left, "after": right}
