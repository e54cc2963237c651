"""Places a visitor may name: towns, ZIPs, counties, states and countries. Baked, never edited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.places.countries import country_name


class PlaceQuerySet(models.QuerySet["Place"]):
    def towns(self) -> PlaceQuerySet:
        return self.filter(kind=Place.Kind.CITY)

    def largest_first(self) -> PlaceQuerySet:
        return self.order_by("-population", "slug")

    def inside(self, region: Place) -> PlaceQuerySet:
        """Places of a state or country; a county has none, for nobody says which towns are its."""
        if region.kind == Place.Kind.COUNTRY:
            return self.filter(country=region.country).exclude(pk=region.pk)
        if region.kind == Place.Kind.STATE:
            return self.filter(country=region.country, admin1=region.admin1).exclude(pk=region.pk)
        return self.none()


class Place(models.Model):
    class Kind(models.TextChoices):
        CITY = "city", _("town")
        ZIP = "zip", _("ZIP code")
        COUNTY = "county", _("county")
        STATE = "state", _("state or province")
        COUNTRY = "country", _("country")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    key = models.CharField(_("key"), max_length=100, help_text=_("The name folded to a-z and 0-9."))
    name = models.CharField(_("name"), max_length=120)
    admin1 = models.CharField(
        _("state code"),
        max_length=12,
        blank=True,
        help_text=_("In the US as in “TN”, elsewhere the code of GeoNames."),
    )
    admin1_name = models.CharField(_("state or province"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, ISO 3166."))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    time_zone = models.CharField(_("time zone"), max_length=40)
    population = models.PositiveIntegerField(_("people"), default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(fields=["key", "-population"], name="place_key_population"),
            models.Index(fields=["latitude", "longitude"], name="place_latitude_longitude"),
            models.Index(fields=["country", "admin1", "-population"], name="place_country_admin1"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As told from others: "Memphis, TN", "Memphis, TN 38103", "Leeds, England, United Kingdom"."""
        if self.kind == self.Kind.COUNTRY:
            return self.name
        if self.kind == self.Kind.ZIP:
            return f"{self.name}, {self.admin1 or self.country} {self.slug}"
        if self.kind == self.Kind.STATE:
            return f"{self.name}, {country_name(self.country)}"
        if self.country == "US":
            return f"{self.name}, {self.admin1}"
        state = self.admin1_name if self.admin1_name != self.name else ""
        return ", ".join(filter(None, [self.name, state, country_name(self.country)]))


class PlaceName(models.Model):
    """Another name people use for a place, folded: "nuevayork" for New York City."""

    key = models.CharField(_("key"), max_length=100)
    place = models.ForeignKey(Place, models.CASCADE, related_name="other_names", verbose_name=_("place"))

    class Meta:
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        constraints = [models.UniqueConstraint(fields=["key", "place"], name="place_name_once")]

    def __str__(self) -> str:
        return self.key


class PlaceTable(models.Model):
    """Which baked table is loaded, so that loading the same again does nothing."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("loaded table of places")
        verbose_name_plural = _("loaded tables of places")

    def __str__(self) -> str:
        return self.name
