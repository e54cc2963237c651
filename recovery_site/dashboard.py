"""What needs doing: the first page of the admin, by what a person may do and what they look after."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Guide, Question
from fellowships import version
from fellowships.calling import to_be_called
from fellowships.models import HelpLine
from meetings import queue
from meetings.models import DuplicatePair, Feed, ImportProblem, ImportRun, Report
from meetings.proposing import may_publish
from meetings.scope import scope_of
from recovery_site.changed_lately import changed_lately

MISSED: Final = 3  # readings of a list that did not happen
KEPT_SECONDS: Final = 600
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ToDo:
    """How many of something wait, and where."""

    label: str
    count: int
    url: str
    urgent: bool = False


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """What the template shows. The number of queries does not depend on how much there is."""
    person, now = request.user, timezone.now()
    parts = [
        _part(_("Meetings"), _meetings(person, now)),
        _part(_("Lists"), _lists(person, now)),
        _part(_("Guides and help lines"), _texts(person)),
    ]
    return {
        "next_task": link("queue-next") if person.has_perm("meetings.change_report") else "",
        "parts": [part for part in parts if part["waiting"] or part["nothing"]],
        "waiting_longest": _waiting_longest(person, now),
        "changed": kept(person, "changed", lambda: changed_lately(person, now)),
        "read_from_lists": _read_from_lists(person, now),
    }


def _part(heading: str, tasks: Iterable[ToDo]) -> dict[str, Any]:
    found = list(tasks)
    waiting, nothing = [one for one in found if one.count], [one for one in found if not one.count]
    return {"heading": heading, "waiting": waiting, "nothing": nothing}


def kept(person: Any, name: str, read: Callable[[], Found]) -> Found:
    """Read anew whenever the data changed, at the latest after ten minutes."""
    key = f"dashboard-{name}-{person.pk}-{version.current()}"
    return cast(Found, cache.get_or_set(key, read, KEPT_SECONDS))


def link(name: str, *args: Any, **query: Any) -> str:
    """The address of an admin page; empty when there is none."""
    try:
        return reverse(f"admin:{name}", args=args) + (f"?{urlencode(query)}" if query else "")
    except NoReverseMatch:
        return ""


def _meetings(person: Any, now: dt.datetime) -> Iterator[ToDo]:
    if person.has_perm("meetings.view_report"):
        yield from _reports(person)
    if person.has_perm("meetings.change_meeting"):
        due = kept(person, "due", lambda: queue.due(person, timezone.localdate(now)).count())
        label = _("To be confirmed: nobody did for %(days)s days") % {"days": settings.CONFIRM_DAYS}
        yield ToDo(label, due, link("meetings_meeting_changelist", confirmed="due", status="listed"))
    if person.has_perm("meetings.change_duplicatepair"):
        pairs = DuplicatePair.objects.filter(status=DuplicatePair.Status.OPEN).count()
        address = link("meetings_duplicatepair_changelist", status__exact=DuplicatePair.Status.OPEN.value)
        yield ToDo(_("Perhaps one and the same"), pairs, address)


def _reports(person: Any) -> Iterator[ToDo]:
    """One query."""
    own = Q(origin=Report.Origin.STAFF)
    waits = Q(status=Report.Status.WAITING)
    counts = (
        scope_of(person)
        .limit(Report.objects.filter(status__in=Report.OPEN))
        .aggregate(
            reported=Count("pk", filter=waits & ~own, distinct=True),
            late=Count("pk", filter=Q(escalated_at__isnull=False), distinct=True),
            held=Count("pk", filter=Q(status=Report.Status.HELD), distinct=True),
            own=Count("pk", filter=own, distinct=True),
        )
    )

    def address(**query: Any) -> str:
        return link("meetings_report_changelist", **query)

    yield ToDo(_("Reported, and not decided"), counts["reported"], address(status__exact="waiting"), True)
    if may_publish(person):
        yield ToDo(_("Changes by colleagues, to be published"), counts["own"], address(origin__exact="staff"))
        yield ToDo(
            _("Waiting for more than two weeks"), counts["late"], address(escalated_at__isnull="False")
        )
        yield ToDo(_("Held: many at once from one sender"), counts["held"], address(status__exact="held"))


def _lists(person: Any, now: dt.datetime) -> Iterator[ToDo]:
    if not person.has_perm("meetings.change_feed"):
        return
    held = _held_runs()
    yield ToDo(
        _("Readings held for a person"),
        held,
        link("meetings_importrun_changelist", waiting="yes"),
        True,
    )
    failing, stale = _failing_and_stale(now)
    yield ToDo(_("Lists whose last reading failed"), failing, link("meetings_feed_changelist"), True)
    yield ToDo(_("Lists not read for too long"), stale, link("meetings_feed_changelist"))
    kinds = dict(ImportProblem.Kind.choices)
    rows = ImportProblem.objects.filter(ended_run=None).values_list("kind").annotate(number=Count("pk"))
    for kind, number in sorted(rows, key=lambda row: -row[1]):
        label = _("Problem in a list: %(kind)s") % {"kind": kinds.get(kind, kind)}
        yield ToDo(label, number, _mended_at(kind))


def _mended_at(kind: str) -> str:
    """Unknown codes are explained on a page of their own."""
    if kind == ImportProblem.Kind.UNMAPPED_CODE:
        return link("meetings_formatcode_unknown")
    return link("meetings_importproblem_changelist", kind__exact=kind)


def _held_runs() -> int:
    """Lists of which a reading waits for a person's word, and no good one came after."""
    later = Q(feed__last_good_run=None) | Q(started_at__gt=F("feed__last_good_run"))
    runs = ImportRun.objects.filter(later, outcome=ImportRun.Outcome.HELD, decision="")
    return runs.aggregate(number=Count("feed", distinct=True))["number"] or 0


def _failing_and_stale(now: dt.datetime) -> tuple[int, int]:
    """Of lists that are read by themselves."""
    read = ImportRun.objects.exclude(outcome=ImportRun.Outcome.TRIED)
    last = read.filter(feed=OuterRef("pk")).order_by("-id").values("outcome")[:1]
    feeds = Feed.objects.filter(enabled=True).exclude(kind=Feed.Kind.DEMO).annotate(last=Subquery(last))
    failing = stale = 0
    for address, every, good, outcome in feeds.values_list("address", "every_hours", "last_good_run", "last"):
        failing += outcome == ImportRun.Outcome.FAILED
        stale += bool(address) and (good is None or good < now - dt.timedelta(hours=MISSED * every))
    return failing, stale


def _texts(person: Any) -> Iterator[ToDo]:
    today = timezone.localdate()
    if person.has_perm("articles.change_guide"):
        due = Q(status=Guide.Status.PUBLISHED, review_due__lte=today)
        draft = Q(status=Guide.Status.DRAFT)
        guides = Guide.objects.aggregate(due=Count("pk", filter=due), drafts=Count("pk", filter=draft))
        drafts = Question.objects.filter(draft).count()
        reviews = {"status__exact": "published", "review_due__lte": today.isoformat()}
        yield ToDo(
            _("Guides to be looked at again"), guides["due"], link("articles_guide_changelist", **reviews)
        )
        address = link("articles_guide_changelist", status__exact="draft")
        yield ToDo(_("Guides that are drafts"), guides["drafts"], address)
        address = link("articles_question_changelist", status__exact="draft")
        yield ToDo(_("Answers that are drafts"), drafts, address)
    if person.has_perm("fellowships.change_helpline"):
        lines = HelpLine.objects.filter(to_be_called(), published=True).count()
        yield ToDo(
            _("Help lines to be called"), lines, link("fellowships_helpline_changelist", checked="due")
        )


def _waiting_longest(person: Any, now: dt.datetime) -> list[dict[str, Any]]:
    """Five reports."""
    if not person.has_perm("meetings.view_report"):
        return []
    rows = queue.waiting(person, now).select_related("meeting", "fellowship").order_by("made_at", "pk")[:5]
    return [
        {
            "name": str(row.meeting or row.fellowship or row.get_reason_display()),
            "what": row.get_reason_display(),
            "days": (now - row.made_at).days,
            "url": link("meetings_report_change", row.pk),
        }
        for row in rows
    ]


def _read_from_lists(person: Any, now: dt.datetime) -> int | None:
    """How many meetings the lists changed this week."""
    if not person.has_perm("meetings.view_importrun"):
        return None
    runs = ImportRun.objects.filter(started_at__gt=now - dt.timedelta(days=7))
    runs = runs.exclude(outcome=ImportRun.Outcome.TRIED)
    sums = runs.aggregate(created=Sum("created"), updated=Sum("updated"), unlisted=Sum("unlisted"))
    return sum(number or 0 for number in sums.values())
