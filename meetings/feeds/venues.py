"""The venues a list names: rows with the same name, address and coordinates share one."""

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import blake2b
from typing import Any, Final

from fellowships.text import fold
from meetings.feeds.history import create_all, update_all
from meetings.feeds.matching import Row, batches
from meetings.feeds.placing import Placed, Placer
from meetings.feeds.records import Parsed, VenueRecord
from meetings.models import Feed, ImportRun, Venue

TEXTS: Final = "name street neighborhood city county state postal_code country getting_in transit".split()
PLACED: Final = ("latitude", "longitude", "located", "time_zone")
FIELDS: Final = (*TEXTS, *PLACED)
LIMITS: Final = {field.name: field.max_length for field in Venue._meta.fields}
BATCH: Final = 500


def venue_key(venue: VenueRecord | None) -> str:
    """Empty when the row names no place at all."""
    if venue is None:
        return ""
    spot = "" if venue.latitude is None else f"{venue.latitude:.5f},{venue.longitude:.5f}"
    names = (venue.name, venue.street, venue.city, venue.postal_code)
    parts = [*(fold(name) or name for name in names), spot]
    if not any(parts) and not venue.state:
        return ""
    parts.append("" if any(parts) else venue.state)
    return blake2b("|".join(parts).encode(), digest_size=16).hexdigest()


class VenueBook:
    """What the list says of each venue that new or changed rows name, and the venues we hold of it."""

    def __init__(self, feed: Feed, run: ImportRun) -> None:
        self.feed, self.run = feed, run
        self.values: dict[str, dict[str, Any]] = {}
        self.placed: dict[str, Placed] = {}
        self.ids: dict[str, int] = {}
        self.keys: dict[VenueRecord, str] = {}
        self.edited: dict[int, dict[str, Any]] = {}

    def key(self, venue: VenueRecord | None) -> str:
        if venue is None:
            return ""
        found = self.keys.get(venue)
        if found is None:
            found = self.keys[venue] = venue_key(venue)
        return found

    def read(self, rows: Iterable[Row], parsed: Parsed) -> None:
        """Gather and place the venues of `rows`, from all rows of the list that name them."""
        wanted = {self.key(row.record.venue) for row in rows} - {""}
        said: dict[str, list[VenueRecord]] = {key: [] for key in wanted}
        if wanted:
            for record in parsed.meetings:
                if record.venue is not None and (key := self.key(record.venue)) in said:
                    said[key].append(record.venue)
        merged = {key: _merged(records) for key, records in said.items()}
        placer = Placer(merged.values())
        for key, venue in merged.items():
            place = self.placed[key] = placer.place(venue)
            self.values[key] = _venue_values(venue, place)

    def make(self) -> None:
        """Find the venues by key and create the missing ones."""
        for batch in batches(self.values, BATCH):
            held = Venue.objects.filter(feed=self.feed, key__in=batch)
            self.ids.update(held.values_list("key", "pk"))
        fresh = [
            Venue(feed=self.feed, key=key, **values)
            for key, values in self.values.items()
            if key not in self.ids
        ]
        create_all(self.run, fresh)
        self.ids.update((venue.key, venue.pk) for venue in fresh)

    def note_change(self, key: str, was: dict[str, Any]) -> None:
        """Take over what the list changed about a venue since `was`; the rest stays as we have it."""
        now = self.said(key)
        changed = {name: now[name] for name in now if name in was and was[name] != now[name]}
        if changed and key in self.ids:
            named = {name.removeprefix("venue."): value for name, value in changed.items()}
            self.edited.setdefault(self.ids[key], {}).update(named)

    def said(self, key: str) -> dict[str, Any]:
        """The venue's values under names such as `venue.street`, as kept beside the row."""
        return {f"venue.{name}": value for name, value in self.values.get(key, {}).items()}

    def save_changes(self) -> list[int]:
        """Write noted changes; the ids of the venues that are different now."""
        changed: list[int] = []
        for batch in batches(self.edited, BATCH):
            venues = [venue for venue in Venue.objects.filter(pk__in=batch) if self._take(venue)]
            update_all(self.run, venues, FIELDS)
            changed += [venue.pk for venue in venues]
        return changed

    def _take(self, venue: Venue) -> bool:
        wanted = self.edited[venue.pk]
        different = any(getattr(venue, name) != value for name, value in wanted.items())
        for name, value in wanted.items():
            setattr(venue, name, value)
        return different


def _merged(records: list[VenueRecord]) -> VenueRecord:
    """One record for rows that share a venue: the longest text of each field, whatever their order."""
    if len(records) == 1:
        return records[0]
    texts = {
        name: max((getattr(record, name) for record in records), key=lambda text: (len(text), text))
        for name in (*TEXTS, "region")
    }
    first = records[0]
    rough = any(record.approximate for record in records)
    return VenueRecord(**texts, latitude=first.latitude, longitude=first.longitude, approximate=rough)


def _venue_values(record: VenueRecord, place: Placed) -> dict[str, Any]:
    said = asdict(record)
    values: dict[str, Any] = {name: said[name][: LIMITS[name]] for name in TEXTS}
    values.update(
        latitude=place.latitude, longitude=place.longitude, located=place.located, time_zone=place.time_zone
    )
    return values
