"""Meetings of different lists that look like one: found by machine, decided by a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import transaction

from meetings.likeness import Likeness, One, likeness, to_compare
from meetings.models import DuplicatePair

BATCH: Final = 1000
Pair = tuple[int, int]
Status = DuplicatePair.Status


def find_duplicates(moment: datetime) -> int:
    """Notes new suspicions and takes back those that nobody decided and that hold no more; how many new."""
    found = dict(suspicions(to_compare()))
    with transaction.atomic():
        rows = DuplicatePair.objects.values_list("first", "second", "pk", "status")
        held = {(first, second): (pk, status) for first, second, pk, status in rows}
        stale = [pk for pair, (pk, status) in held.items() if status == Status.OPEN and pair not in found]
        for start in range(0, len(stale), BATCH):
            ids = stale[start : start + BATCH]
            DuplicatePair.objects.filter(pk__in=ids, status=Status.OPEN).delete()
        fresh = [
            DuplicatePair(first_id=a, second_id=b, likeness=like.score, why=like.why, found_at=moment)
            for (a, b), like in found.items()
            if (a, b) not in held
        ]
        # Another process may have searched at the same time.
        DuplicatePair.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    return len(fresh)


def suspicions(meetings: Iterable[One]) -> Iterator[tuple[Pair, Likeness]]:
    """Every suspected pair once, the lower id first; meetings are compared within their cells only."""
    cells: dict[tuple[object, ...], list[One]] = defaultdict(list)
    seen: set[Pair] = set()
    for one in meetings:
        for cell in one.asks():
            for other in cells.get(cell, ()):
                pair = (min(one.pk, other.pk), max(one.pk, other.pk))
                if pair not in seen and (like := likeness(one, other)):
                    seen.add(pair)
                    yield pair, like
        for cell in one.stands():
            cells[cell].append(one)
