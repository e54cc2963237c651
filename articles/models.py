"""Guides, answers to common questions and the words explained. What is shown is made on save, and cleaned."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.markdown import Rendered, render
from articles.querysets import GuideQuerySet, QuestionQuerySet, TermQuerySet
from articles.vocabulary import terms_of
from fellowships.history import Histories, HistoryBase
from fellowships.models import Fellowship, Loadable, Source
from fellowships.page_language import ENGLISH

DEFAULT = ENGLISH  # the language that every text has; all others are translations
WORDS_A_MINUTE = 180  # somebody tired, on a phone
WRITTEN_WITH = _(
    "Markdown. A source: [^its-slug]. Our own suggestion: {.advice} at the end of the paragraph."
)


class Text(Loadable):
    """Markdown and what is made of it."""

    named: ClassVar[dict[str, str]] = {"language": DEFAULT}

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    language = models.CharField(_("language"), max_length=10, default=DEFAULT)
    slug = models.SlugField(_("slug"), max_length=60)
    markdown = models.TextField(_("text"), help_text=WRITTEN_WITH)
    html = models.TextField(_("text as shown"), blank=True, editable=False)
    cites = models.JSONField(_("sources, in order"), default=list, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    # These two stay empty until a person in that role really did it.
    reviewed_by = models.CharField(_("reviewed by (a role)"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    class Meta:
        abstract = True

    def derive(self) -> None:
        self.take(render(self.markdown, self.words_to_explain()))

    def words_to_explain(self) -> dict[str, str]:
        """All but the one that the whole text explains."""
        return {form: slug for form, slug in terms_of(self.language).items() if slug != self.slug}

    def take(self, found: Rendered) -> None:
        self.html = found.html
        self.cites = list(found.sources)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)


class Guide(Text):
    """An article in our own words."""

    class Section(models.TextChoices):
        START = "start", _("Before you go")
        SAFETY = "safety", _("Staying safe")
        PROGRAMMES = "programmes", _("The programs")
        TREATMENT = "treatment", _("Treatment and medicines")
        LIVING = "living", _("Living in recovery")
        FAMILY = "family", _("For someone you love")
        PRACTICAL = "practical", _("Practical matters")

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    section = models.CharField(_("section"), max_length=12, choices=Section.choices)
    key_points = models.JSONField(_("key points"), default=list, blank=True)
    contents = models.JSONField(_("contents"), default=list, blank=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=1, editable=False)
    highest_grade = models.PositiveSmallIntegerField(
        _("highest school grade"), default=8, help_text=_("The text may not read harder than this US grade.")
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations",
    )
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), related_name="guides", blank=True, editable=False
    )
    fellowships = models.ManyToManyField(
        Fellowship, verbose_name=_("programs"), related_name="guides", blank=True
    )
    related = models.ManyToManyField("self", verbose_name=_("related guides"), symmetrical=False, blank=True)
    written = models.DateField(_("written"))
    review_due = models.DateField(_("review due"), null=True, blank=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = GuideQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        permissions = [("publish_guide", _("Publishes guides, answers and words"))]
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_guide_per_address"),
        ]

    def __str__(self) -> str:
        return self.title

    def take(self, found: Rendered) -> None:
        super().take(found)
        self.contents = [[heading.anchor, heading.text] for heading in found.contents]
        self.minutes = max(1, round(found.words / WORDS_A_MINUTE))

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.sources.set(Source.objects.filter(slug__in=self.cites))


class Question(Text):
    """A common question with its answer; one asked in other words shares the answer of another."""

    question = models.CharField(_("question"), max_length=200)
    guide = models.ForeignKey(
        Guide,
        verbose_name=_("guide with more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    same_as = models.ForeignKey(
        "self",
        verbose_name=_("same answer as"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="asked_otherwise",
    )
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = QuestionQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = ["position", "question"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_question_per_address"),
        ]

    def __str__(self) -> str:
        return self.question


class Term(Loadable):
    """A word of the glossary."""

    language = models.CharField(_("language"), max_length=10, default=DEFAULT)
    slug = models.SlugField(_("slug"), max_length=60)
    word = models.CharField(_("word"), max_length=80)
    forms = models.JSONField(
        _("other forms"), default=list, blank=True, help_text=_("As it stands in texts: sponsors, sponsored.")
    )
    meaning = models.TextField(_("meaning"))
    whose = models.CharField(
        _("whose word"), max_length=80, blank=True, help_text=_("For a program's own term: NA and AA.")
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="terms",
    )
    published = models.BooleanField(_("published"), default=True)
    history = HistoricalRecords(bases=[HistoryBase], history_manager=Histories)

    objects = TermQuerySet.as_manager()
    writing = models.Manager()

    class Meta:
        ordering = [Lower("word")]
        verbose_name = _("word explained")
        verbose_name_plural = _("words explained")
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_term_per_address"),
        ]

    def __str__(self) -> str:
        return self.word


class Vote(models.Model):
    """How often visitors found a guide helpful, and not: two counts and nothing else."""

    guide = models.OneToOneField(
        Guide, verbose_name=_("guide"), on_delete=models.CASCADE, related_name="vote"
    )
    helpful = models.PositiveIntegerField(_("helpful"), default=0)
    not_helpful = models.PositiveIntegerField(_("not helpful"), default=0)

    class Meta:
        verbose_name = _("was it helpful")
        verbose_name_plural = _("was it helpful")

    def __str__(self) -> str:
        return f"{self.guide}: {self.helpful}/{self.not_helpful}"
