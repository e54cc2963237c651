"""The ways people write one and the same name."""

from __future__ import annotations

from collections.abc import Sequence

SHORT_AND_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
SWAPS = SHORT_AND_LONG | {long: short for short, long in SHORT_AND_LONG.items()}


def spellings(words: Sequence[str]) -> list[str]:
    """The keys a name may stand under, as written first: "st louis" is also "saintlouis"."""
    swapped = [SWAPS.get(word, word) for word in words]
    return list(dict.fromkeys(["".join(words), "".join(swapped)]))
