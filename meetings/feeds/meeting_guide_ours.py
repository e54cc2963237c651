"""What another site of this software says in Meeting Guide beyond the standard: its `x_` fields, some notes.

The common types are coarser than our formats (a workbook is a step study to everyone else), and what no field
says stands in the notes for readers of other programs. Here the fields count, and those lines are taken off.
"""

import re
from dataclasses import replace
from typing import Any, Final

from meetings.feeds.clean import identifier, line, text_of
from meetings.feeds.clock import read_date
from meetings.feeds.draft import Draft
from meetings.feeds.records import Code

SCHEME: Final = "meeting-guide"
MOST: Final = 200
SLIPS: Final = frozenset({"yes", "no", "ask"})
PLACES: Final = 3  # a state or country, a town, a neighborhood
# As meetings/exports/meeting_guide.py writes them.
TOLD: Final = re.compile(
    r"^(?:Closed for now: it is not held\.|Held in person\. The address is not public: \S+"
    r"|Ask the group how to take part: \S+|Also: .+)$\n?",
    re.MULTILINE,
)


def is_ours(row: dict[str, Any]) -> bool:
    return bool(text_of(row.get("x_fellowship")))


def as_meant(draft: Draft) -> Draft:
    """The draft of such a row with what its own fields say. Being changed there confirms nothing."""
    row = draft.row
    slips = text_of(row.get("x_slips"))
    regions = row.get("regions")
    quarter = line(regions[-1], 255) if isinstance(regions, list) and len(regions) == PLACES else ""
    return replace(
        draft,
        codes=(*_codes(row.get("x_formats")), *_codes(row.get("x_languages"), "LANG")),
        slips=slips if slips in SLIPS else "",
        service_body_name=line(row.get("district")),
        world_id=identifier(row.get("x_world_id"), 30),
        updated=read_date(row.get("x_confirmed_on")),
        notes=TOLD.sub("", text_of(draft.notes)),
        # Without a street the whole address begins with the name of the house.
        venue=replace(draft.venue, neighborhood=quarter, street=line(row.get("address"))),
    )


def _codes(value: object, kind: str = "") -> tuple[Code, ...]:
    given = value if isinstance(value, list) else []
    slugs = (identifier(one, 60) for one in given[:MOST])
    return tuple(Code(slug, SCHEME, name="" if kind else slug, kind=kind) for slug in slugs if slug)
