"""A guide as visitors will see it, for those who may see it in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Guide
from articles.presenting import guide_context
from articles.publishing import PUBLISHED
from fellowships.as_visitors import show_as_visitors_see_it


@require_safe
def preview(request: HttpRequest, pk: int, *, page_of: Any) -> HttpResponse:
    """`page_of` is the admin of guides."""
    guide = get_object_or_404(Guide, pk=pk)
    if not page_of.has_view_permission(request, guide):
        raise PermissionDenied
    show_as_visitors_see_it(request)
    public = guide.status == PUBLISHED
    told = _("Preview. This guide is published: visitors see it so.")
    waits = _("Preview: visitors do not see this page until it is published.")
    context = {**guide_context(guide), "notice": told if public else waits, "robots": "noindex, nofollow"}
    return render(request, "articles/guide.html", context)
