from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"
    verbose_name = _("This site")


class StaffAdminConfig(AdminConfig):
    """Django's admin, with our own first page and ways to sign in (recovery_site/staff_site.py)."""

    default_site = "recovery_site.staff_site.StaffSite"
