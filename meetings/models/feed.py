"""The lists we read: what each said, when, and what was wrong with it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.models import Fellowship
from meetings.models.meeting import Meeting


class Feed(models.Model):
    """One list of meetings, by address or by file."""

    class Kind(models.TextChoices):
        BMLT = "bmlt", _("BMLT")
        MEETING_GUIDE = "meeting-guide", _("Meeting Guide JSON")
        NAWS_CSV = "naws-csv", _("NAWS CSV")
        DEMO = "demo", _("Invented for the demonstration")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=255, unique=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), on_delete=models.PROTECT, null=True, blank=True
    )
    time_zone = models.CharField(_("time zone where the list says none"), max_length=64, blank=True)
    covers = models.JSONField(
        _("covers"),
        default=list,
        blank=True,
        help_text=_('Countries or states this is the whole list for: ["us-tn"].'),
    )
    licence = models.CharField(_("license"), max_length=255, blank=True)
    republish = models.BooleanField(_("may be passed on"), default=False)
    etag = models.CharField(_("ETag"), max_length=255, blank=True, editable=False)
    last_modified = models.CharField(_("Last-Modified"), max_length=60, blank=True, editable=False)
    enabled = models.BooleanField(_("enabled"), default=True)
    every_hours = models.PositiveSmallIntegerField(_("read every … hours"), default=24)
    not_before = models.DateTimeField(_("asked us to wait until"), null=True, blank=True, editable=False)
    last_good_run = models.DateTimeField(_("last good run"), null=True, blank=True, editable=False)
    run_asked_at = models.DateTimeField(
        _("somebody asked to read it at"), null=True, blank=True, editable=False
    )
    try_asked_at = models.DateTimeField(
        _("somebody asked to try it at"), null=True, blank=True, editable=False
    )
    accept_next = models.BooleanField(
        _("the next reading is accepted even if much leaves the list"), default=False, editable=False
    )
    owner_contact = models.CharField(_("how to tell its owner"), max_length=500, blank=True)
    history = HistoricalRecords(
        bases=[HistoryBase],
        history_manager=Histories,
        excluded_fields=[
            "etag",
            "last_modified",
            "not_before",
            "last_good_run",
            "run_asked_at",
            "try_asked_at",
            "accept_next",
        ],
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("list")
        verbose_name_plural = _("lists")

    def __str__(self) -> str:
        return self.name


def website_of(address: str) -> tuple[str, str]:
    """Host and website of a list; empty for a file. The rest of its address may hold a key or a name."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return "", ""
    known = host and parts.scheme in ("http", "https")
    return (host, f"{parts.scheme}://{host}{port}/") if known else ("", "")


class ImportRun(models.Model):
    """One reading of a list: what it counted and how it ended."""

    class Outcome(models.TextChoices):
        RUNNING = "running", _("Running")
        GOOD = "good", _("Good")
        NOT_MODIFIED = "not-modified", _("Not changed since")
        HELD = "held", _("Held for a person")
        FAILED = "failed", _("Failed")
        TRIED = "tried", _("Tried, nothing changed")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    feed = models.ForeignKey(Feed, verbose_name=_("list"), on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome.choices, default=Outcome.RUNNING)
    why = models.TextField(_("why"), blank=True)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    unlisted = models.PositiveIntegerField(_("unlisted"), default=0)
    also_listed = models.PositiveIntegerField(_("also listed"), default=0)
    problems = models.PositiveIntegerField(_("problems"), default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision = models.CharField(
        _("decision on a held run"), max_length=10, choices=Decision.choices, blank=True
    )
    difference = models.JSONField(
        _("what it would change"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of held and tried runs."),
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        indexes = [models.Index(fields=["feed", "-id"], name="runs_of_a_feed")]

    def __str__(self) -> str:
        return f"{self.feed} {self.started_at:%Y-%m-%d %H:%M}"


class ImportProblem(models.Model):
    """Something wrong in a list. It stays until the list mends it: a repeated run writes nothing again."""

    class Kind(models.TextChoices):
        NEEDS_A_PERSON = "needs-a-person", _("Needs a person")
        UNREADABLE_ROW = "unreadable-row", _("Row cannot be read")
        UNREADABLE_KEY = "unreadable-key", _("Row without a readable key")
        DUPLICATE_KEY = "duplicate-key", _("Key stands twice")
        BAD_TIME = "bad-time", _("Day or time cannot be read")
        NO_PLACE = "no-place", _("Cannot be placed")
        NO_ZONE = "no-zone", _("Time zone not known")
        NOT_LISTED = "not-listed", _("Marked as not to be listed")
        DOUBTFUL_COORDINATES = "doubtful-coordinates", _("Doubtful coordinates")
        UNMAPPED_CODE = "unmapped-code", _("Unknown code")
        OTHER = "other", _("Other")

    feed = models.ForeignKey(
        Feed, verbose_name=_("list"), on_delete=models.CASCADE, related_name="problem_rows"
    )
    first_run = models.ForeignKey(
        ImportRun, verbose_name=_("first seen in"), on_delete=models.CASCADE, related_name="problem_rows"
    )
    ended_run = models.ForeignKey(
        ImportRun,
        verbose_name=_("gone since"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=30)
    key = models.CharField(_("key in the list"), max_length=255, blank=True)
    sentence = models.TextField(_("what is wrong"))
    raw = models.TextField(_("what the list says"), blank=True)
    digest = models.CharField(_("digest"), max_length=64, db_index=True)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="problem_rows",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("problem of a list")
        verbose_name_plural = _("problems of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "digest"],
                condition=models.Q(ended_run__isnull=True),
                name="one_open_problem_per_row",
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class SourceRecord(models.Model):
    """What a list last said about a meeting, kept apart from what we publish. One owner per key."""

    key = models.CharField(_("key across lists"), max_length=500, unique=True)
    feed = models.ForeignKey(Feed, verbose_name=_("list"), on_delete=models.CASCADE, related_name="records")
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="records",
    )
    digest = models.CharField(_("digest"), max_length=64)
    said = models.JSONField(_("what the list said"))
    published_values = models.JSONField(_("what we made of it"), default=dict, blank=True)
    as_listed = models.TextField(_("the place in its own words"), blank=True, default="", editable=False)
    present = models.BooleanField(_("in the list at the last reading"), default=True)
    list_changed_on = models.DateField(_("changed in the list on"), null=True, blank=True)
    first_run = models.ForeignKey(
        ImportRun, verbose_name=_("first run"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_run = models.ForeignKey(
        ImportRun,
        verbose_name=_("last run that changed it"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("record of a list")
        verbose_name_plural = _("records of lists")
        indexes = [models.Index(fields=["feed", "present"], name="records_of_a_feed")]

    def __str__(self) -> str:
        return self.key


class AlsoListed(models.Model):
    """Another list that names a meeting whose key a first list already owns."""

    record = models.ForeignKey(
        SourceRecord, verbose_name=_("record"), on_delete=models.CASCADE, related_name="also_listed"
    )
    feed = models.ForeignKey(
        Feed, verbose_name=_("list"), on_delete=models.CASCADE, related_name="also_lists"
    )
    digest = models.CharField(_("digest"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("also listed by")
        verbose_name_plural = _("also listed by")
        constraints = [models.UniqueConstraint(fields=["record", "feed"], name="once_also_listed_per_list")]

    def __str__(self) -> str:
        return f"{self.record} / {self.feed}"
