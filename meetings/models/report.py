"""What somebody tells us about a meeting, field by field, and what staff decided.

A report has no history: its address and its words can be deleted for good. What a decision changed stands in
the history of the meeting.
"""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fellowships.models import Fellowship
from meetings.models.meeting import Meeting

TOKEN_BYTES = 24


def new_token() -> str:
    """For the private address of a report: 32 letters that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Report(models.Model):
    """A sending: by a visitor, a group’s contact, or by staff whose change waits for a publisher."""

    class Reason(models.TextChoices):
        NOBODY_THERE = "nobody-there", _("Nobody was there")
        WRONG_TIME = "wrong-time", _("The day or time is wrong")
        WRONG_ADDRESS = "wrong-address", _("The address is wrong")
        CLOSED = "closed", _("The meeting has closed")
        LINK_DEAD = "link-dead", _("The link or number does not work")
        OTHER = "other", _("Something else")
        MISSING = "missing", _("A meeting is missing here")
        CHANGE = "change", _("A change by staff, to be published")
        REMOVE = "remove", _("To be taken off the list")

    class Origin(models.TextChoices):
        VISITOR = "visitor", _("A visitor")
        CONTACT = "group-contact", _("The group's contact")
        STAFF = "staff", _("Staff")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HELD = "held", _("Held: many at once from one sender")
        ASKED = "asked", _("We asked back")
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        REJECTED = "rejected", _("Not accepted")

    OPEN = (Status.WAITING, Status.HELD, Status.ASKED)

    token = models.CharField(
        _("private address"), max_length=40, unique=True, default=new_token, editable=False
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reports",
        help_text=_("None while a missing meeting has not been added."),
    )
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), null=True, blank=True, on_delete=models.CASCADE
    )
    reason = models.CharField(_("what is wrong"), max_length=15, choices=Reason.choices)
    origin = models.CharField(_("who says so"), max_length=15, choices=Origin.choices, default=Origin.VISITOR)
    note = models.TextField(_("note"), blank=True)
    email = models.EmailField(
        _("e-mail for the answer"), blank=True, help_text=_("Deleted 90 days after the report.")
    )
    sender_mark = models.CharField(_("mark of the network"), max_length=32, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    role = models.CharField(_("role"), max_length=20, blank=True, editable=False)
    base_version = models.PositiveIntegerField(
        _("version of the meeting it was made against"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("A number of the meeting's history; empty where it has none."),
    )
    made_at = models.DateTimeField(_("made at"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_why = models.CharField(_("what we answered"), max_length=500, blank=True)
    told_owner_on = models.DateField(_("list's owner told on"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("waited too long since"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["status", "made_at"], name="reports_by_status"),
            models.Index(fields=["meeting", "status"], name="reports_of_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.meeting or self.fellowship or ''}"

    @property
    def open(self) -> bool:
        return self.status in self.OPEN


class Suggestion(models.Model):
    """One field of a report: what it is, what it should be, what was decided. Values are of JSON types.

    `field` is a field of the meeting (see meetings/changing.py FIELDS), or `venue.` and a field of its venue.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        AMENDED = "amended", _("Accepted with another value")
        REJECTED = "rejected", _("Not accepted")

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="suggestions"
    )
    field = models.CharField(_("field"), max_length=60)
    value_from = models.JSONField(_("from"), null=True, blank=True)
    value_to = models.JSONField(_("to"), null=True, blank=True)
    value_taken = models.JSONField(_("what we took"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.WAITING)

    class Meta:
        ordering = ["id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(fields=["report", "field"], name="one_suggestion_per_field_of_a_report")
        ]

    def __str__(self) -> str:
        return self.field


class ReportMessage(models.Model):
    """What was asked back and answered, on the report's private page."""

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="messages"
    )
    from_staff = models.BooleanField(_("from staff"))
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """What a person did with a task of the queue, with what undoing it within ten minutes needs."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("Confirmed")
        CHANGE = "change", _("Changed")
        CLOSE = "close", _("Closed")
        UNLIST = "unlist", _("Taken off the list")
        ACCEPT = "accept", _("Accepted")
        REJECT = "reject", _("Not accepted")
        ASK = "ask", _("Asked back")
        PASS_ON = "pass-on", _("Told the list's owner")
        SKIP = "skip", _("Skipped")

    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), null=True, on_delete=models.CASCADE, related_name="decisions"
    )
    report = models.ForeignKey(
        Report, verbose_name=_("report"), null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, blank=True)
    made_at = models.DateTimeField(_("at"))
    before = models.JSONField(_("what stood before"), default=dict, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting or ''}"
