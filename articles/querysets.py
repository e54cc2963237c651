"""What is read of guides, questions and words, in words."""

from typing import TYPE_CHECKING, Any

from django.db.models import Max, OuterRef, Subquery

from fellowships.querysets import PublishedQuerySet

if TYPE_CHECKING:
    from articles.models import Guide, Question, Term  # noqa: F401

PUBLISHED = "published"


def last_change(model: Any) -> Subquery:
    """When the history of a row was last written: None for one that has none."""
    versions = model.history.model.objects.filter(id=OuterRef("pk")).order_by().values("id")
    return Subquery(versions.annotate(last=Max("history_date")).values("last"))


class GuideQuerySet(PublishedQuerySet["Guide"]):
    def published(self) -> "GuideQuerySet":
        return self.filter(status=PUBLISHED)

    def in_language(self, language: str) -> "GuideQuerySet":
        return self.filter(language=language)

    def in_languages(self, languages: list[str]) -> "GuideQuerySet":
        return self.filter(language__in=languages)

    def for_links(self) -> "GuideQuerySet":
        """What a list or a link shows: no text."""
        return self.only("language", "slug", "title", "summary", "section", "minutes", "position")

    def with_last_change(self) -> "GuideQuerySet":
        """With `changed`."""
        return self.annotate(changed=last_change(self.model))


class QuestionQuerySet(PublishedQuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        return self.filter(status=PUBLISHED)

    def in_languages(self, languages: list[str]) -> "QuestionQuerySet":
        return self.filter(language__in=languages)

    def with_last_change(self) -> "QuestionQuerySet":
        """With `changed`."""
        return self.annotate(changed=last_change(self.model))


class TermQuerySet(PublishedQuerySet["Term"]):
    def published(self) -> "TermQuerySet":
        return self.filter(published=True)

    def in_language(self, language: str) -> "TermQuerySet":
        return self.filter(language=language)
