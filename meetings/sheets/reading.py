"""What each row of a sheet would change: read against the meetings as they are now; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from fellowships.models import Fellowship
from meetings.fields import as_json, snapshot
from meetings.models import Format, Group, Meeting, Venue
from meetings.scope import Scope
from meetings.sheets.columns import READ, TEXTS, VENUE, parts_of, text_of, version_of_row
from meetings.sheets.venues import NewVenue, venue_of
from meetings.soundness import faults_of

LONGEST_NUMBER: Final = 9


@dataclass(slots=True)
class SheetRow:
    """`number` counts as spreadsheets do, the headings being row 1. With sentences it is refused whole."""

    number: int
    meeting: Meeting | None = None
    before: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    venue: NewVenue | None = None
    sentences: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return bool(self.sentences)

    @property
    def changed(self) -> bool:
        return not self.refused and bool(self.values or self.venue)


class SheetReader:
    """What rows name, read together: a handful of queries for the whole sheet."""

    def __init__(self, scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
        numbers = {
            name: {int(text) for row in rows if _a_number(text := text_of(row.get(name)))}
            for name in ("id", "venue_id")
        }
        known = scope.limit(Meeting.objects.filter(pk__in=numbers["id"]))
        self.meetings = {row.pk: row for row in known.select_related("venue", "group", "fellowship")}
        self.formats_of: dict[int, list[int]] = {pk: [] for pk in self.meetings}
        links = Meeting.formats.through._default_manager.filter(meeting__in=self.meetings)
        for meeting, held in links.values_list("meeting_id", "format_id"):
            self.formats_of[meeting].append(held)
        self.venues = {row.pk: row for row in scope.limit(Venue.objects.filter(pk__in=numbers["venue_id"]))}
        self.fellowships = {row.slug: row for row in Fellowship.objects.all()}
        self.formats = dict(Format.objects.values_list("slug", "pk"))
        self.new_venues: dict[tuple[str, ...], NewVenue] = {}
        self.seen: set[int] = set()

    def read(self, number: int, cells: Mapping[str, Any]) -> SheetRow:
        row = SheetRow(number)
        texts = {name: text_of(cell) for name, cell in cells.items() if name}
        if not self._found(row, texts):
            return row
        for name, text in texts.items():
            try:
                self._take(row, name, text)
            except ValueError as error:
                row.sentences.append(f"{name}: {error}")
        if not row.sentences:
            self._settle(row, texts)
        return row

    def _found(self, row: SheetRow, texts: Mapping[str, str]) -> bool:
        """Its meeting, if it names one; whether the row can be read any further."""
        text = texts.get("id", "")
        if not text:
            return True
        row.meeting = self.meetings.get(int(text)) if _a_number(text) else None
        if row.meeting is None:
            row.sentences.append(_("id: there is no meeting %(id)s that you may change.") % {"id": text[:20]})
        elif row.meeting.pk in self.seen:
            row.sentences.append(_("id: meeting %(id)s stands in an earlier row already.") % {"id": text})
        elif texts.get("version") and texts["version"] != version_of_row(row.meeting):
            row.sentences.append(
                _("Somebody changed this meeting after the sheet was made: export it again, then change it.")
            )
        else:
            self.seen.add(row.meeting.pk)
            row.before = snapshot(row.meeting, self.formats_of[row.meeting.pk])
        return not row.sentences

    def _take(self, row: SheetRow, name: str, text: str) -> None:
        if name in TEXTS:
            row.values[TEXTS[name]] = _fitting(TEXTS[name], text)
        elif name in READ and (text or row.meeting or name not in ("status", "attendance")):
            field_name, read = READ[name]
            row.values[field_name] = read(text)
        elif name == "program":
            row.values["fellowship"] = self._fellowship(text)
        elif name == "group":
            row.values["group"] = _group(row, text)
        elif name == "formats":
            row.values["formats"] = self._formats(text)

    def _fellowship(self, text: str) -> int:
        if (found := self.fellowships.get(text.casefold())) is None:
            raise ValueError(_("there is no program “%(text)s”.") % {"text": text})
        return found.pk

    def _formats(self, text: str) -> list[int]:
        slugs = [part.casefold() for part in parts_of(text)]
        if unknown := [slug for slug in slugs if slug not in self.formats]:
            raise ValueError(_("there is no format “%(text)s”.") % {"text": unknown[0]})
        return sorted({self.formats[slug] for slug in slugs})

    def _settle(self, row: SheetRow, texts: Mapping[str, str]) -> None:
        """Where it is, then only what differs; a row that cannot be true is refused."""
        try:
            found = venue_of(row.meeting, texts, self.venues, self.new_venues)
        except ValueError as error:
            row.sentences.append(str(error))
            return
        if isinstance(found, NewVenue):
            row.venue = found
        elif {"venue_id", *VENUE} & texts.keys():
            row.values["venue"] = found.pk if found else None
        place = found.venue if isinstance(found, NewVenue) else found
        if row.meeting is None:
            row.values["time_zone"] = row.values.get("time_zone") or (place.time_zone if place else "")
        row.values = {
            name: value
            for name, value in row.values.items()
            if row.meeting is None or row.before.get(name) != as_json(value)
        }
        self._check(row)

    def _check(self, row: SheetRow) -> None:
        """Faults that it had before stay somebody else's task."""
        after = {**row.before, **{name: as_json(value) for name, value in row.values.items()}}
        if row.venue:
            after["venue"] = "new"
        known = {sentence for _name, sentence in faults_of(row.before)} if row.meeting else set()
        if row.values or row.venue:
            row.sentences += [sentence for _name, sentence in faults_of(after) if sentence not in known]


def _fitting(name: str, text: str) -> str:
    most = getattr(Meeting._meta.get_field(name), "max_length", None)
    if most and len(text) > most:
        raise ValueError(_("this is too long: %(most)d letters at most.") % {"most": most})
    if name == "online_url" and text and not text.startswith(("https://", "http://")):
        raise ValueError(_("a link begins with https://."))
    return text


def _group(row: SheetRow, text: str) -> int | None:
    """By its name; the one that the meeting has may keep it."""
    if not text:
        return None
    if row.meeting and row.meeting.group and row.meeting.group.name == text:
        return row.meeting.group.pk
    found = list(Group.objects.filter(name=text).values_list("pk", flat=True)[:2])
    if len(found) != 1:
        sentence = _("two groups have the name “%(text)s”.") if found else _("there is no group “%(text)s”.")
        raise ValueError(sentence % {"text": text})
    return found[0]


def _a_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
