"""Examples of the page for developers: what is asked, and the beginning of an answer.

Each is asked in tests/recovery_site/test_feeds_page.py, which compares the shape of what comes back.
"""

import json
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE: Final = "fixtures/examples/feeds.json"
PROGRAM: Final = "FELLOWSHIP"  # stands in the addresses of the file
SAYS: Final = {
    "bmlt-search": _("BMLT: Tuesdays after 6 in the evening, four fields of each meeting."),
    "bmlt-formats": _("BMLT: what the letters of a format mean."),
    "meeting-guide": _("Meeting Guide JSON: within 10 miles of Memphis (a few of its fields)."),
    "table": _("A table of the same (the beginning of its first two lines)."),
    "calendar": _("A calendar of meetings for women near Memphis; programs that subscribe read it again."),
    "guides": _("The guides, the last changed first (Atom)."),
}


class Example(NamedTuple):
    """`answer`: one record as JSON, else some lines as they are sent."""

    says: Promise
    path: str
    answer: dict[str, Any] | list[str]

    @property
    def shown(self) -> str:
        if isinstance(self.answer, list):
            return "\n".join(self.answer)
        return json.dumps([self.answer], indent=1, ensure_ascii=False)


def examples(fellowship: str) -> list[Example]:
    """With the name of a program that has something to pass on."""
    return [
        Example(SAYS[name], one["path"].replace(PROGRAM, fellowship), one["answer"])
        for name, one in _WRITTEN.items()
    ]


_WRITTEN: Final = json.loads((settings.BASE_DIR / FILE).read_text(encoding="utf-8"))
