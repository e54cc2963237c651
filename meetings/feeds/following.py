"""Meetings that stand in two lists because a person merged them: when one list drops it, the other leads.

The meeting that was merged away stays as it was, unlisted, and its own list keeps it up to date. So what that
list says is at hand on the day the list of the kept one drops it.
"""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.taking import LINKS, changed_values, take_values
from meetings.feeds.work import Work
from meetings.models import Correction, Feed, Meeting, SourceRecord


def heirs_of(ids: Collection[int], but: Collection[int]) -> dict[int, SourceRecord]:
    """By listed meeting: a record of it, or of one merged into it, that its list still has. One query.

    `but` names records that are leaving just now.
    """
    if not ids:
        return {}
    rows = (
        SourceRecord.objects.filter(Q(meeting__in=ids) | Q(meeting__merged_into__in=ids), present=True)
        .filter(feed__enabled=True)
        .exclude(feed__kind=Feed.Kind.DEMO)
        .select_related("meeting", "feed")
        .order_by("-pk")
    )
    found: dict[int, SourceRecord] = {}
    for row in rows:
        if row.pk in but or row.meeting is None or not row.published_values.get("listed", True):
            continue
        found[row.meeting_id if row.meeting_id in ids else row.meeting.merged_into_id] = row  # type: ignore[index]
    return found


def follow(
    work: Work,
    meetings: MeetingBatch,
    meeting: Meeting,
    left: SourceRecord,
    heir: SourceRecord,
    corrections: dict[str, Correction],
) -> None:
    """The meeting says from now on what the heir's list says of it; what ours said against both stays."""
    if meeting.status != Meeting.Status.LISTED:
        return
    shadow = heir.meeting
    if shadow is not None and shadow.pk != meeting.pk:
        links = {f"{name}_id": getattr(shadow, f"{name}_id") for name in LINKS}
        changed = changed_values(left.published_values, heir.published_values, corrections, links)
        take_values(meetings, meeting, heir.published_values, changed)
        for name in changed.intersection(LINKS):
            meetings.change(meeting, f"{name}_id", links[f"{name}_id"])
        SourceRecord.objects.filter(pk=heir.pk).update(meeting=meeting, changed_run=work.run)
    work.touched.add(meeting.pk)
    work.notes.append(
        _("%(meeting)s is no longer in this list and goes on as “%(list)s” says.")
        % {"meeting": meeting.name, "list": heir.feed.name}
    )
