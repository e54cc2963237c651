"""Lists that stay quick over 100,000 rows: no more ids are read than a person pages through."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
    Pages = Paginator[Any]
    List = ChangeList
else:
    Base, Pages, List = object, Paginator, ChangeList

MOST: Final = 1000


def number_of(rows: models.QuerySet[Any], by: str) -> Coalesce:
    """For `annotate`: how many of these rows name the row of the list in that field."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("*"))
    return Coalesce(Subquery(counted.values("number")), 0)


class BoundedPaginator(Pages):
    """Reads the ids of the first MOST rows once: they are the count, and every page is a part of them."""

    @cached_property
    def ids(self) -> list[Any]:
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        return min(len(self.ids), MOST)

    @property
    def more(self) -> bool:
        """Whether there are rows that no page shows."""
        return len(self.ids) > MOST

    def ids_of(self, number: int) -> list[Any]:
        first = (number - 1) * self.per_page
        return self.ids[first : min(first + self.per_page, MOST)]

    def page(self, number: Any) -> Page[Any]:
        """With its rows, which are read when they are asked for."""
        number = self.validate_number(number)
        rows: Any = self.object_list
        return Page(rows.filter(pk__in=self.ids_of(number)), number, self)


class BoundedChangeList(List):
    """One query for the ids, one for the rows of the page."""

    more = False

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        bounded: Any = self.paginator
        ids = bounded.ids_of(self.page_num if self.multi_page else 1)
        shown: Any = self.model_admin
        found = {row.pk: row for row in shown.list_rows(request, ids)} if ids else {}
        # A list: nothing but its length and its rows is asked for.
        self.result_list = [found[pk] for pk in ids if pk in found]
        self.more = bounded.more


class BoundedList(Base):
    """For an admin whose list may be long; `list_rows` adds what only the rows of a page need."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 50
    list_looked_up: tuple[str, ...] = ()
    change_list_template = "admin/meetings/bounded_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedChangeList

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.filter(pk__in=ids)
        return rows.select_related(*self.list_looked_up)
