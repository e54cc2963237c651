"""What is read about programmes, what is known of them, and help lines, in words."""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models

if TYPE_CHECKING:
    from fellowships.models import (  # noqa: F401
        ChoosingQuestion,
        Criterion,
        Fact,
        Fellowship,
        HelpLine,
        Source,
    )

Row = TypeVar("Row", bound=models.Model)


class PublishedQuerySet(models.QuerySet[Row]):
    """Rows that visitors see. A plain `update()` would leave no history and a stale search: it is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(
            f"{self.model.__name__} rows are published: change them with save(), or with a function that "
            "writes history and reindexes. A writer that does both itself uses the manager `writing`."
        )


class FellowshipQuerySet(PublishedQuerySet["Fellowship"]):
    def published(self) -> "FellowshipQuerySet":
        return self.filter(published=True)


class HelpLineQuerySet(PublishedQuerySet["HelpLine"]):
    def published(self) -> "HelpLineQuerySet":
        return self.filter(published=True)

    def national(self) -> "HelpLineQuerySet":
        return self.filter(published=True, national=True)


class SourceQuerySet(PublishedQuerySet["Source"]):
    pass


class CriterionQuerySet(PublishedQuerySet["Criterion"]):
    def published(self) -> "CriterionQuerySet":
        return self.filter(published=True)

    def compared(self) -> "CriterionQuerySet":
        return self.filter(published=True, in_comparison=True)


class FactQuerySet(PublishedQuerySet["Fact"]):
    def stated(self) -> "FactQuerySet":
        """With words, of published programmes and rows."""
        shown = self.filter(fellowship__published=True, criterion__published=True)
        return shown.exclude(text="")

    def with_source(self) -> "FactQuerySet":
        return self.select_related("source", "criterion")


class ChoosingQuestionQuerySet(PublishedQuerySet["ChoosingQuestion"]):
    def published(self) -> "ChoosingQuestionQuerySet":
        return self.filter(published=True)
