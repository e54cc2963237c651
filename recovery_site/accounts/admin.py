"""The people of the staff in the admin: their roles, their invitations, and what is on record of them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from fellowships.acting import acting_as
from fellowships.roles import Role, role_label
from meetings.models import VolunteerScope
from recovery_site.accounts import user_pages
from recovery_site.accounts.records import AccountChange, AccountChangeAdmin, SignInAdmin
from recovery_site.accounts.user_form import PersonForm
from recovery_site.models import SignIn
from recovery_site.sign_in import open_again

if TYPE_CHECKING:
    PersonBase = admin.ModelAdmin[User]
    ScopeBase = admin.StackedInline[VolunteerScope, User]
else:
    PersonBase = admin.ModelAdmin
    ScopeBase = admin.StackedInline

ONLY_SUPERUSERS = ("is_superuser", "user_permissions")


class ScopeInline(ScopeBase):
    """What a volunteer looks after: one line for each service body, group, or program in a state."""

    model = VolunteerScope
    extra = 0
    fields = ("service_body", "group", "fellowship", "country", "state")

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("service_body", "group", "fellowship")


class PersonAdmin(PersonBase):
    """People are not deleted: they may no longer sign in, and what they did stays theirs."""

    form = PersonForm
    inlines = (ScopeInline,)
    list_display = ("username", "roles", "looks_after", "last_login", "is_active")
    list_filter = ("is_active", "groups", "last_login")
    search_fields = ("username", "first_name", "last_name")
    ordering = ("username",)
    list_per_page = 50
    actions = ("let_in_again",)
    change_form_template = "admin/auth/user/change_form.html"

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        held = {group.name for group in person.groups.all()}
        named = [role_label(role) for role in Role.values if role in held]
        return ", ".join([*([str(_("Superuser"))] if person.is_superuser else []), *named]) or "–"

    @admin.display(description=_("looks after"))
    def looks_after(self, person: Any) -> str:
        return "; ".join(str(scope) for scope in person.meeting_scopes.all()) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        scopes = ("meeting_scopes__service_body", "meeting_scopes__group", "meeting_scopes__fellowship")
        return super().get_queryset(request).prefetch_related("groups", *scopes)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        names = ("username", "first_name", "last_name", "email")
        may = ("roles", "is_active") if obj else ("roles",)
        sets: list[Any] = [(None, {"fields": names}), (_("What this person may do"), {"fields": may})]
        if obj:
            sets.append((_("On record"), {"fields": ("last_login", "date_joined")}))
            if request.user.is_superuser:
                sets.append((_("For superusers"), {"fields": ONLY_SUPERUSERS, "classes": ("collapse",)}))
        return sets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return ("last_login", "date_joined")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.who = request.user
        return form

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Nothing can be guessed letter by letter that no column shows: passwords, addresses."""
        return lookup.partition("__")[0] in ("is_active", "groups", "last_login")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account is changed by superusers alone: whoever could, would be one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What is looked after is no field of the account, so its history is told in words."""
        super().save_related(request, form, formsets, change)
        form.save_roles()
        if any(formset.has_changed() for formset in formsets):
            scopes = form.instance.meeting_scopes.select_related("service_body", "group", "fellowship")
            with acting_as(reason=user_pages.looks_after(list(scopes))):
                form.instance.save(update_fields=["is_staff"])

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        return user_pages.link_made(self, request, obj, invited=True)

    def get_urls(self) -> list[URLPattern]:
        views = {"link": user_pages.link_page, "second-factor-off": user_pages.second_factor_off_page}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(user_pages.of_person(self, view)),
                name=f"auth_user_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    @admin.action(description=_("Let them try to sign in again"), permissions=["change"])
    def let_in_again(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            open_again(person.get_username())
            self.log_change(request, person, [{"changed": {"fields": [str(_("tries to sign in"))]}}])
        self.message_user(request, _("They can try to sign in again."))


class GroupAdmin(StockGroupAdmin):
    """Groups beside the roles: for superusers alone, as they can give any right."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


def take_over(site: admin.AdminSite) -> None:
    """In place of what Django and django-otp registered: theirs show hashes and keys."""
    for model in (User, Group, TOTPDevice, StaticDevice):
        if site.is_registered(model):
            site.unregister(model)
    site.register(User, PersonAdmin)
    site.register(Group, GroupAdmin)
    site.register(SignIn, SignInAdmin)
    site.register(AccountChange, AccountChangeAdmin)
