"""What the search reads: all of it derived (meetings/reindex.py), nothing of it published on its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from meetings.querysets import SearchRowQuerySet

ONLINE_CELL = -1
NOWHERE_CELL = -2


class SearchRow(models.Model):
    """One narrow row per meeting. `start` is minutes after midnight; for `format_set` see reindex.py."""

    class Status(models.IntegerChoices):
        HIDDEN = 0, _("Hidden")
        LISTED = 1, _("Listed")
        LISTED_WITH_EXCEPTIONS = 2, _("Listed, with closures, cancelled dates or holidays to look up")

    meeting = models.OneToOneField(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_row",
    )
    cell = models.IntegerField(_("cell"))
    weekday = models.SmallIntegerField(_("weekday"), null=True)
    start = models.SmallIntegerField(_("start"), null=True)
    duration = models.SmallIntegerField(_("duration"), null=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    weeks = models.SmallIntegerField(_("weeks"), default=0)
    fellowship_id = models.IntegerField(_("program"))
    attendance = models.CharField(_("attendance"), max_length=10)
    status = models.SmallIntegerField(_("status"), choices=Status.choices)
    format_set = models.CharField(_("tokens"), max_length=255, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    # Not in the index: read for the 25 rows of a page only.
    card = models.TextField(_("what a result shows, as JSON"), blank=True)
    exceptions = models.TextField(_("closures, cancelled dates and holidays, as JSON"), blank=True)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        indexes = [
            models.Index(
                fields=[
                    "cell",
                    "weekday",
                    "start",
                    "duration",
                    "time_zone",
                    "weeks",
                    "fellowship_id",
                    "attendance",
                    "status",
                    "format_set",
                    "latitude",
                    "longitude",
                    "meeting",
                ],
                name="search_covering",
            ),
            models.Index(
                fields=["attendance", "cell"], condition=models.Q(status=2), name="search_with_exceptions"
            ),
            models.Index(fields=["fellowship_id", "status", "cell"], name="search_by_fellowship"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SearchWord(models.Model):
    """A folded word of a meeting's name, venue or town."""

    word = models.CharField(_("word"), max_length=60)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="search_words"
    )

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        constraints = [models.UniqueConstraint(fields=["word", "meeting"], name="once_per_word")]

    def __str__(self) -> str:
        return self.word
