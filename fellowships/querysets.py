"""What is read about programmes and help lines, in words."""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models

if TYPE_CHECKING:
    from fellowships.models import Fellowship, HelpLine  # noqa: F401

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
