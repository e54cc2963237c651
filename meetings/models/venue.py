"""Where a meeting is held, and the service structure and group that hold it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.models import Fellowship
from fellowships.querysets import PublishedQuerySet


class ServiceBody(models.Model):
    """A node of a fellowship's service structure: an area, a region. Ids are the list's own."""

    fellowship = models.ForeignKey(Fellowship, verbose_name=_("program"), on_delete=models.PROTECT)
    feed = models.ForeignKey(
        "meetings.Feed",
        verbose_name=_("list"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="service_bodies",
    )
    source_id = models.CharField(_("its id in the list"), max_length=64, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(
        _("kind"), max_length=10, blank=True, help_text=_("BMLT's letters: AS area, RS region.")
    )
    world_id = models.CharField(_("world id"), max_length=30, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    helpline = models.CharField(_("help line"), max_length=120, blank=True)
    list_digest = models.CharField(
        _("digest of what its list said"), max_length=64, blank=True, editable=False, default=""
    )
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("service body")
        verbose_name_plural = _("service bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "source_id"],
                condition=~models.Q(source_id=""),
                name="one_service_body_per_list_id",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A group that holds one or more meetings."""

    fellowship = models.ForeignKey(Fellowship, verbose_name=_("program"), on_delete=models.PROTECT)
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.SET_NULL
    )
    name = models.CharField(_("name"), max_length=255)
    key = models.CharField(_("key in its list"), max_length=255, blank=True, editable=False)
    feed = models.ForeignKey(
        "meetings.Feed", verbose_name=_("list"), null=True, blank=True, on_delete=models.SET_NULL
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "key"], condition=~models.Q(key=""), name="one_group_per_list_key"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Venue(models.Model):
    """A building or place where people meet. Its zone is the zone of its clocks."""

    class Located(models.TextChoices):
        EXACT = "exact", _("By coordinates")
        POSTCODE = "postcode", _("By postcode")
        TOWN = "town", _("By town")
        NOWHERE = "nowhere", _("Not placed yet")

    key = models.CharField(_("key in its list"), max_length=64, blank=True, editable=False)
    feed = models.ForeignKey(
        "meetings.Feed", verbose_name=_("list"), null=True, blank=True, on_delete=models.SET_NULL
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    street = models.CharField(_("street and number"), max_length=255, blank=True)
    neighborhood = models.CharField(_("neighborhood or borough"), max_length=255, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    county = models.CharField(_("county"), max_length=120, blank=True)
    state = models.CharField(_("state or province"), max_length=120, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    located = models.CharField(
        _("how it was placed"), max_length=10, choices=Located.choices, default=Located.NOWHERE
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    building_kind = models.CharField(_("kind of building"), max_length=60, blank=True)
    getting_in = models.TextField(
        _("getting in"), blank=True, help_text=_("Which door, floor, bell, car park.")
    )
    transit = models.CharField(_("bus and train"), max_length=500, blank=True)
    address_hidden = models.BooleanField(
        _("hide the address"),
        default=False,
        help_text=_("Visitors see the town only, on every page and in every export."),
    )
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        indexes = [
            models.Index(fields=["state", "country"], name="venues_by_state"),
            models.Index(fields=["located"], condition=~models.Q(located="exact"), name="venues_not_exact"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "key"], condition=~models.Q(key=""), name="one_venue_per_list_key"
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and the database lets that pass.
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="venue_coordinates_are_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.street or self.city or str(_("Venue without a name"))

    @property
    def told_apart(self) -> str:
        """Its name with street and town: many halls are called the same."""
        return ", ".join(dict.fromkeys(filter(None, [str(self), self.street, self.town])))

    @property
    def approximate(self) -> bool:
        return self.located != self.Located.EXACT

    @property
    def town(self) -> str:
        return ", ".join(part for part in (self.city, self.state) if part)
