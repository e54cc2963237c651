"""What a volunteer may edit, who can be asked about a group, and meetings that may be one and the same."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fellowships.models import Fellowship
from meetings.models.meeting import Meeting
from meetings.models.venue import Group, ServiceBody

NONCE_BYTES = 12


def new_nonce() -> str:
    """What makes the links of a contact void when it is changed."""
    return secrets.token_urlsafe(NONCE_BYTES)


class VolunteerScope(models.Model):
    """One thing to look after: a service body and all below it, a programme in a state, or a group."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("volunteer"),
        on_delete=models.CASCADE,
        related_name="meeting_scopes",
    )
    service_body = models.ForeignKey(
        ServiceBody,
        verbose_name=_("service body, and all below it"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
    )
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), null=True, blank=True, on_delete=models.CASCADE
    )
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters: US."))
    state = models.CharField(_("state"), max_length=120, blank=True, help_text=_("As venues say it: TN."))
    group = models.ForeignKey(Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("what a volunteer looks after")
        verbose_name_plural = _("what a volunteer looks after")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service_body__isnull=False, fellowship__isnull=True, group__isnull=True)
                | models.Q(service_body__isnull=True, fellowship__isnull=True, group__isnull=False)
                | (
                    models.Q(service_body__isnull=True, fellowship__isnull=False, group__isnull=True)
                    & ~models.Q(state="")
                    & ~models.Q(country="")
                ),
                name="scope_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        if self.fellowship_id:
            return f"{self.fellowship}, {self.state}, {self.country}"
        return str(self.service_body or self.group)


class GroupContact(models.Model):
    """How a group can be asked whether its meetings are still true. Private: in no page, export, history."""

    group = models.OneToOneField(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="contact"
    )
    email = models.EmailField(
        _("e-mail"), help_text=_("Best one of the group's own, not a person's. Never shown to visitors.")
    )
    nonce = models.CharField(_("nonce"), max_length=24, default=new_nonce, editable=False)
    asked_on = models.DateField(_("asked last on"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered last on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("contact of a group")
        verbose_name_plural = _("contacts of groups")

    def __str__(self) -> str:
        return str(self.group)


class DuplicatePair(models.Model):
    """Two meetings of different lists that look like one. `first` has the lower id."""

    class Status(models.TextChoices):
        OPEN = "open", _("To be looked at")
        DIFFERENT = "different", _("Two meetings")
        MERGED = "merged", _("Merged")

    first = models.ForeignKey(
        Meeting, verbose_name=_("first meeting"), on_delete=models.CASCADE, related_name="pairs_as_first"
    )
    second = models.ForeignKey(
        Meeting, verbose_name=_("second meeting"), on_delete=models.CASCADE, related_name="pairs_as_second"
    )
    likeness = models.PositiveSmallIntegerField(_("likeness, of 100"))
    why = models.CharField(_("why they look alike"), max_length=255)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    found_at = models.DateTimeField(_("found at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-likeness", "id"]
        verbose_name = _("suspected duplicate")
        verbose_name_plural = _("suspected duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_meetings"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
