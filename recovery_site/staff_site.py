"""The admin as staff meet it."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    site_header = _("Recovery meetings: staff")
    site_title = _("Staff")
    index_title = _("What needs doing")
