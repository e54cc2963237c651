"""What a BMLT mount answers: a register, by the output and by the name that clients ask for."""

from collections.abc import Callable
from typing import Final

from django.http import QueryDict

from meetings.exports.bmlt_mount import Mount, Switcher

# json and jsonp: parts of one JSON text without a line break.
SWITCHERS: Final[dict[str, Switcher]] = {}
# tsml: JSON in the words of the AA world's plugin.
TSML_SWITCHERS: Final[dict[str, Switcher]] = {}
# csv: lines of a file to keep, and what that file is called.
CSV_SWITCHERS: Final[dict[str, Switcher]] = {}
FILE_NAMES: Final[dict[str, Callable[[Mount, QueryDict], str]]] = {}

OUTPUTS: Final = {
    "json": SWITCHERS,
    "jsonp": SWITCHERS,
    "tsml": TSML_SWITCHERS,
    "csv": CSV_SWITCHERS,
}
