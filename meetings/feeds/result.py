"""What a run gives back, prints and stores."""

from dataclasses import dataclass, field
from typing import Any

from meetings.models import ImportRun

COUNTED = ("created", "updated", "unchanged", "unlisted", "also_listed", "problems")


class Held(Exception):
    """The run stops and leaves everything as it was; the message tells a person why."""


class Busy(Exception):
    """Another run of the same list is under way."""


@dataclass(slots=True)
class RunResult:
    outcome: ImportRun.Outcome = ImportRun.Outcome.GOOD
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    unlisted: int = 0
    also_listed: int = 0
    problems: int = 0
    held_why: str = ""
    ended_corrections: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what staff may want to know besides
    difference: dict[str, Any] | None = None  # of a held or tried run, see feeds/difference.py

    @property
    def good(self) -> bool:
        return self.outcome in (ImportRun.Outcome.GOOD, ImportRun.Outcome.NOT_MODIFIED)

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTED}

    def __str__(self) -> str:
        return " · ".join(f"{name.replace('_', ' ')} {count}" for name, count in self.counts().items())
