"""The forms for signing in, for a second factor and for a forgotten password."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate, get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery_site.accounts import second_factor
from recovery_site.accounts.one_time import send_link
from recovery_site.models import SignIn
from recovery_site.sign_in import minutes_to_wait, note

SECONDS_BETWEEN_MAILS = 600
CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(AdminAuthenticationForm):
    """Says the same of a name nobody has as of a wrong password."""

    def get_invalid_login_error(self) -> ValidationError:
        if wait := minutes_to_wait(self.cleaned_data.get("username") or ""):
            return ValidationError(
                ngettext(
                    "Too many tries with this user name. Try again in %(number)d minute, or ask an "
                    "administrator to let you in sooner.",
                    "Too many tries with this user name. Try again in %(number)d minutes, or ask an "
                    "administrator to let you in sooner.",
                    wait,
                )
                % {"number": wait},
                code="locked",
            )
        return super().get_invalid_login_error()


class SignedInForm(forms.Form):
    """A form that knows whose it is."""

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        self.request = request
        super().__init__(data)


class CodeForm(SignedInForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("The six digits your app shows now, or one of your recovery codes."),
        widget=forms.TextInput(attrs={**CODE_ATTRIBUTES, "autofocus": True}),
    )

    def clean_code(self) -> str:
        if wait := second_factor.seconds_to_wait(self.request.user):
            raise ValidationError(
                ngettext(
                    "Wait %(number)d second, then type a new code.",
                    "Wait %(number)d seconds, then type a new code.",
                    wait,
                )
                % {"number": wait}
            )
        code: str = self.cleaned_data["code"]
        if not second_factor.show(self.request, code):
            note(self.request.user.get_username(), SignIn.Outcome.CODE_WRONG)
            raise ValidationError(
                _("This code is not right, or it was used before. Type the one your app shows now.")
            )
        note(self.request.user.get_username(), SignIn.Outcome.IN)
        return code


class FirstCodeForm(SignedInForm):
    """Proves that the phone knows the key; `recovery_codes` are what the person writes down."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=10,
        help_text=gettext_lazy("The six digits your app shows now."),
        widget=forms.TextInput(attrs={**CODE_ATTRIBUTES, "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split())
        self.recovery_codes = second_factor.set_up(self.request, code)
        if not self.recovery_codes:
            raise ValidationError(
                _(
                    "This code is not right. See that the phone shows the right time, and type the code it "
                    "shows now."
                )
            )
        return code


class PasswordAgainForm(SignedInForm):
    """Asked before the second factor is changed: a phone left on a table is not enough."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) is None:
            raise ValidationError(_("This is not your password. Try again."))
        return password


class ForgottenForm(forms.Form):
    """Sends a link to whoever has that name or address; the answer is the same when nobody has."""

    who = forms.CharField(
        label=gettext_lazy("User name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def save(self, **_options: Any) -> None:
        who = self.cleaned_data["who"]
        people = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
        for person in people.filter(Q(username=who) | Q(email__iexact=who)).exclude(email=""):
            # Whoever types a name again and again does not fill that person's mailbox.
            if cache.add(f"reset-sent-{person.pk}", 1, SECONDS_BETWEEN_MAILS):
                send_link(person)
