"""The register of formats we read. A new one is a file of its own and a line here."""

from typing import Final

from meetings.feeds import bmlt, meeting_guide, naws_csv
from meetings.feeds.records import Parser

PARSERS: Final[dict[str, Parser]] = {
    "bmlt": bmlt.parse,
    "meeting-guide": meeting_guide.parse,
    "naws-csv": naws_csv.parse,
}
