"""What search engines and previews of a link are told of a page that lists meetings."""

from typing import Any

from django.utils.translation import gettext as _

from fellowships.json_ld import graph
from meetings.exports.json_ld import list_nodes

NOT_IN_AN_INDEX = "noindex,follow"


def place_from_outside(context: dict[str, Any], place: str, path: str) -> dict[str, Any]:
    """Of the page of a place; without a meeting no index needs it."""
    known = {"place": place}
    return {
        "robots": context["robots"] if context["days"] else NOT_IN_AN_INDEX,
        "shared_as": _("Meetings near %(place)s") % known,
        "description": _("Meetings near %(place)s, soonest first: day, time, address, how to join.") % known,
        "json_ld": _listed(context, place, path),
    }


def online_from_outside(context: dict[str, Any], path: str) -> dict[str, Any]:
    return {
        "shared_as": _("Online and phone meetings"),
        "json_ld": _listed(context, context["heading"], path),
    }


def _listed(context: dict[str, Any], label: str, path: str) -> dict[str, Any]:
    """`label` is what the page is called from its parent."""
    meetings = [str(row["url"]) for day in context["days"] for row in day.rows]
    return graph(*list_nodes(context["heading"], label, path, meetings))
