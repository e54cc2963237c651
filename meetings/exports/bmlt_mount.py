"""One fellowship's BMLT server as clients see it: its address, its formats and its service bodies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from fellowships.remembered import ByVersion
from meetings.exports.bmlt_codes import Codebook, codebook
from meetings.labels import FellowshipLabel
from meetings.models import Meeting, ServiceBody
from meetings.querysets import MeetingQuerySet

# Every meeting has a service body, or widgets show nothing at all (bmlt.md 2.7): + the fellowship's number
# is the body of meetings that name none.
OTHERS: Final = 2_000_000_000


class Body(NamedTuple):
    """A service body as clients need it; `parent` 0 at the top."""

    id: int
    parent: int
    name: str
    kind: str
    world_id: str
    website: str
    helpline: str


class Wrong(Exception):
    """A question that BMLT refuses: the status and a sentence for `{"message": …}`."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.message, self.status = message, status


@dataclass(frozen=True)
class Mount:
    """`moment` in seconds since 1970, the hour the answer is true for."""

    fellowship: FellowshipLabel
    version: int
    moment: int

    @cached_property
    def root(self) -> str:
        """root_server_uri: the same on meetings and formats, or widgets do not join them."""
        return f"{settings.SITE_URL}/feeds/bmlt/{self.fellowship.slug}"

    @cached_property
    def codes(self) -> Codebook:
        return codebook(self.fellowship.pk, self.version)

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """Those that meetings to pass on name, and all above them; two queries for each data version."""
        return _BODIES.get(self.version, self.fellowship.pk, lambda: _bodies(self))

    def meetings(self) -> MeetingQuerySet:
        """What this mount may show: BMLT has no meeting without day and time."""
        held = Meeting.objects.passed_on().filter(fellowship_id=self.fellowship.pk, weekday__isnull=False)
        return held.filter(start__isnull=False, by_appointment=False)

    def body_of(self, service_body_id: int | None) -> Body:
        return self.bodies.get(service_body_id or OTHERS) or self.others

    @cached_property
    def others(self) -> Body:
        name = _("Other meetings of %(fellowship)s") % {"fellowship": self.fellowship.name}
        site = self.fellowship.website or settings.SITE_URL
        return Body(OTHERS + self.fellowship.pk, 0, name, "AS", "", site, "")

    def below(self, wanted: set[int]) -> set[int]:
        """These service bodies and all below them."""
        found, before = set(wanted), -1
        while len(found) > before:
            before = len(found)
            found |= {body.id for body in self.bodies.values() if body.parent in found}
        return found

    def held_by(self, wanted: set[int]) -> Q:
        """Of meetings, also in their history: all that name none of its bodies stand under the others."""
        known = [pk for pk in self.bodies if pk != self.others.id]
        asked = Q(service_body_id__in=[pk for pk in known if pk in wanted])
        if self.others.id in wanted:
            asked |= Q(service_body_id=None) | ~Q(service_body_id__in=known)
        return asked


# A switcher: what was asked of the mount to parts of one JSON text.
Switcher = Callable[[Mount, QueryDict], Iterator[bytes]]
_BODIES = ByVersion[dict[int, Body]](most=32)


def _bodies(mount: Mount) -> dict[int, Body]:
    """By id, those above first where the tree is sound; a loop in it is cut."""
    named = set(mount.meetings().order_by().values_list("service_body_id", flat=True).distinct())
    fields = ("pk", "parent_id", "name", "kind", "world_id", "website", "helpline")
    known = {
        row[0]: Body(row[0], row[1] or 0, *row[2:])
        for row in ServiceBody.objects.filter(fellowship_id=mount.fellowship.pk).values_list(*fields)
    }
    wanted: dict[int, Body] = {}
    for number in sorted(one for one in named if one in known):
        step = number
        while step in known and step not in wanted:
            wanted[step] = known[step]
            step = known[step].parent
    shown = {pk: body._replace(parent=_above(body, wanted)) for pk, body in sorted(wanted.items())}
    if any(one not in known for one in named):
        shown[mount.others.id] = mount.others
    return shown


def _above(body: Body, wanted: dict[int, Body]) -> int:
    """Its parent; 0 where that is not shown, or for the first of a circle."""
    seen = [body.id]
    step = body.parent
    while step in wanted and step not in seen:
        seen.append(step)
        step = wanted[step].parent
    in_circle = seen[seen.index(step) :] if step in seen else []
    return 0 if body.parent not in wanted or (in_circle and body.id == min(in_circle)) else body.parent
