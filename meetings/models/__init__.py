from meetings.models.change import Cancellation, Closure, Correction
from meetings.models.feed import AlsoListed, Feed, ImportProblem, ImportRun, SourceRecord, website_of
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
from meetings.models.report import Decision, Report, ReportMessage, Suggestion
from meetings.models.search import NOWHERE_CELL, ONLINE_CELL, SearchRow, SearchWord
from meetings.models.staff import DuplicatePair, GroupContact, VolunteerScope
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
    "Decision",
    "DuplicatePair",
    "Feed",
    "Format",
    "FormatCode",
    "Group",
    "GroupContact",
    "ImportProblem",
    "ImportRun",
    "Meeting",
    "Place",
    "PlaceName",
    "PlaceTable",
    "Report",
    "ReportMessage",
    "SearchRow",
    "SearchWord",
    "ServiceBody",
    "SourceRecord",
    "Suggestion",
    "Venue",
    "VolunteerScope",
    "Weekday",
    "meeting_slug",
    "website_of",
]
