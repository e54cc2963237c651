"""Mail to who reported something and to staff. No mail names a reporter's address, or what it is about."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from meetings.mailing import send
from meetings.models import Feed, ImportRun, Report
from meetings.proposing import may_publish
from meetings.scope import scope_of

DAY: Final = dt.timedelta(days=1)


def tell_decided(pk: int) -> int:
    """The reporter, if an address is there: that there is an answer, and where."""
    return _tell(pk, "decided", _("An answer to your message"))


def tell_asked(pk: int) -> int:
    """The reporter: that we have a question, and where."""
    return _tell(pk, "asked", _("A question about your message"))


def _tell(pk: int, template: str, subject: str) -> int:
    report = Report.objects.filter(pk=pk).only("email", "token").first()
    if report is None or not report.email:
        return 0
    return send(template, [report.email], subject, {"path": f"/reports/{report.token}/"})


def tell_escalated(ids: Iterable[int]) -> int:
    """Publishers, once for each report that waited two weeks."""
    number = len(list(ids))
    if not number:
        return 0
    subject = _("Waiting for two weeks: %(number)d") % {"number": number}
    publishers = [one.email for one in _staff() if may_publish(one)]
    return send("escalated", publishers, subject, {"number": number})


def tell_staff(now: dt.datetime) -> int:
    """What came in since the last of these mails, to everybody with an address; silent when nothing did."""
    since = _told_at() or now - DAY
    sent = 0
    bad = _bad_lists()
    for person in _staff():
        if (digest := _digest(person, since, bad)) is not None:
            sent += send("digest", [person.email], _("What came in"), digest)
    _remember(now)
    return sent


def _digest(person: Any, since: dt.datetime, bad: list[ImportRun]) -> dict[str, Any] | None:
    """Numbers of this person's own reports; lists only for who can do something about them."""
    theirs = scope_of(person).limit(Report.objects.filter(status__in=Report.OPEN))
    made = list(theirs.values_list("made_at", "escalated_at"))
    new = sum(at > since for at, _late in made)
    fresh = [run for run in bad if run.started_at > since] if may_publish(person) else []
    if not new and not fresh:
        return None
    late = sum(escalated is not None for _at, escalated in made)
    return {"new": new, "waiting": len(made), "late": late, "lists": fresh}


def _staff() -> list[Any]:
    """Who decides on reports and can be written to."""
    people = get_user_model()._default_manager.filter(is_staff=True, is_active=True).exclude(email="")
    return [one for one in people.order_by("pk") if one.has_perm("meetings.change_report")]


def _bad_lists() -> list[ImportRun]:
    """The newest run of each enabled list, where that was held or failed."""
    newest: dict[int, ImportRun] = {}
    wanted = Feed.objects.filter(enabled=True).exclude(kind=Feed.Kind.DEMO)
    for run in ImportRun.objects.filter(feed__in=wanted).select_related("feed").order_by("-pk")[:1000]:
        newest.setdefault(run.feed_id, run)
    bad = (ImportRun.Outcome.HELD, ImportRun.Outcome.FAILED)
    return [run for run in newest.values() if run.outcome in bad]


def _file() -> Path:
    return Path(settings.DATA_DIR) / "notices.json"


def _told_at() -> dt.datetime | None:
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))["told_at"]
        return parse_datetime(said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(now: dt.datetime) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps({"told_at": now.isoformat()}), encoding="utf-8")
