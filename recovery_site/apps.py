from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"
    verbose_name = _("This site")


class StaffAdminConfig(AdminConfig):
    """Django's admin, with our own first page and ways to sign in (recovery_site/staff_site.py)."""

    default_site = "recovery_site.staff_site.StaffSite"

    def ready(self) -> None:
        """After every app has registered its pages: the accounts are ours."""
        super().ready()
        from django.contrib import admin

        from recovery_site.accounts.admin import take_over

        take_over(admin.site)
