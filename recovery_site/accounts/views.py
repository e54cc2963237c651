"""The pages of the second factor and of a forgotten password."""

import io
from collections.abc import Callable
from typing import Any

import segno
from django.contrib import admin
from django.contrib.auth import views as passwords
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from fellowships.acting import acting_as
from recovery_site.accounts import second_factor
from recovery_site.accounts.forms import CodeForm, FirstCodeForm, ForgottenForm, PasswordAgainForm
from recovery_site.accounts.one_time import hours_valid, mail_is_set_up
from recovery_site.sign_in import open_again

View = Callable[..., HttpResponse]
form_page = require_http_methods(["GET", "HEAD", "POST"])


def by_password(view: View) -> View:
    """For who has shown a password, and perhaps not yet the second factor."""

    def inner(request: HttpRequest) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            return redirect("admin:login")
        return view(request)

    return never_cache(csrf_protect(inner))


def _page(request: HttpRequest, template: str, **words: Any) -> TemplateResponse:
    words = {**admin.site.each_context(request), **words}
    return TemplateResponse(request, f"registration/{template}.html", words)


def _next(request: HttpRequest) -> str:
    """Back to where the person wanted to go, inside the admin."""
    wanted = request.GET.get("next", "")
    home = reverse("admin:index")
    inside = wanted.startswith(home) and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside else home


@by_password
@form_page
def code_page(request: HttpRequest) -> HttpResponse:
    """After the password: the code."""
    if second_factor.is_enough(request):
        return HttpResponseRedirect(_next(request))
    if not second_factor.has_device(request.user):
        return redirect("admin:second_factor_set_up")
    form = CodeForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(_next(request))
    return _page(request, "second_factor_code", form=form, title=_("One more step: your code"))


@by_password
@form_page
def set_up_page(request: HttpRequest) -> HttpResponse:
    """Scan or type the key, show one code, write down eight others. Not for who still owes a code."""
    if second_factor.has_device(request.user):
        return redirect("admin:second_factor")
    form = FirstCodeForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _codes(request, form.recovery_codes)
    words = {"form": form, "key": second_factor.in_groups(second_factor.new_key(request))}
    return _page(request, "second_factor_set_up", **words, title=_("Set up a second factor"))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return _page(request, "second_factor_codes", codes=codes, title=_("Your recovery codes"))


@by_password
@require_safe
def qr_picture(request: HttpRequest) -> HttpResponse:
    """The key as a picture; only while it is being set up."""
    if second_factor.NEW_KEY not in request.session:
        raise Http404
    address = second_factor.address_of_key(request.user, second_factor.new_key(request))
    picture = io.BytesIO()
    segno.make(address, micro=False).save(picture, kind="svg", scale=5, border=4, light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_safe
def yours_page(request: HttpRequest) -> HttpResponse:
    """Whether a second factor is on, and what can be done about it."""
    words = {
        "on": second_factor.has_device(request.user),
        "left": second_factor.codes_left(request.user),
        "title": _("Your second factor"),
    }
    return _page(request, "second_factor", **words)


@form_page
def new_codes_page(request: HttpRequest) -> HttpResponse:
    if not second_factor.has_device(request.user):
        return redirect("admin:second_factor")
    form = PasswordAgainForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _codes(request, second_factor.new_recovery_codes(request.user))
    words = {"form": form, "title": _("New recovery codes"), "button": _("Make eight new codes")}
    words["why"] = _("The codes you have now will be void.")
    return _page(request, "second_factor_sure", **words)


@form_page
def off_page(request: HttpRequest) -> HttpResponse:
    """Turned off, or begun again with another phone where it is required."""
    form = PasswordAgainForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        second_factor.forget(request.user)
        second_factor.ask_for_code(request, False)
        return redirect("admin:second_factor")
    words = {"form": form, "title": _("Turn off the second factor"), "button": _("Turn it off")}
    words["why"] = _("Your phone and your recovery codes will no longer be asked for.")
    return _page(request, "second_factor_sure", **words)


class Forgotten(passwords.PasswordResetView):
    form_class = ForgottenForm  # type: ignore[assignment]
    success_url = reverse_lazy("admin:password_reset_done")
    title = gettext_lazy("Forgotten your password?")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, mail=mail_is_set_up())


class ForgottenDone(passwords.PasswordResetDoneView):
    title = gettext_lazy("Look into your mailbox")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, hours=hours_valid())


@method_decorator(never_cache, name="dispatch")
class SetPassword(passwords.PasswordResetConfirmView):
    """Behind the link. Who has set a password need not wait because of wrong ones typed before."""

    success_url = reverse_lazy("admin:password_reset_complete")
    title = gettext_lazy("Choose a password")

    def form_valid(self, form: Any) -> HttpResponse:
        open_again(form.user.get_username())
        with acting_as(reason=_("Password set by a link")):
            return super().form_valid(form)


class PasswordIsSet(passwords.PasswordResetCompleteView):
    title = gettext_lazy("Your password is set")
