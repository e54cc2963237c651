"""What an administrator can do for a person besides editing them: a link for a password, and a lost phone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recovery_site.accounts import second_factor
from recovery_site.accounts.one_time import hours_valid, link_for, mail_is_set_up, send_link

Page = Callable[[Any, HttpRequest, User], HttpResponse]


def of_person(model_admin: Any, page: Page) -> Callable[[HttpRequest, int], HttpResponse]:
    """The page for who may change that person; the answer is the same for nobody's number."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not model_admin.has_change_permission(request):
            raise PermissionDenied
        person = get_object_or_404(User, pk=pk, is_staff=True)
        if not model_admin.has_change_permission(request, person):
            raise PermissionDenied
        return page(model_admin, request, person)

    return view


def link_page(model_admin: Any, request: HttpRequest, person: User) -> HttpResponse:
    """Asks first: a link lets whoever holds it set this person's password."""
    if request.method == "POST" and person.is_active:
        return link_made(model_admin, request, person, invited=not person.has_usable_password())
    words = {"by_mail": bool(person.email) and mail_is_set_up(), "title": _("A link to set a password")}
    return _page(model_admin, request, person, "link", words)


def link_made(model_admin: Any, request: HttpRequest, person: User, *, invited: bool) -> HttpResponse:
    """By mail, or here and now, once: the link is kept nowhere."""
    wanted = request.POST.get("how") != "shown"
    sent = wanted and send_link(person, invited=invited)
    model_admin.log_change(request, person, str(_("Link to set a password made.")))
    if sent:
        messages.success(request, _("A link to choose a password is on its way by mail."))
        return redirect("admin:auth_user_changelist")
    failed = wanted and bool(person.email) and mail_is_set_up()
    words = {"link": link_for(person), "failed": failed, "hours": hours_valid()}
    return _page(model_admin, request, person, "link_shown", {**words, "title": _("Pass this link on")})


def second_factor_off_page(model_admin: Any, request: HttpRequest, person: User) -> HttpResponse:
    """For who lost the phone and the recovery codes."""
    if request.method == "POST":
        second_factor.forget(person)
        model_admin.log_change(request, person, str(_("Second factor turned off.")))
        messages.success(request, _("The second factor is off. They can set up a new one when signed in."))
        return redirect("admin:auth_user_change", person.pk)
    words = {"on": second_factor.has_device(person), "title": _("Phone and recovery codes lost?")}
    return _page(model_admin, request, person, "second_factor_off", words)


def looks_after(scopes: list[Any]) -> str:
    """For the history: what a volunteer looks after from now on."""
    named = "; ".join(str(scope) for scope in scopes) or _("nothing")
    return _("Looks after: %(what)s") % {"what": named}


def _page(
    model_admin: Any, request: HttpRequest, person: User, template: str, words: dict[str, Any]
) -> HttpResponse:
    words = {**model_admin.admin_site.each_context(request), "person": person, **words}
    response = TemplateResponse(request, f"admin/auth/user/{template}.html", words)
    response["Cache-Control"] = "private, no-store"
    return response
