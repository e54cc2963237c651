"""What a process remembers of the data: it forgets everything when the data version changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

V = TypeVar("V")
_EVERY: "WeakSet[ByVersion[Any]]" = WeakSet()


class ByVersion(Generic[V]):
    """At most `most` values made from the data of one version, the least lately used going first.

    Version 0 means that nothing was ever published: then nothing is remembered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: tuple[int, OrderedDict[Hashable, V]] = (0, OrderedDict())
        _EVERY.add(self)

    def forget(self) -> None:
        self._kept = (0, OrderedDict())

    def get(self, version: int, key: Hashable, make: Callable[[], V]) -> V:
        number, values = self._kept
        if number != version:
            # Threads that still answer from the former version keep writing into the former table.
            values = OrderedDict()
            self._kept = (version, values)
        found = values.get(key)
        if found is None:
            found = make()
            if version:
                values[key] = found
                while len(values) > self._most:
                    values.popitem(last=False)
        return found


def forget() -> None:
    """Forget everything: for tests, which change data without a new version."""
    for one in _EVERY:
        one.forget()
