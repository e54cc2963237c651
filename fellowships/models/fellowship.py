"""Programmes, the phone lines that help, and the number that says which data a page was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.models.loadable import Loadable
from fellowships.querysets import FellowshipQuerySet, HelpLineQuerySet


class Fellowship(Loadable):
    """A programme that holds recovery meetings, such as Narcotics Anonymous."""

    class Audience(models.TextChoices):
        OWN_USE = "own-use", _("For your own recovery")
        FAMILY = "family", _("For family and friends")
        WOMEN = "women", _("For women, for their own recovery")

    class Approach(models.TextChoices):
        TWELVE_STEP = "twelve-step", _("Twelve steps")
        SELF_MANAGEMENT = "self-management", _("Self-management, based on cognitive behavioral therapy")
        BUDDHIST = "buddhist", _("Buddhist-inspired")
        NEW_LIFE = "new-life", _("New Life Program")
        OTHER = "other", _("Other")

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("As people say it: NA, SMART."))
    other_names = models.CharField(_("other names"), max_length=255, blank=True)
    approach = models.CharField(_("approach"), max_length=20, choices=Approach.choices)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices)
    whom_it_is_for = models.CharField(_("whom it is for, in words"), max_length=255, blank=True)
    website = models.URLField(_("website"), blank=True)
    finder = models.URLField(_("its own meeting finder"), blank=True)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = FellowshipQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")

    def __str__(self) -> str:
        return self.name

    @property
    def for_family(self) -> bool:
        return self.audience == self.Audience.FAMILY

    @property
    def also_called(self) -> list[str]:
        """What else people call it: its short name first."""
        names = [self.short_name, *(name.strip() for name in self.other_names.split(","))]
        return [name for name in dict.fromkeys(names) if name and name != self.name]


class HelpLine(Loadable):
    """A phone or text line that helps. `last_checked` stays empty until a person called it."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("number to call"), max_length=40, blank=True)
    text_number = models.CharField(_("number to text"), max_length=40, blank=True)
    text_word = models.CharField(_("word to text"), max_length=40, blank=True)
    what_for = models.CharField(_("what it is for"), max_length=255, blank=True)
    who_answers = models.CharField(_("who answers"), max_length=255, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    languages = models.CharField(_("languages"), max_length=255, blank=True)
    spanish = models.CharField(_("its way into Spanish"), max_length=255, blank=True)
    free = models.BooleanField(_("free to call"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    state = models.CharField(_("state"), max_length=10, blank=True)
    national = models.BooleanField(_("in the help-now block"), default=False)
    fellowship = models.ForeignKey(
        Fellowship,
        verbose_name=_("program"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="help_lines",
    )
    source_name = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    source_read_on = models.DateField(_("source read on"), null=True, blank=True)
    last_checked = models.DateField(_("last checked by a person"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = HelpLineQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number="", text_number=""), name="help_line_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DataVersion(models.Model):
    """One row: the number that rises with every change to what visitors see (see version.py)."""

    number = models.PositiveBigIntegerField(_("number"), default=1)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("data version")
        verbose_name_plural = _("data versions")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_data_version")]

    def __str__(self) -> str:
        return str(self.number)
