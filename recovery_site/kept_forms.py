"""A form sent after its log-in has ended is kept through signing in, and sent again by one press.

The browser carries it, signed, until the password was right; the session of the person from then on.
Passwords, codes and files are never kept.
"""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.contrib.admin import AdminSite
from django.contrib.admin import site as staff_site
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as refuse
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    Site = AdminSite
else:
    Site = object

KEPT: Final = "kept"
SALT: Final = "kept form"
SECONDS: Final = 12 * 60 * 60
MOST_CHARACTERS: Final = 500_000
ADMIN: Final = "/admin/"
# Pages of signing in; what is typed there is nothing to keep.
NOT_KEPT: Final = ("login/", "logout/", "second-factor", "password", "forgotten", "kept-form", "one-time")
SECRET_WORDS: Final = ("password", "otp", "token", "secret", "csrf")
Pairs = list[tuple[str, str]]


def kept_form(request: HttpRequest) -> str:
    """What was typed, signed; empty when there is nothing to keep."""
    if not _may_keep(request):
        return ""
    pairs = [
        (name, value)
        for name, values in request.POST.lists()
        if name != KEPT and not any(word in name.lower() for word in SECRET_WORDS)
        for value in values
    ]
    if not pairs or sum(len(name) + len(value) for name, value in pairs) > MOST_CHARACTERS:
        return ""
    return signing.dumps([request.get_full_path(), pairs], salt=SALT, compress=True)


def read_kept(text: str) -> tuple[str, Pairs] | None:
    """The address and the fields; None for what we did not sign, or too long ago."""
    try:
        address, pairs = signing.loads(text, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(address), [(str(name), str(value)) for name, value in pairs]


def _may_keep(request: HttpRequest) -> bool:
    rest = request.path_info.removeprefix(ADMIN)
    return (
        request.method == "POST"
        and request.path_info.startswith(ADMIN)
        and not any(part in rest for part in NOT_KEPT)
    )


class KeptForms(Site):
    """A part of the staff site."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner: Any = super().admin_view(view, cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            signed_out = request.method == "POST" and not self.has_permission(request)
            if signed_out and (kept := kept_form(request)):
                return ask_to_sign_in(self, request, kept)
            answer: HttpResponse = inner(request, *args, **kwargs)
            return answer

        keeping.__dict__.update(inner.__dict__)
        return keeping

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Carries a form on: in the page while the password is not right, in the session afterwards."""
        kept = request.POST.get(KEPT, "")
        carried = {KEPT: kept} if read_kept(kept) else {}
        answer = super().login(request, {**(extra_context or {}), **carried})
        if carried and answer.status_code == 302:
            request.session[KEPT] = kept
        return answer

    def get_urls(self) -> Any:
        page = self.admin_view(self.kept_view)
        return [path("kept-form/", page, name="kept_form"), *super().get_urls()]

    def kept_view(self, request: HttpRequest) -> HttpResponse:
        """After signing in: what was typed, with one button that sends it again."""
        if request.method == "POST":  # throw it away
            request.session.pop(KEPT, None)
            return HttpResponseRedirect(reverse("admin:index"))
        found = read_kept(request.session.get(KEPT, ""))
        if found is None:
            request.session.pop(KEPT, None)
            return HttpResponseRedirect(reverse("admin:index"))
        return send_again(request, *found)


def ask_to_sign_in(site: Any, request: HttpRequest, kept: str) -> HttpResponse:
    """The page for signing in, in place of an answer; it carries the form."""
    request.method = "GET"
    context = {
        KEPT: kept,
        "app_path": reverse("admin:login"),
        "next": reverse("admin:kept_form"),
        "title": _("Sign in again: what you typed is kept"),
    }
    if getattr(request.user, "is_authenticated", False):  # the second factor is missing: that page asks
        request.session[KEPT] = kept
        return HttpResponseRedirect(f"{reverse('admin:login')}?next={reverse('admin:kept_form')}")
    answer: HttpResponse = site.login(request, context)
    if isinstance(answer, TemplateResponse):
        answer.render()
    return answer


@never_cache
def send_again(request: HttpRequest, address: str, pairs: Pairs) -> HttpResponse:
    """A page with the fields of the form, hidden, and a fresh token."""
    context = {
        **staff_site.each_context(request),
        "title": _("Your form is kept"),
        "address": address,
        "pairs": pairs,
        "shown": [pair for pair in pairs if pair[1].strip() and not pair[0].startswith(("_", "initial-"))],
    }
    return render(request, "admin/kept_form.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A log-in in another tab makes the token of an open form void: then it is kept and sent again.

    Only for a form of our own page, which the browser says by Origin or Referer.
    """
    kept = kept_form(request) if from_our_own_page(request) else ""
    found = read_kept(kept) if kept else None
    if found is None:
        return refuse(request, reason=reason)
    if not staff_site.has_permission(request):
        return ask_to_sign_in(staff_site, request, kept)
    return send_again(request, *found)


def from_our_own_page(request: HttpRequest) -> bool:
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
