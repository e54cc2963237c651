"""What was, remembered beside the program: every version of every meeting, and laws of all that is kept."""

from collections import defaultdict

from django.apps import apps

from meetings.fields import past_snapshot, snapshot
from meetings.models import Cancellation, Closure, Correction, Group, Meeting, Venue
from meetings.reindex import check

BESIDE_MEETINGS = (Venue, Group, Closure, Cancellation, Correction)


class Remembered:
    """Versions by their number in the history, as they were when they were the newest."""

    def __init__(self):
        self.versions, self.ids = {}, set()

    def look(self):
        """Everything there is, against everything there was; a sentence for each law that is broken."""
        past, present = everything_that_was(), {one.pk: snapshot(one) for one in _meetings()}
        newest = {pk: number for number, (pk, _said) in sorted(past.items())}
        broken = [
            *(f"meeting {pk} has vanished" for pk in sorted(self.ids - present.keys())),
            *self._other_past(past),
            *(
                f"the newest version of meeting {pk} is not what stands"
                for pk, now in present.items()
                if pk not in newest or past[newest[pk]][1] != now
            ),
            *(f"{model.__name__} {pk}: history and row differ" for model, pk in kept_otherwise()),
            *(f"the search does not agree on meeting {pk}" for pk in check()),
            *mergers_without_end(),
            *two_corrections_of_a_field(),
        ]
        fresh = past.keys() - self.versions.keys()
        self.versions |= {number: past[number] for number in fresh}
        self.versions |= {number: (pk, present[pk]) for pk, number in newest.items() if number in fresh}
        self.ids = set(present)
        return [*broken, *_read_otherwise(fresh, past)]

    def _other_past(self, past):
        return [
            f"version {number} of meeting {was[0]} is not what it was"
            for number, was in self.versions.items()
            if past.get(number) != was
        ]


def _meetings():
    return Meeting.objects.prefetch_related("formats")


def everything_that_was():
    """{number: (meeting, its fields)}; two queries for all, where `past_snapshot` takes one for each."""
    held = defaultdict(list)
    links = apps.get_model("meetings", "HistoricalMeeting_formats").objects
    for version, one in links.values_list("history_id", "format_id"):
        held[version].append(one)
    return {one.pk: (one.id, snapshot(one, held[one.pk])) for one in Meeting.history.all()}


def _read_otherwise(fresh, past):
    """What the program itself reads of the new versions."""
    return [
        f"version {one.pk} is read otherwise"
        for one in Meeting.history.filter(pk__in=fresh)
        if past_snapshot(one) != past[one.pk][1]
    ]


def kept_otherwise():
    """Rows beside the meetings whose newest version is not what stands, or not that they are gone."""
    for model in BESIDE_MEETINGS:
        names = [field.attname for field in model.history.model.tracked_fields]
        kept = {}
        for row in model.history.order_by("history_id").values(*names, "history_type"):
            kept[row["id"]] = None if row.pop("history_type") == "-" else row
        now = {row["id"]: row for row in model._default_manager.values(*names)}
        yield from ((model, pk) for pk in kept.keys() | now.keys() if kept.get(pk) != now.get(pk))


def mergers_without_end():
    into = dict(Meeting.objects.values_list("pk", "merged_into"))
    for begin in into:
        seen, at = set(), begin
        while at is not None and at not in seen:
            seen.add(at)
            at = into.get(at)
        if at is not None:
            yield f"the merger of meeting {begin} has no end"


def two_corrections_of_a_field():
    seen = set()
    for one in Correction.objects.filter(ended_at=None).values_list("meeting", "field"):
        if one in seen:
            yield f"two corrections of {one}"
        seen.add(one)
