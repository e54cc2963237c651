"""GetServiceBodies: who stands behind the meetings of a mount."""

import re
from collections.abc import Iterator
from typing import Final

from django.http import QueryDict

from meetings.exports.bmlt_mount import Body, Mount
from meetings.exports.bmlt_values import signed
from meetings.exports.stream import json_list

# A number, or several as phone systems write them ("555-0100|555-0101"): never words about a person.
HELPLINE: Final = re.compile(r"[\d+\-.() /,;|xX]*")
KIND: Final = "AS"  # an area, where a list does not say


def get_service_bodies(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    """`services` with and without, `recursive=1` with all below those, `parents=1` with all above."""
    wanted, unwanted = signed(query, "services")
    asked = bool(wanted)
    if query.get("recursive") == "1":
        wanted, unwanted = mount.below(wanted), mount.below(unwanted)
    if query.get("parents") == "1":
        wanted, unwanted = _and_above(mount, wanted), _and_above(mount, unwanted)
    bodies = mount.bodies.values()
    rows = [_row(one) for one in bodies if one.id not in unwanted and (not asked or one.id in wanted)]
    return json_list([rows])


def _and_above(mount: Mount, ids: set[int]) -> set[int]:
    found: set[int] = set()
    for step in ids:
        while step in mount.bodies and step not in found:
            found.add(step)
            step = mount.bodies[step].parent
    return found


def _row(body: Body) -> dict[str, str]:
    """Nothing is null: aggregators drop a body without description or parent, and all its meetings."""
    return {
        "id": str(body.id),
        "parent_id": str(body.parent),
        "name": body.name,
        "description": "",
        "type": body.kind or KIND,
        "url": body.website,
        "helpline": body.helpline if HELPLINE.fullmatch(body.helpline) else "",
        "world_id": body.world_id,
    }
