"""Collecting what the rows of one list give: each is a record, a problem or both, and none stops the rest."""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.feeds.clean import UNWANTED, clip, raw_text, text_of
from meetings.feeds.monthly import may_skip_weeks, monthly_words, not_meeting_words
from meetings.feeds.people import EMAIL
from meetings.feeds.records import MeetingRecord, Parsed, Problem

LONGEST_KEY: Final = 200
MOST_WORDS: Final = 5


class Tally:
    """The state of reading one list."""

    def __init__(self) -> None:
        self.parsed: dict[str, MeetingRecord] = {}
        self.problems: list[Problem] = []
        self.seen_here: dict[tuple[object, ...], str] = {}
        self.unreadable_keys = 0
        self.rows = 0

    def read(self, rows: list[Any], key_of: Callable[[Any], str], reader: Callable[[Any, str], None]) -> None:
        """Reads every row; `reader` adds its records and problems."""
        for number, row in enumerate(rows, 1):
            self.rows += 1
            key = key_of(row) if isinstance(row, dict) else ""
            if not key:
                self.unreadable_keys += 1
                self.problem("unreadable-key", f"row {number}", self._no_key(row, number), row)
                continue
            try:
                reader(row, key)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                sentence = _("Row %(number)s cannot be read (%(fault)s).")
                self.problem(
                    "unreadable-row", key, sentence % {"number": number, "fault": type(error).__name__}, row
                )

    @staticmethod
    def _no_key(row: Any, number: int) -> str:
        if not isinstance(row, dict):
            return _("Row %(number)s is not a meeting: it has no fields.") % {"number": number}
        return _(
            "Row %(number)s has no id we can read, so nobody can tell which meeting it is. Give it one."
        ) % {"number": number}

    def problem(self, kind: str, key: str, sentence: str, row: object) -> None:
        self.problems.append(Problem(kind, clip(key, LONGEST_KEY), sentence, raw_text(row)))

    def add(self, record: MeetingRecord, row: object, *read_for_patterns: str) -> None:
        """Takes a record, unless its key stands already; names what a person has to read in its notes."""
        first = self.parsed.get(record.key)
        if first is not None:
            if first != record:
                sentence = _("The id %(key)s stands twice with different meetings; only the first was read.")
                self.problem("duplicate-key", record.key, sentence % {"key": record.key}, row)
            return
        self.parsed[record.key] = record
        if record.listed:
            self._patterns(record, row, read_for_patterns)
            self._twice(record, row)

    def _patterns(self, record: MeetingRecord, row: object, texts: tuple[str, ...]) -> None:
        words = monthly_words(*texts)
        if words:
            sentence = ngettext(
                "%(name)s: “%(words)s” stands in its text only. If it is not weekly, say so in fields.",
                "%(name)s: %(words)s stand in its text only. If it is not weekly, say so in fields.",
                len(words),
            )
            shown = "”, “".join(words[:MOST_WORDS])
            values = {"name": record.name, "words": shown if len(words) == 1 else f"“{shown}”"}
            self.problem("needs-a-person", record.key, sentence % values, row)
        shut = "" if record.closed_for_now or record.building_closed else not_meeting_words("\n".join(texts))
        if shut:
            sentence = _(
                "%(name)s: its text says “%(words)s”. If it does not meet for now, say so in fields."
            )
            self.problem("needs-a-person", record.key, sentence % {"name": record.name, "words": shut}, row)

    def _twice(self, record: MeetingRecord, row: object) -> None:
        place = record.venue and (record.venue.street.casefold(), record.venue.city.casefold())
        what = (record.name.casefold(), record.weekday, record.start, place, record.online_url, record.phone)
        first = self.seen_here.setdefault(what, record.key)
        if first != record.key and record.weekday is not None:
            sentence = _(
                "%(name)s stands twice, as %(first)s and %(second)s, on the same day, time and place."
            )
            values = {"name": record.name, "first": first, "second": record.key}
            self.problem("other", record.key, sentence % values, row)

    def result(self) -> Parsed:
        return Parsed(
            meetings=list(self.parsed.values()),
            problems=self.problems,
            unreadable_keys=self.unreadable_keys,
            rows=self.rows,
        )


def skips_weeks(*texts: str) -> bool:
    """Whether the page should say that the meeting may not take place every week."""
    return may_skip_weeks(*texts) or bool(not_meeting_words("\n".join(texts)))


def key_text(value: object) -> str:
    """An id or slug as a key of at most 200 characters; empty when there is none. Addresses are hashed."""
    words = re.sub(r"\s+", " ", UNWANTED.sub("", text_of(value))).strip()
    if len(words) > LONGEST_KEY or EMAIL.search(words):
        return f"hashed-{blake2b(words.encode(), digest_size=16).hexdigest()}"
    return words
