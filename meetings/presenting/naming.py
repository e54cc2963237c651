"""Values of a meeting's fields in words for everybody: what is private or gives a place away stays unsaid."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from typing import Any, Final

from fellowships.page_language import said
from meetings import words
from meetings.fields import LINKS, value_words
from meetings.models import Format, Venue
from meetings.presenting.place import gives_away

# Nobody outside needs to know that these changed.
UNTOLD: Final = frozenset(
    {
        "confirmed_on",
        "confirmed_by",
        "unlisted_why",
        "merged_into",
        "republish",
        "world_id",
        "pattern_in_notes",
    }
)
# That these changed is told; from what to what is not: they let people in, or are long.
VALUES_UNTOLD: Final = frozenset(
    {
        "passcode",
        "online_url",
        "phone",
        "phone_notes",
        "online_notes",
        "notes",
        "venue.getting_in",
        "venue.transit",
    }
)
LONGEST_SHOWN: Final = 80
Pair = tuple[str, Any]  # a field and its value as JSON


class Names:
    """Words for values, the rows they point to read together: at most four queries, none without such."""

    def __init__(self, venue: Venue | None, pairs: Iterable[Pair]) -> None:
        self.venue = venue
        wanted: dict[str, set[int]] = defaultdict(set)
        for field, value in pairs:
            if field == "formats":
                wanted[field].update(value or ())
            elif field in LINKS and field not in UNTOLD and isinstance(value, int):
                wanted[field].add(value)
        self._rows: dict[str, dict[int, Any]] = {
            field: (Format if field == "formats" else LINKS[field])._default_manager.in_bulk(list(ids))
            for field, ids in wanted.items()
            if ids
        }

    def words(self, field: str, value: Any) -> str | None:
        """None for what must not be said."""
        if field in VALUES_UNTOLD:
            return None
        said = self._words(field, value)
        if said is None or len(said) > LONGEST_SHOWN or gives_away(said, self.venue):
            return None
        return said

    def _words(self, field: str, value: Any) -> str | None:
        if field == "start" and value:
            clock = time.fromisoformat(value)
            return words.clock_words(clock.hour, clock.minute)
        if field == "formats":
            known = self._rows.get(field, {})
            labels = [said(known[pk].label).words for pk in value or () if pk in known]
            return words.joined(labels) or value_words("", None)
        if field in LINKS and value is not None:
            return self._named(field, value)
        return value_words(field, value)

    def _named(self, field: str, value: Any) -> str | None:
        row = self._rows.get(field, {}).get(value)
        if row is None or (isinstance(row, Venue) and row.address_hidden):
            return None
        return str(row)
