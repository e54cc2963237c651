"""Who signed in and whose rights were changed by whom: to be read by administrators, changed by nobody."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fellowships.roles import Role, role_label
from recovery_site.models import SignIn

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin

AccountChange: Any = User.history.model  # type: ignore[attr-defined]


class RecordAdmin(Base):
    """A list to read: nothing in it is added, changed or deleted, not even by superusers."""

    list_display_links = None
    actions = None
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SignInAdmin(RecordAdmin):
    list_display = ("at", "who", "outcome")
    list_filter = ("outcome", "at")
    search_fields = ("name",)

    @admin.display(description=_("user name"), ordering="name")
    def who(self, row: SignIn) -> str:
        return row.name or str(_("(a name nobody has)"))


class AccountChangeAdmin(RecordAdmin):
    """Each line is what the account was from then on."""

    list_display = (
        "history_date",
        "username",
        "roles",
        "may_sign_in",
        "history_change_reason",
        "by",
        "by_role",
    )
    list_filter = ("history_date", "history_type")
    list_select_related = ("history_user",)
    search_fields = ("username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("historicaluser_groups_set__group")

    @admin.display(description=_("when"), ordering="history_date")
    def at(self, row: Any) -> Any:
        return row.history_date

    @admin.display(description=_("what for"))
    def why(self, row: Any) -> str:
        return row.history_change_reason or "–"

    @admin.display(description=_("roles from then on"))
    def roles(self, row: Any) -> str:
        held = {kept.group.name for kept in row.historicaluser_groups_set.all() if kept.group}
        named = [role_label(role) for role in Role.values if role in held]
        others = sorted(held - set(Role.values))
        return ", ".join([*([str(_("Superuser"))] if row.is_superuser else []), *named, *others]) or "–"

    @admin.display(description=_("may sign in"), boolean=True)
    def may_sign_in(self, row: Any) -> bool:
        return bool(row.is_active and row.is_staff)

    @admin.display(description=_("by"))
    def by(self, row: Any) -> str:
        return row.history_user.get_username() if row.history_user else "–"

    @admin.display(description=_("as"))
    def by_role(self, row: Any) -> str:
        return role_label(row.role) if row.role else "–"
