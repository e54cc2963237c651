"""Pages made for paper: what `layout=` of an address asks for, the same for a search, a list and a text."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

PRINT: Final = "print"
BOOKLET: Final = "booklet"
ATTENDANCE: Final = "attendance"
OPTIONS = ("large", "neutral", "plain")
LAYOUTS = (PRINT, BOOKLET, ATTENDANCE, *OPTIONS)
BLANK_ROWS, BLANK_ROWS_LARGE = 18, 15  # what fills one page of Letter, the shorter of A4 and Letter
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """How a page shall be on paper. An option alone asks for a page to print."""

    kind: str = PRINT
    large: bool = False
    neutral: bool = False
    plain: bool = False

    @classmethod
    def asked(cls, layout: Collection[str]) -> "Paper | None":
        """None where nothing asks for paper. Of several kinds the one that shows least counts."""
        known = {one for value in layout for one in value.split(",")}.intersection(LAYOUTS)
        if not known:
            return None
        kind = next((kind for kind in (ATTENDANCE, BOOKLET) if kind in known), PRINT)
        return cls(kind, *(option in known for option in OPTIONS))

    def page(
        self, path: str, address: str, kept: Pairs = (), *, whole_pages_only: bool = False
    ) -> dict[str, Any]:
        """What templates/paper/ need of it: `kept` is the rest of the question, for the form.

        `address` is what the paper says and its QR code holds: a path with slugs and numbers only.
        """
        booklet = self.kind == BOOKLET and not whole_pages_only
        chosen = [option for option in OPTIONS if getattr(self, option)]
        query = urlencode(list(kept))
        return {
            "sheet": {
                "base": "paper/booklet.html" if booklet else "paper/sheet.html",
                "booklet": booklet,
                "folds": not whole_pages_only,
                "neutral": self.neutral,
                "large": self.large,
                "classes": " ".join(["sheet", *chosen]),
                "options": _options(chosen),
                "action": path,
                "kept": list(kept),
                "back": f"{path}?{query}" if query else path,
                "address": settings.SITE_URL + address,
                "host": settings.SITE_URL.partition("://")[2],
            },
            # A page on a screen may be passed on and found; this one is for one sheet of paper.
            "canonical": "",
            "robots": "noindex,follow",
        }

    def blank_sheet(self, path: str, kept: Pairs = ()) -> dict[str, Any]:
        """For the signatures of those who lead: it does not say what kind of meetings, nor whose sheet."""
        rows = BLANK_ROWS_LARGE if self.large else BLANK_ROWS
        return {
            **self.page(path, "", kept, whole_pages_only=True),
            "title": _("Attendance record"),
            "rows": range(rows),
            "demo": False,
        }


def _options(chosen: Collection[str]) -> list[dict[str, object]]:
    labels = {
        "large": _("Large type"),
        "neutral": _("Neutral heading: no program and not the name of this site"),
        "plain": _("Black and white"),
    }
    return [{"value": name, "label": labels[name], "checked": name in chosen} for name in OPTIONS]


def on_paper(
    request: HttpRequest,
    template: str,
    layout: Collection[str],
    contents: Callable[[Paper], dict[str, Any]],
    kept: Pairs = (),
) -> HttpResponse | None:
    """The page as its address wants it on paper; None where it asks for none."""
    paper = Paper.asked(layout)
    if paper is None:
        return None
    if paper.kind == ATTENDANCE:
        return render(request, "paper/attendance.html", paper.blank_sheet(request.path, kept))
    return render(request, template, contents(paper))
