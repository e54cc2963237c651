"""What is known of a programme: rows of the comparison, its cells, and where each is from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.dates import check_partial_date
from fellowships.history import Histories, HistoryBase
from fellowships.models.fellowship import Fellowship
from fellowships.models.loadable import Loadable
from fellowships.querysets import CriterionQuerySet, FactQuerySet, SourceQuerySet


class Source(Loadable):
    """A text that facts, guides and terms are taken from."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=255)
    author = models.CharField(_("author"), max_length=255, blank=True)
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    published = models.CharField(_("published"), max_length=10, blank=True, validators=[check_partial_date])
    updated = models.CharField(_("updated"), max_length=10, blank=True, validators=[check_partial_date])
    address = models.URLField(_("address"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = SourceQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["title", "slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title


class Criterion(Loadable):
    """A row of the comparison and a line of the profiles."""

    class Section(models.TextChoices):
        ABOUT = "about", _("What it is")
        WHO = "who", _("Who it is for")
        WHAT_HAPPENS = "what-happens", _("What happens")
        MEDICATION = "medication", _("Prescribed medication")
        LITERATURE = "literature", _("Literature")
        SERVICE = "service", _("Service and organization")
        COST = "cost", _("Cost")
        BEGIN = "begin", _("How to begin")

    class Kind(models.TextChoices):
        FACT = "fact", _("A fact with its source")
        WEBSITE = "website", _("The program's website")
        HELP_LINE = "helpline", _("The program's phone lines")
        CHECKED = "checked", _("When a person last checked the facts")

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    label = models.CharField(_("label"), max_length=80)
    help = models.CharField(_("what the row tells"), max_length=255, blank=True)
    section = models.CharField(_("part of the profile"), max_length=12, choices=Section.choices)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.FACT)
    in_comparison = models.BooleanField(_("a row of the comparison"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = CriterionQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("row of the comparison")
        verbose_name_plural = _("rows of the comparison")

    def __str__(self) -> str:
        return self.label


class Fact(Loadable):
    """A cell of the comparison. An empty text reads "Not stated"; no fact is without a source."""

    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), on_delete=models.CASCADE, related_name="facts"
    )
    criterion = models.ForeignKey(
        Criterion, verbose_name=_("row"), on_delete=models.CASCADE, related_name="facts"
    )
    text = models.TextField(
        _("text"), blank=True, help_text=_("A program's own term in *asterisks*. Empty reads “Not stated”.")
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="facts"
    )
    as_of = models.CharField(
        _("as of"),
        max_length=10,
        validators=[check_partial_date],
        help_text=_("The year, month or day that the fact is of: 2018, 2018-05 or 2018-05-31."),
    )
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = FactQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["fellowship", "criterion"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["fellowship", "criterion"], name="one_fact_per_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.fellowship.short_name}: {self.criterion.label}"
