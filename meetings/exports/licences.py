"""Under which licence an export may be used, as a header that programs read."""

from django.conf import settings

from fellowships.remembered import ByVersion
from meetings.exports.stream import OURS
from meetings.models import Meeting

_LICENCES = ByVersion[frozenset[str]](most=64)


def licence_link(version: int, fellowship: int | None = None) -> str:
    """The one licence that holds for all meetings passed on (of a fellowship), else the page that says whose
    list is under which. One query for each data version."""
    found = _LICENCES.get(version, fellowship or OURS, lambda: _licences(fellowship))
    (one,) = found if len(found) == 1 else ("",)
    address = one if one.startswith(("https://", "http://")) else f"{settings.SITE_URL}/feeds/"
    return f'<{address}>; rel="license"'


def _licences(fellowship: int | None) -> frozenset[str]:
    """Of the lists; nothing for what our own staff entered."""
    meetings = Meeting.objects.passed_on()
    if fellowship is not None:
        meetings = meetings.filter(fellowship=fellowship)
    named = meetings.order_by().values_list("records__feed__licence", "records__feed__republish").distinct()
    return frozenset(licence or "" for licence, willing in named if willing is not False)
