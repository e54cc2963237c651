"""What our own exports say where a form has no field for it, read back: weeks of the month, ways to join."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from django.utils.translation import override

from meetings.exports.bmlt_codes import week_codes
from meetings.exports.bmlt_mount import OTHERS
from meetings.feeds.records import Code

# "How to join: https://…/meetings/na/lamp-group-12/join/": it leads to the passcode and is none.
WAY_TO_JOIN: Final = re.compile(
    r"^[^\n:]{0,60}:\s*https?://[^\s/]+(?:/[\w-]+)*/meetings/[\w-]+/[\w-]*\d+/join/[ \t]*$\n?", re.MULTILINE
)
# As meetings/exports/bmlt.py writes them, for programs that show notes and no page of ours.
WHERE_TO_ASK: Final = re.compile(
    r"^(?:The address is not public|Ask the group how to take part): https?://\S+$\n?", re.MULTILINE
)
OTHER_MEETINGS: Final = re.compile(r"Other meetings of \S")


def without_ways_to_join(words: str) -> str:
    """The notes without the line by which we lead to a meeting's join page."""
    return WAY_TO_JOIN.sub("", words).strip() if "/join/" in words else words


def without_where_to_ask(words: str) -> str:
    """Directions, or notes on joining, without the line that leads to the meeting's page."""
    return WHERE_TO_ASK.sub("", words).strip()


def without_its_number(words: str, number: str) -> str:
    """Notes on joining without the line that repeats the number beside them."""
    repeated = f"By phone: {number}"
    return "\n".join(line for line in words.split("\n") if line != repeated) if number else words


def body_of(number: str, name: str) -> tuple[str, str]:
    """The service body a row names; none for the one we give to meetings that name none."""
    made_up = number.isdecimal() and int(number) >= OTHERS
    return ("", "") if made_up or (not number and OTHER_MEETINGS.match(name)) else (number, name)


def pauses(row: Mapping[str, Any], status: Collection[str]) -> bool:
    """Whether a BMLT row of ours is a meeting closed for now: without a link, where others lack it only."""
    ways = (row.get("virtual_meeting_link"), row.get("phone_meeting_number"))
    return "last_changed" in row and "TC" in status and not any(ways)


def weeks_of(codes: Iterable[Code]) -> tuple[int, tuple[Code, ...]]:
    """The weeks that codes of ours name (see meetings/times.py), and the other codes."""
    weeks, others = 0, []
    for code in codes:
        week = _weeks().get(code.code) or _weeks().get(code.name) or 0
        weeks |= week
        if not week:
            others.append(code)
    return weeks, tuple(others)


def weeks_before(words: str) -> tuple[int, str]:
    """The weeks that stand before directions in our tables, and the rest of the words."""
    weeks, parts = 0, words.split(", ")
    while parts and parts[0] in _weeks():
        weeks |= _weeks()[parts.pop(0)]
    return weeks, ", ".join(parts)


@cache
def _weeks() -> dict[str, int]:
    """By key and by name; our lists are in English."""
    with override("en"):
        return {words: bit for bit, code in week_codes().items() for words in (code.key, code.name)}
