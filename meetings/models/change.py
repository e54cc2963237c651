"""What staff say against a list: closures, cancelled and moved dates, corrections."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.querysets import PublishedQuerySet
from meetings.models.meeting import Meeting
from meetings.models.venue import Venue


class Closure(models.Model):
    """A venue or a meeting is closed from a day until a day, or until further notice. Evaluated when read."""

    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
    )
    first_day = models.DateField(_("closed from"))
    last_day = models.DateField(_("closed until (that day too)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["first_day"]
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(venue__isnull=False, meeting__isnull=True)
                | models.Q(venue__isnull=True, meeting__isnull=False),
                name="closure_of_a_venue_or_a_meeting",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="closure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue or self.meeting}: {self.first_day}–{self.last_day or ''}"

    def holds_on(self, day: dt.date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Cancellation(models.Model):
    """One date on which a meeting is not held, or is held at another time instead."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="cancellations"
    )
    date = models.DateField(_("date"))
    moved_to_date = models.DateField(_("held on this date instead"), null=True, blank=True)
    moved_to_start = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Empty: at the usual time.")
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("cancelled or moved date")
        verbose_name_plural = _("cancelled or moved dates")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "date"], name="cancelled_once_per_date"),
            models.CheckConstraint(
                condition=models.Q(moved_to_start__isnull=True) | models.Q(moved_to_date__isnull=False),
                name="moved_time_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.date}"


class Correction(models.Model):
    """A field our staff set against the list. It ends when the list's own value changes after it was made."""

    class Ending(models.TextChoices):
        AGREED = "agreed", _("The list says the same now")
        MOVED = "moved", _("The list changed this itself")
        LAST_DAY = "last-day", _("Its last day has passed")
        TAKEN = "taken", _("We took the list’s word")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="corrections"
    )
    field = models.CharField(_("field"), max_length=60)
    value = models.JSONField(_("our value"), null=True)
    list_value = models.JSONField(_("the list's value when it was made"), null=True)
    reason = models.CharField(_("reason"), max_length=255)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=255, blank=True)
    ended_how = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "field"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_correction_per_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.field}"
