"""A recovery meeting, the formats that describe it, and the codes other systems use for those formats."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.models import Fellowship, Loadable
from fellowships.querysets import PublishedQuerySet
from meetings.models.venue import Group, ServiceBody, Venue
from meetings.querysets import MeetingQuerySet

LAST_WEEK = 1 << 5
ALL_WEEKS_MASK = (1 << 6) - 1


class Weekday(models.IntegerChoices):
    SUNDAY = 0, _("Sunday")
    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")


class Attendance(models.TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    HYBRID = "hybrid", _("In person and online")

    @classmethod
    def parse(cls, value: str) -> "Attendance | None":
        return cls(value) if value in cls.values else None


class Format(Loadable):
    """A word that says who a meeting is for, what happens there, or what the building offers."""

    class Axis(models.TextChoices):
        TYPE = "type", _("Who it is for")
        FORMAT = "format", _("What happens")
        ACCESS = "access", _("The building")

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=80)
    meaning = models.CharField(_("meaning in plain words"), max_length=500)
    axis = models.CharField(_("axis"), max_length=10, choices=Axis.choices)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["axis", "position", "label"]
        verbose_name = _("format")
        verbose_name_plural = _("formats")

    def __str__(self) -> str:
        return self.label


class FormatCode(Loadable):
    """What a list's code means here: a format, a language or an answer about slips; never a guess."""

    class Scheme(models.TextChoices):
        NAWS = "naws", _("NA world code")
        BMLT_KEY = "bmlt-key", _("BMLT key")
        MEETING_GUIDE = "meeting-guide", _("Meeting Guide type")

    scheme = models.CharField(_("scheme"), max_length=15, choices=Scheme.choices)
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), null=True, blank=True, on_delete=models.CASCADE
    )
    feed = models.ForeignKey(
        "meetings.Feed", verbose_name=_("list"), null=True, blank=True, on_delete=models.CASCADE
    )
    code = models.CharField(_("code"), max_length=120)
    format = models.ForeignKey(
        Format,
        verbose_name=_("format"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="codes",
    )
    language = models.CharField(_("language"), max_length=20, blank=True, help_text=_("BCP 47: es, pt-BR."))
    slips = models.CharField(_("attendance slips"), max_length=5, blank=True)
    decides = models.BooleanField(
        _("decides alone"),
        default=True,
        help_text=_("Off for codes that mean different things in different lists."),
    )
    preferred = models.BooleanField(_("preferred for export"), default=False)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    class Meta:
        ordering = ["scheme", "code"]
        verbose_name = _("format code")
        verbose_name_plural = _("format codes")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "feed", "code"],
                condition=models.Q(feed__isnull=False),
                name="one_meaning_per_list_code",
            ),
            models.UniqueConstraint(
                fields=["scheme", "code", "fellowship"],
                condition=models.Q(feed__isnull=True, fellowship__isnull=False),
                name="one_meaning_per_programme_code",
            ),
            models.UniqueConstraint(
                fields=["scheme", "code"],
                condition=models.Q(feed__isnull=True, fellowship__isnull=True),
                name="one_meaning_per_world_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Meeting(models.Model):
    """One meeting of one fellowship. Its id is its public id and never changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        LISTED = "listed", _("Listed")
        UNLISTED = "unlisted", _("Unlisted")

    class Slips(models.TextChoices):
        YES = "yes", _("Signs attendance slips")
        NO = "no", _("Does not sign attendance slips")
        ASK = "ask", _("Ask before the meeting")

    class OnlineKind(models.TextChoices):
        VIDEO = "video", _("Video")
        VOICE = "voice", _("Voice only")
        TEXT = "text", _("Text chat")

    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=80, editable=False)
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), on_delete=models.PROTECT, related_name="meetings"
    )
    group = models.ForeignKey(
        Group,
        verbose_name=_("group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meetings",
    )
    service_body = models.ForeignKey(
        ServiceBody,
        verbose_name=_("service body"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meetings",
    )
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance.choices)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, null=True, blank=True)
    start = models.TimeField(_("start"), null=True, blank=True)
    duration = models.PositiveSmallIntegerField(
        _("minutes it lasts"), null=True, blank=True, help_text=_("Empty when nobody said so.")
    )
    time_zone = models.CharField(_("time zone"), max_length=64)
    weeks = models.PositiveSmallIntegerField(
        _("weeks of the month"), default=0, help_text=_("Bits 1-5 and last; 0 is every week.")
    )
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    pattern_in_notes = models.BooleanField(_("notes name weeks of the month"), default=False)
    formats = models.ManyToManyField(Format, verbose_name=_("formats"), blank=True, related_name="meetings")
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text=_('BCP 47: ["es"].'))
    online_url = models.URLField(_("online link"), max_length=1000, blank=True)
    online_kind = models.CharField(_("kind of online"), max_length=5, choices=OnlineKind.choices, blank=True)
    online_notes = models.TextField(_("notes on the online link"), blank=True)
    passcode = models.CharField(_("passcode the public list prints"), max_length=120, blank=True)
    phone = models.CharField(_("dial-in number"), max_length=120, blank=True)
    phone_notes = models.TextField(_("notes on dialing in"), blank=True)
    contact_for_details = models.BooleanField(_("contact for details"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    slips = models.CharField(_("attendance slips"), max_length=3, choices=Slips.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    unlisted_why = models.CharField(_("why it is unlisted"), max_length=255, blank=True)
    unlisted_at = models.DateTimeField(_("unlisted at"), null=True, blank=True)
    building_closed = models.BooleanField(_("building closed for now, meets online"), default=False)
    closed_for_now = models.BooleanField(_("closed for now"), default=False)
    republish = models.BooleanField(_("may be passed on"), default=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by (a role)"), max_length=60, blank=True)
    reported_on = models.DateField(
        _("reported wrong on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set while two visitors or one of us say so; see Report."),
    )
    world_id = models.CharField(_("world id"), max_length=30, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories, m2m_fields=[formats])

    objects = MeetingQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        permissions = [("publish_meeting", _("Adds, moves and removes meetings without asking"))]
        # What staff ask the list for; the search of visitors has its own table.
        indexes = [
            models.Index(fields=["confirmed_on"], name="meetings_by_confirmation"),
            models.Index(fields=["name"], name="meetings_by_name"),
            models.Index(fields=["status"], condition=~models.Q(status="listed"), name="meetings_not_listed"),
            models.Index(
                fields=["reported_on"],
                condition=models.Q(reported_on__isnull=False),
                name="meetings_reported",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_appointment=True)
                | models.Q(weekday__isnull=False, start__isnull=False),
                name="meeting_has_a_time_or_is_by_appointment",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__isnull=True) | models.Q(weekday__lte=6),
                name="meeting_weekday_is_0_to_6",
            ),
            models.CheckConstraint(
                condition=models.Q(weeks__lte=ALL_WEEKS_MASK), name="meeting_weeks_is_a_mask"
            ),
            models.CheckConstraint(
                condition=models.Q(duration__isnull=True) | models.Q(duration__gte=1, duration__lte=1440),
                name="meeting_lasts_a_minute_to_a_day",
            ),
            models.CheckConstraint(condition=~models.Q(time_zone=""), name="meeting_has_a_zone"),
            models.CheckConstraint(
                condition=models.Q(attendance__in=Attendance.values), name="meeting_attendance_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "listed", "unlisted"]), name="meeting_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.slug = meeting_slug(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def listed(self) -> bool:
        return self.status == self.Status.LISTED

    @property
    def near_a_place(self) -> bool:
        """Whether one can walk in: online and phone meetings are never near, even with coordinates."""
        return self.attendance in (Attendance.IN_PERSON, Attendance.HYBRID)


def meeting_slug(name: str) -> str:
    """The readable part of a meeting's address; `meeting` where the name has no Latin letters."""
    return slugify(name)[:80].strip("-") or "meeting"
