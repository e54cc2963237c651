"""What a BMLT mount answers: a register, by the output and by the name that clients ask for."""

from collections.abc import Callable
from typing import Final

from django.http import QueryDict

from meetings.exports import naws_csv, tsml
from meetings.exports.bmlt_bodies import get_service_bodies
from meetings.exports.bmlt_changes import get_changes
from meetings.exports.bmlt_fields import get_field_keys, get_field_values
from meetings.exports.bmlt_formats import get_formats
from meetings.exports.bmlt_mount import Mount, Switcher
from meetings.exports.bmlt_search import get_search_results
from meetings.exports.bmlt_server import get_coverage_area, get_server_info

# json and jsonp: parts of one JSON text without a line break.
SWITCHERS: Final[dict[str, Switcher]] = {
    "GetSearchResults": get_search_results,
    "GetFormats": get_formats,
    "GetServiceBodies": get_service_bodies,
    "GetChanges": get_changes,
    "GetFieldKeys": get_field_keys,
    "GetFieldValues": get_field_values,
    "GetServerInfo": get_server_info,
    "GetCoverageArea": get_coverage_area,
}
# tsml: JSON in the words of the AA world's plugin.
TSML_SWITCHERS: Final[dict[str, Switcher]] = {"GetSearchResults": tsml.get_search_results}
# csv: lines of a file to keep, and what that file is called.
CSV_SWITCHERS: Final[dict[str, Switcher]] = {"GetNAWSDump": naws_csv.get_naws_dump}
FILE_NAMES: Final[dict[str, Callable[[Mount, QueryDict], str]]] = {"GetNAWSDump": naws_csv.file_name}

OUTPUTS: Final = {
    "json": SWITCHERS,
    "jsonp": SWITCHERS,
    "tsml": TSML_SWITCHERS,
    "csv": CSV_SWITCHERS,
}
