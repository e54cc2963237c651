"""What is remembered of staff accounts: who signed in when, and who gave whom which role. No addresses."""

from typing import Any, Final

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history import register
from simple_history.models import HistoricalRecords

from fellowships.history import HistoryBase

NOT_RECORDED: Final = ("password", "last_login", "email")


class AccountRecords(HistoricalRecords):  # type: ignore[misc]
    """Signing in alone, or a password kept in a newer way, is no change of an account."""

    def post_save(self, instance: Any, created: bool, using: Any = None, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        if created or written is None or not set(written) <= set(NOT_RECORDED):
            super().post_save(instance, created, using=using, **kwargs)


register(
    User,
    app="recovery_site",
    records_class=AccountRecords,
    bases=[HistoryBase],
    m2m_fields=["groups"],
    excluded_fields=list(NOT_RECORDED),
    verbose_name=_("change of an account"),
    verbose_name_plural=_("changes of accounts"),
)


class SignIn(models.Model):
    """One try to sign in. A name nobody has is not kept: people type their password there by mistake."""

    class Outcome(models.TextChoices):
        IN = "in", _("Signed in")
        CODE_ASKED = "code-asked", _("Password right, code asked for")
        CODE_WRONG = "code-wrong", _("Code wrong")
        REFUSED = "refused", _("Refused")
        LOCKED = "locked", _("Refused: too many tries")
        OUT = "out", _("Signed out")

    name = models.CharField(_("user name"), max_length=150, blank=True)
    at = models.DateTimeField(_("when"))
    outcome = models.CharField(_("what happened"), max_length=12, choices=Outcome.choices)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["at"], name="sign_in_at")]
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.name or _('a name nobody has')}: {self.get_outcome_display()}"
