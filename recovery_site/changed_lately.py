"""What people changed this week, from the histories; a bounded number of rows however much happened."""

import datetime as dt
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from articles.models import Guide, Question
from fellowships.admin_who import maker
from fellowships.models import Fact, Fellowship, HelpLine
from fellowships.past import name_of
from meetings.models import Cancellation, Closure, Meeting, Venue
from meetings.scope import scope_of

DAYS: Final = 7
SHOWN: Final = 10
MODELS: Final[tuple[Any, ...]] = (
    *(Meeting, Venue, Closure, Cancellation),
    *(Fellowship, Fact, HelpLine, Guide, Question),
)


def changed_lately(person: Any, now: dt.datetime) -> list[dict[str, str]]:
    """One query for each model that this person may see."""
    since = now - dt.timedelta(days=DAYS)
    found = [row for model in MODELS if _may_see(person, model) for row in _rows(person, model, since)]
    found.sort(key=lambda row: row.history_date, reverse=True)
    return [_told(row) for row in found[:SHOWN]]


def _may_see(person: Any, model: Any) -> bool:
    return bool(person.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"))


def _rows(person: Any, model: Any, since: dt.datetime) -> list[Any]:
    links = [field.name for field in model.history.model.tracked_fields if field.is_relation]
    rows = model.history.model.objects.filter(history_date__gte=since, run_number=None).exclude(
        history_user=None, role=""
    )
    scope = scope_of(person)
    if not scope.everything:
        rows = rows.filter(id__in=scope.limit(model._default_manager.all()).values("pk"))
    return list(rows.select_related("history_user", *links).order_by("-history_date", "-history_id")[:SHOWN])


def _told(row: Any) -> dict[str, str]:
    meta = row.instance_type._meta
    said = maker(row)
    kinds = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
    return {
        "name": name_of(row),
        "kind": str(meta.verbose_name),
        "what": kinds[row.history_type],
        "who": said.who,
        "when": said.when,
        "url": _history(meta, row.id),
    }


def _history(meta: Any, pk: int) -> str:
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[pk])
    except NoReverseMatch:
        return ""
