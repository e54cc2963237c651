"""What is read of guides, questions and words, in words."""

from typing import TYPE_CHECKING

from fellowships.querysets import PublishedQuerySet

if TYPE_CHECKING:
    from articles.models import Guide, Question, Term  # noqa: F401

PUBLISHED = "published"


class GuideQuerySet(PublishedQuerySet["Guide"]):
    def published(self) -> "GuideQuerySet":
        return self.filter(status=PUBLISHED)

    def in_language(self, language: str) -> "GuideQuerySet":
        return self.filter(language=language)

    def for_links(self) -> "GuideQuerySet":
        """What a list or a link shows: no text."""
        return self.only("language", "slug", "title", "summary", "section", "minutes", "position")


class QuestionQuerySet(PublishedQuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        return self.filter(status=PUBLISHED)

    def in_language(self, language: str) -> "QuestionQuerySet":
        return self.filter(language=language)


class TermQuerySet(PublishedQuerySet["Term"]):
    def published(self) -> "TermQuerySet":
        return self.filter(published=True)

    def in_language(self, language: str) -> "TermQuerySet":
        return self.filter(language=language)
