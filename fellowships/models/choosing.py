"""The questions of "which might suit me?", as rows that staff can read and edit. No answer is ever stored."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fellowships.history import Histories, HistoryBase
from fellowships.models.fellowship import Fellowship
from fellowships.models.loadable import Loadable
from fellowships.models.profile import Source
from fellowships.querysets import ChoosingQuestionQuerySet, PublishedQuerySet


class ChoosingQuestion(Loadable):
    """One question; its position is the place of its digit in the answers."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    text = models.CharField(_("question"), max_length=255)
    help = models.CharField(_("help"), max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = ChoosingQuestionQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("question for choosing")
        verbose_name_plural = _("questions for choosing")

    def __str__(self) -> str:
        return self.text


class ChoosingOption(Loadable):
    """An answer one can tick; its number is the digit it travels as (0 is "skipped")."""

    question = models.ForeignKey(
        ChoosingQuestion, verbose_name=_("question"), on_delete=models.CASCADE, related_name="options"
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    text = models.CharField(_("answer"), max_length=160)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["question", "number"]
        verbose_name = _("answer for choosing")
        verbose_name_plural = _("answers for choosing")
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_option_per_number"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=9), name="choosing_option_is_one_digit"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ChoosingReason(Loadable):
    """What an answer says for or against a programme, in words; there is no score."""

    class Speaks(models.TextChoices):
        FOR = "for", _("Speaks for it")
        AGAINST = "against", _("Something to weigh")
        LEAVES_OUT = "leaves-out", _("It is not meant for this")

    option = models.ForeignKey(
        ChoosingOption, verbose_name=_("answer"), on_delete=models.CASCADE, related_name="reasons"
    )
    fellowship = models.ForeignKey(
        Fellowship, verbose_name=_("program"), on_delete=models.CASCADE, related_name="reasons"
    )
    speaks = models.CharField(_("speaks"), max_length=10, choices=Speaks.choices)
    text = models.CharField(_("reason"), max_length=300)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reasons",
    )
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["option", "fellowship"]
        verbose_name = _("reason for choosing")
        verbose_name_plural = _("reasons for choosing")
        constraints = [
            models.UniqueConstraint(fields=["option", "fellowship"], name="one_reason_per_answer"),
        ]

    def __str__(self) -> str:
        return self.text


class ChoosingWay(Loadable):
    """A way made of several programmes, such as going to both NA and HA."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("why one might"))
    fellowships = models.ManyToManyField(Fellowship, verbose_name=_("programs"), related_name="ways")
    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="ways"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = PublishedQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("way of several programs")
        verbose_name_plural = _("ways of several programs")

    def __str__(self) -> str:
        return self.title
