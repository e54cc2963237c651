"""The admin as staff meet it."""

from django.utils.translation import gettext_lazy as _

from recovery_site.accounts.site import SignInSite
from recovery_site.choices import ChoiceSite
from recovery_site.front_page import FrontPage
from recovery_site.kept_forms import KeptForms


class StaffSite(KeptForms, ChoiceSite, FrontPage, SignInSite):
    site_header = _("Recovery meetings: staff")
    site_title = _("Staff")
    index_title = _("What needs doing")
