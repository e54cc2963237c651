"""A query of the ORM, compiled once and run many times with other values.

Building the SQL of a small query costs more than running it; on the finder's pages that is a third of all the
work. The SQL is still the ORM's own, on both databases.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stand-ins for the values while compiling: numbers that no other part of a query holds.
FIRST_STAND_IN = 2_000_000_000

Build = Callable[[list[int]], "QuerySet[Any, tuple[Any, ...]]"]


class CompiledQuery:
    """`build` makes a values_list() query of plain columns, its one `__in` from a list of whole numbers."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known: dict[tuple[str, int], tuple[str, list[Any], int]] = {}

    def rows(self, values: Sequence[int]) -> list[tuple[Any, ...]]:
        """All rows, in one query; none for no values."""
        number = len(values)
        if not number:
            return []
        sql, before, after = self._compiled(number)
        with connection.cursor() as cursor:
            cursor.execute(sql, [*before[:after], *values, *before[after:]])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _compiled(self, number: int) -> tuple[str, list[Any], int]:
        """The SQL, its other parameters, and how many of those stand before the values."""
        key = (connection.vendor, number)
        if key not in self._known:
            stand_ins = list(range(FIRST_STAND_IN, FIRST_STAND_IN + number))
            sql, params = self._build(stand_ins).query.sql_with_params()
            place = list(params).index(FIRST_STAND_IN)
            others = [*params[:place], *params[place + number :]]
            self._known[key] = (sql, others, place)
        return self._known[key]
