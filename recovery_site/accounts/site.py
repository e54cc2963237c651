"""How people come into the admin and out of it."""

from typing import TYPE_CHECKING

from django.contrib.admin import AdminSite

if TYPE_CHECKING:
    Site = AdminSite
else:
    Site = AdminSite


class SignInSite(Site):
    """Signing in, second factor and forgotten passwords: a part of the staff site."""
