from meetings.models.change import Cancellation, Closure, Correction, Suggestion
from meetings.models.feed import AlsoListed, Feed, ImportProblem, ImportRun, SourceRecord
from meetings.models.meeting import (
    LAST_WEEK,
    Attendance,
    Format,
    FormatCode,
    Meeting,
    Weekday,
    meeting_slug,
)
from meetings.models.place import Place, PlaceName, PlaceTable
from meetings.models.search import NOWHERE_CELL, ONLINE_CELL, SearchRow, SearchWord
from meetings.models.venue import Group, ServiceBody, Venue

__all__ = [
    "LAST_WEEK",
    "NOWHERE_CELL",
    "ONLINE_CELL",
    "AlsoListed",
    "Attendance",
    "Cancellation",
    "Closure",
    "Correction",
    "Feed",
    "Format",
    "FormatCode",
    "Group",
    "ImportProblem",
    "ImportRun",
    "Meeting",
    "Place",
    "PlaceName",
    "PlaceTable",
    "SearchRow",
    "SearchWord",
    "ServiceBody",
    "SourceRecord",
    "Suggestion",
    "Venue",
    "Weekday",
    "meeting_slug",
]
