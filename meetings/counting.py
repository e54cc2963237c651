"""Which of the found pass every filter, and what choosing one value more would find. Pure.

A meeting that passes all filters counts for every value it has; one that fails in a single dimension counts
for its values in that dimension alone: choosing one of them would let it in. Rows come in columns (words of
the time, programme, attendance, tokens) of few different values, each failing in dimensions of its own: so
a column is judged once per value and counted over the rows whose other columns pass.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import and_
from typing import Any

from meetings.upcoming import Words

DIMENSIONS = (
    "day",
    "time",
    "fellowship",
    "attendance",
    "openness",
    "who",
    "format",
    "access",
    "language",
    "slips",
)
TOKEN_DIMENSIONS = DIMENSIONS[4:]
Kinds = Callable[[str], Mapping[str, tuple[str, ...]]]  # format_set -> dimension -> slugs
Asked = Mapping[str, frozenset[str]]  # dimension -> slugs, no empty ones
Mask = Sequence[bool]


@dataclass(frozen=True, slots=True)
class Columns:
    words: list[Words]
    fellowships: list[int]
    attendances: list[str]
    tokens: list[str]


@dataclass(frozen=True, slots=True)
class Tally:
    passing: Mask | None  # row by row; None when all pass
    total: int
    counts: dict[str, Counter[str]]
    family: int  # how many for family and friends are left out
    without: dict[str, int]  # dimension -> number found if that filter were taken away


class _Part:
    """One column: which of its values fail in which of the asked dimensions."""

    def __init__(
        self,
        column: list[Any],
        asked: Asked,
        read: Callable[[Any], Mapping[str, Collection[str]]],
        left_out: Collection[Any] = (),
    ) -> None:
        self.column = column
        self.read = read
        different = set(column)
        self.failures: dict[Any, tuple[str, ...]] = {
            value: _failures(asked, read(value)) if asked else () for value in different
        }
        good = {value for value, failed in self.failures.items() if not failed and value not in left_out}
        self.mask: Mask | None = None if len(good) == len(different) else list(map(good.__contains__, column))

    def count(self, others: Mask | None) -> Counter[Any]:
        """How often each value stands in rows whose other columns pass."""
        return Counter(self.column if others is None else compress(self.column, others))

    def spread(
        self, numbers: Counter[Any], counts: dict[str, Counter[str]], near_misses: Counter[str]
    ) -> None:
        for value, number in numbers.items():
            failed = self.failures[value]
            if len(failed) > 1:
                continue
            if failed:
                near_misses[failed[0]] += number
            if failed == ("access",):
                continue  # every asked value must hold: one more cannot let a failing meeting in
            own = self.read(value)
            for name in failed or own:
                counter = counts[name]
                for slug in own.get(name, ()):
                    counter[slug] += number


def _failures(asked: Asked, own: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The dimensions in which it has none of the asked values; for access, not all of them."""
    return tuple(
        name
        for name, chosen in asked.items()
        if (
            not chosen.issubset(own.get(name, ()))
            if name == "access"
            else chosen.isdisjoint(own.get(name, ()))
        )
    )


def tally(
    columns: Columns, asked: Asked, fellowships: Mapping[int, str], family: frozenset[str], kinds: Kinds
) -> Tally:
    """Empty sets in `asked` ask for nothing; `family` is left out unless programmes are asked for."""
    asked = {name: chosen for name, chosen in asked.items() if chosen}
    for_family = {pk for pk in set(columns.fellowships) if fellowships.get(pk, "") in family}
    left_out = set() if "fellowship" in asked else for_family
    programmes = _Part(
        columns.fellowships,
        _about(asked, "fellowship"),
        lambda pk: {"fellowship": (fellowships.get(pk, ""),)},
        left_out,
    )
    parts: list[_Part] = [
        programmes,
        _Part(columns.words, _about(asked, "day", "time"), Words.by_dimension),
        _Part(columns.attendances, _about(asked, "attendance"), lambda slug: {"attendance": (slug,)}),
        _Part(columns.tokens, _about(asked, *TOKEN_DIMENSIONS), kinds),
    ]
    counts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    near_misses: Counter[str] = Counter()
    for part in parts:
        numbers = part.count(_all_of(other.mask for other in parts if other is not part))
        part.spread(numbers, counts, near_misses)
        if part is programmes:
            # Without that filter those for family, shown or not, would be left out again.
            near_misses["fellowship"] -= sum(numbers[pk] for pk in for_family)
            not_shown = sum(numbers[pk] for pk in left_out)
    passing = _all_of(part.mask for part in parts)
    total = len(columns.words) if passing is None else sum(passing)
    return Tally(passing, total, counts, not_shown, {name: total + near_misses[name] for name in asked})


def _about(asked: Asked, *names: str) -> Asked:
    return {name: chosen for name, chosen in asked.items() if name in names}


def _all_of(masks: Iterable[Mask | None]) -> Mask | None:
    """Where all of them hold; None, as in each of them, for everywhere."""
    real = [mask for mask in masks if mask is not None]
    return reduce(lambda one, other: list(map(and_, one, other)), real) if real else None
