"""How people come into the admin and out of it."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from recovery_site.accounts import second_factor, views
from recovery_site.accounts.forms import SignInForm

if TYPE_CHECKING:
    Site = AdminSite
else:
    Site = AdminSite


class SignInSite(Site):
    """Signing in, second factor and forgotten passwords: a part of the staff site."""

    login_form = SignInForm

    def has_permission(self, request: HttpRequest) -> bool:
        """A password alone opens nothing for who has a second factor, nor where one is required."""
        return super().has_permission(request) and second_factor.is_enough(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "GET" and super().has_permission(request) and not self.has_permission(request):
            asked_for = urlencode({"next": request.GET.get("next", "")}, safe="/")
            return HttpResponseRedirect(f"{reverse('admin:second_factor_code')}?{asked_for}")
        return super().login(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        def staff(view: Any) -> Any:
            return self.admin_view(view)

        return [
            path("second-factor/", staff(views.yours_page), name="second_factor"),
            path("second-factor/code/", views.code_page, name="second_factor_code"),
            path("second-factor/set-up/", views.set_up_page, name="second_factor_set_up"),
            path("second-factor/qr.svg", views.qr_picture, name="second_factor_qr"),
            path("second-factor/new-codes/", staff(views.new_codes_page), name="second_factor_new_codes"),
            path("second-factor/off/", staff(views.off_page), name="second_factor_off"),
            path("forgotten/", views.Forgotten.as_view(), name="password_reset"),
            path("forgotten/sent/", views.ForgottenDone.as_view(), name="password_reset_done"),
            path("password/<uidb64>/<token>/", views.SetPassword.as_view(), name="password_reset_confirm"),
            path("password/set/", views.PasswordIsSet.as_view(), name="password_reset_complete"),
            *super().get_urls(),
        ]
