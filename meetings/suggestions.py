"""Deciding on a report field by field: some taken, some amended, some not, all at once or not at all."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from meetings.deciding import Acting, AlreadyDecided, Refused, deciding, settle
from meetings.feeds.people import blank_people
from meetings.fields import MOVES, VENUE_MOVES, VENUE_PREFIX, as_json, field_label
from meetings.forgetting import without_address
from meetings.models import Decision, Meeting, Report, Suggestion
from meetings.proposing import may_publish
from meetings.reporting import current_values
from meetings.scope import scope_of
from meetings.taking import read_value, take

__all__ = ["SUGGESTED", "AlreadyDecided", "Refused", "decide", "needs_publisher", "stale"]


class _Suggested:
    """Stands for "the value that was suggested"."""


SUGGESTED: Final = _Suggested()
EMPTY: Final[tuple[Any, ...]] = (None, "", [])


def decide(
    report: Report,
    *,
    accept: Mapping[str, Any],
    reject: Collection[str] = (),
    why: str = "",
    by: Any,
    despite: Collection[str] = (),
    moved: bool = False,
    seen: str = "",
) -> Decision:
    """Take `accept` (field: value of JSON types, or SUGGESTED), refuse the rest; nothing is done twice.

    `despite` names fields to take although their value changed since the report; `moved`: fields of the venue
    mean that this meeting alone moved. What this person may not publish stays open, as a recommendation.
    `reject` only has to name what must not be in `accept`.
    """
    _may_decide(report, by)
    kind = Decision.Kind.ACCEPT if accept else Decision.Kind.REJECT
    why = without_address(report, why)
    reason = blank_people(why) or _("A report was accepted")
    with deciding(kind, by, meeting=report.meeting, reports=[report], seen=seen, reason=reason) as acting:
        held = acting.reports[0]
        waiting = {one.field: one for one in held.suggestions.filter(status=Suggestion.Status.WAITING)}
        values = without_address(held, _values(accept, reject, waiting))
        _refuse_stale(acting.meeting, waiting, values, despite)
        elsewhere = moved or acting.meeting is None or acting.meeting.venue is None
        later = {} if may_publish(by) else _later(held, values, elsewhere)
        now = {name: value for name, value in values.items() if name not in later}
        if now:
            take(acting, held, now, reason, moved=moved)
        _mark(waiting, now, later)
        _close(acting, held, later, why)
    return acting.decision


def _may_decide(report: Report, by: Any) -> None:
    """What a colleague proposed is for a publisher; all else for who looks after the meeting."""
    allowed = by.has_perm("meetings.change_report") and scope_of(by).covers(report)
    if not allowed or (report.origin == Report.Origin.STAFF and not may_publish(by)):
        raise PermissionDenied(_("This waits for a publisher."))


def _values(
    accept: Mapping[str, Any], reject: Collection[str], waiting: Mapping[str, Suggestion]
) -> dict[str, Any]:
    """As the model holds them; every one is of this report and can be read."""
    unknown = [name for name in (*accept, *reject) if name not in waiting]
    if unknown or set(accept) & set(reject):
        raise Refused(_("These fields do not fit this report. Open it again and choose for each field."))
    return {
        name: read_value(name, waiting[name].value_to if value is SUGGESTED else value)
        for name, value in accept.items()
    }


def stale(one: Suggestion, standing: Mapping[str, Any]) -> bool:
    """Whether the field changed since the report, to something else than it asks for."""
    if one.field not in standing:
        return False
    now = standing[one.field]
    return not _same(now, one.value_from) and not _same(now, one.value_to)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (one in EMPTY and other in EMPTY)


def _refuse_stale(
    meeting: Meeting | None,
    waiting: Mapping[str, Suggestion],
    values: Mapping[str, Any],
    despite: Collection[str],
) -> None:
    standing = current_values(meeting) if meeting else {}
    changed = [name for name in values if name not in despite and stale(waiting[name], standing)]
    if changed:
        names = ", ".join(field_label(name) for name in changed)
        raise Refused(
            _("Changed since this was reported: %(names)s. Look at both; if you still want it, tick that.")
            % {"names": names}
        )


def needs_publisher(field: str, *, missing: bool = False, moved: bool = False) -> bool:
    """Whether taking this field adds, moves or removes."""
    if missing:
        return True
    if field.startswith(VENUE_PREFIX):
        return moved or field.removeprefix(VENUE_PREFIX) in VENUE_MOVES
    return field in MOVES


def _later(report: Report, values: Mapping[str, Any], moved: bool) -> dict[str, Any]:
    missing = report.meeting_id is None
    return {
        name: value for name, value in values.items() if needs_publisher(name, missing=missing, moved=moved)
    }


def _mark(waiting: Mapping[str, Suggestion], now: Mapping[str, Any], later: Mapping[str, Any]) -> None:
    for name, one in waiting.items():
        if name in later:
            continue
        one.status = Suggestion.Status.REJECTED
        if name in now:
            one.value_taken = _json(now[name])
            asked = _json(read_value(name, one.value_to)) if one.value_to is not None else None
            taken = _same(one.value_taken, one.value_to) or _same(one.value_taken, asked)
            one.status = Suggestion.Status.ACCEPTED if taken else Suggestion.Status.AMENDED
        one.save(update_fields=["status", "value_taken"])


def _json(value: Any) -> Any:
    """As suggestions keep it: ids of formats in order."""
    numbers = isinstance(value, list) and all(isinstance(one, int) for one in value)
    return sorted(value) if numbers else as_json(value)


def _close(acting: Acting, report: Report, later: Mapping[str, Any], why: str) -> None:
    """The report is decided, unless a part of it waits for a publisher."""
    if later:
        acting.decision.before["recommended"] = {name: _json(value) for name, value in later.items()}
        report.status = Report.Status.WAITING
        report.save(update_fields=["status"])
        return
    statuses = set(report.suggestions.values_list("status", flat=True))
    refused = Suggestion.Status.REJECTED in statuses
    taken = bool(statuses - {Suggestion.Status.REJECTED})
    status = Report.Status.REJECTED if not taken else Report.Status.ACCEPTED
    settle(report, Report.Status.PARTLY if taken and refused else status, why)
