"""What the codes of lists mean here, and the codes that nobody has explained yet."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.admin.code_form import ExplainForm
from meetings.admin.scoped import ScopedAdmin
from meetings.language_names import language_name
from meetings.mapping import Unknown, explain, still_words, unknown_codes
from meetings.models import Feed, FormatCode


@admin.register(FormatCode)
class FormatCodeAdmin(ScopedAdmin):
    list_display = ("code", "scheme", "fellowship", "feed", "means", "decides")
    list_select_related = ("fellowship", "feed", "format")
    list_filter = ("scheme", "decides", "fellowship")
    search_fields = ("code", "format__label")
    fields = ("scheme", "code", "fellowship", "feed", "format", "language", "slips", "decides", "preferred")

    @admin.display(description=gettext_lazy("means"))
    def means(self, row: FormatCode) -> str:
        said = [
            str(row.format or ""),
            *(language_name(one) for one in row.language.split(",") if one),
            row.slips,
        ]
        return ", ".join(filter(None, said)) or _("Nothing that visitors should see")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The lists it is about are read in full next time, so that their meetings get the new meaning."""
        super().save_model(request, obj, form, change)
        lists = Feed.objects.all()
        if obj.feed_id:
            lists = lists.filter(pk=obj.feed_id)
        elif obj.fellowship_id:
            lists = lists.filter(fellowship=obj.fellowship_id)
        lists.update(etag="", last_modified="")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("unknown/", view(self.unknown_view), name="meetings_formatcode_unknown"),
            path("unknown/one/", view(self.explain_view), name="meetings_formatcode_explain"),
            *super().get_urls(),
        ]

    def unknown_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = request.GET.get("feed", "")
        feed = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
        context = {
            **self._context(request, _("Unknown codes")),
            "codes": unknown_codes(feed),
            "may_explain": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/meetings/formatcode/unknown.html", context)

    def explain_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        unknown = _asked(request)
        form = ExplainForm(unknown, request.POST or None)
        if request.method == "POST" and form.is_valid():
            changed, still = explain(unknown, form.meant(), form.only())
            self._tell(request, changed, still_words(still))
            return HttpResponseRedirect(reverse("admin:meetings_formatcode_unknown"))
        context = {
            **self._context(request, _("What does “%(code)s” mean?") % {"code": unknown.code}),
            "unknown": unknown,
            "form": form,
        }
        return TemplateResponse(request, "admin/meetings/formatcode/explain.html", context)

    def _tell(self, request: HttpRequest, changed: int, still: str) -> None:
        said = ngettext(
            "Explained: %(number)d meeting says it now.",
            "Explained: %(number)d meetings say it now.",
            changed,
        )
        self.message_user(request, said % {"number": changed}, messages.SUCCESS)
        if still:
            self.message_user(request, still, messages.WARNING)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "list_url": reverse("admin:meetings_formatcode_changelist"),
        }


def _asked(request: HttpRequest) -> Unknown:
    """The code that the address names, if it is still unknown."""
    wanted = tuple(request.GET.get(name, "") for name in ("program", "scheme", "code"))
    for one in unknown_codes():
        if (str(one.fellowship or ""), one.scheme, one.code) == wanted:
            return one
    raise Http404
