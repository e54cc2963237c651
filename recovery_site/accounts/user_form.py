"""What an administrator says of a person: the name, an address for links, and the roles."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fellowships.roles import Role, roles_of

if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm

WHAT_ROLES_DO = gettext_lazy(
    "Administrator: everything, and the accounts. Publisher: publishes what others propose. Editor: keeps "
    "meetings true; what adds, moves or removes one waits for a publisher. Guide reviewer: the guides. "
    "Volunteer: only what is named under “looks after”."
)


class PersonForm(UserModelForm):
    """`who` is the person at the desk; the admin sets it."""

    who: Any = None
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=WHAT_ROLES_DO,
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active")
        labels = {"is_active": gettext_lazy("May sign in")}
        help_texts = {
            "username": gettext_lazy("With it the person signs in. It need not be a real name."),
            "email": gettext_lazy("Optional. For links to set a password, and for notices; shown to nobody."),
            "is_active": gettext_lazy(
                "Take the mark away when somebody leaves. What they did stays on record."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            held = self.instance.groups.values_list("name", flat=True)
            self.initial["roles"] = [role for role in Role.values if role in held]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk is None and not cleaned.get("roles") and "roles" not in self.errors:
            self.add_error("roles", _("Choose at least one, or the person can do nothing here."))
        if self.instance.pk and self.instance.pk == self.who.pk:
            self._not_shut_out(cleaned)
        return cleaned

    def _not_shut_out(self, cleaned: dict[str, Any]) -> None:
        """Nobody takes their own key away by mistake."""
        if not cleaned.get("is_active", True):
            self.add_error("is_active", _("This is your own account. Another administrator can close it."))
        loses = Role.ADMINISTRATOR in roles_of(self.who) and Role.ADMINISTRATOR not in cleaned.get(
            "roles", ()
        )
        if loses and not self.who.is_superuser:
            self.add_error("roles", _("You cannot take this role from yourself. Another administrator can."))

    def clean_email(self) -> str:
        """Two people with one address would get each other's links."""
        email: str = self.cleaned_data["email"]
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if email and others.exists():
            raise ValidationError(_("Another account has this address already."))
        return email

    def save_roles(self) -> None:
        """Groups that are no roles stay as they are."""
        person, wanted = self.instance, set(self.cleaned_data["roles"])
        held = set(person.groups.filter(name__in=Role.values).values_list("name", flat=True))
        if wanted != held:
            others = list(person.groups.exclude(name__in=Role.values))
            person.groups.set([*others, *Group.objects.filter(name__in=wanted)])
