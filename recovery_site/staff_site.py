"""The admin as staff meet it."""

from django.utils.translation import gettext_lazy as _

from recovery_site.accounts.site import SignInSite


class StaffSite(SignInSite):
    site_header = _("Recovery meetings: staff")
    site_title = _("Staff")
    index_title = _("What needs doing")
