"""Addresses of feeds for other people's programs; see tests/site/addresses.py."""

from tests.site.address import VERSION, Address

JSON = "application/json"
BMLT = "/feeds/bmlt/na/client_interface/"
ONCE = "once for each data version"

FEEDS: dict[str, Address] = {
    "bmlt": Address(
        f"{BMLT}json/?switcher=GetSearchResults&get_used_formats",
        10,
        f"{VERSION}, ids, lists, meetings, their lists; {ONCE} license, formats (2), service bodies (2)",
        kind=JSON,
    ),
    "meeting-guide-feed": Address(
        "/feeds/meeting-guide/na.json",
        8,
        f"{VERSION}, ids, lists, service bodies, meetings, their lists; {ONCE} codes, licences",
        kind=JSON,
    ),
    "meetings-csv": Address(
        "/feeds/meetings.csv",
        7,
        f"{VERSION}, ids, lists, service bodies, meetings, their lists; {ONCE} licences",
        kind="text/csv",
    ),
    "guides-feed": Address("/feeds/guides.atom", 2, f"{VERSION}, guides", kind="application/atom+xml"),
    "feeds": Address(
        "/feeds/", 4, f"{VERSION}; once for each data version meetings by program, by list, lists"
    ),
    "openapi": Address("/feeds/openapi.json", 1, VERSION, kind="application/json"),
}

# Other questions to the same addresses.
FEED_STATES: dict[str, Address] = {
    "Meeting Guide near": Address(
        "/feeds/meeting-guide/all.json?near=memphis-tn",
        11,
        f"{VERSION}, place, rows of its cells, what may stop a meeting, ids, lists, service bodies, "
        f"meetings, their lists; {ONCE} codes, licences",
        kind=JSON,
    ),
    "Meeting Guide of nobody": Address("/feeds/meeting-guide/nobody.json", 1, VERSION, 404, kind=JSON),
    "Meeting Guide nowhere": Address(
        "/feeds/meeting-guide/na.json?near=nowhere", 4, f"{VERSION}, place, places, suggestions", 404, JSON
    ),
    "a table of what is near": Address(
        "/feeds/meetings.csv?near=memphis-tn",
        10,
        f"{VERSION}, place, rows of its cells, what may stop a meeting, ids, lists, service bodies, "
        f"meetings, their lists; {ONCE} licences",
        kind="text/csv",
    ),
    "BMLT around a point": Address(
        f"{BMLT}jsonp/?switcher=GetSearchResults&lat_val=35.15&long_val=-90.05&geo_width=-5",
        5,
        f"{VERSION}, rows, lists, meetings, their lists",
        kind="text/javascript",
    ),
    "BMLT around an address": Address(
        f"{BMLT}json/?switcher=GetSearchResults&SearchString=Memphis,+TN&StringSearchIsAnAddress=1",
        6,
        f"{VERSION}, places, rows, lists, meetings, their lists",
        kind=JSON,
    ),
    "BMLT by a field": Address(
        f"{BMLT}json/?switcher=GetSearchResults&meeting_key=location_municipality"
        "&meeting_key_value=Memphis&sort_keys=meeting_name",
        11,
        f"{VERSION}, ids; three times lists, meetings, their lists",
        kind=JSON,
    ),
    "BMLT's formats": Address(
        f"{BMLT}json/?switcher=GetFormats&key_strings[]=TC&key_strings[]=VM&key_strings[]=HY",
        4,
        f"{VERSION}; once for each data version and hour codes, languages, what meetings say",
        kind=JSON,
    ),
    "BMLT's service bodies": Address(
        f"{BMLT}jsonp/?switcher=GetServiceBodies&parents=1",
        3,
        f"{VERSION}, once for each data version whose meetings there are, bodies",
        kind="text/javascript",
    ),
    "BMLT's server": Address(
        f"{BMLT}json/?switcher=GetServerInfo",
        2,
        f"{VERSION}, once for each data version the corners of all places",
        kind=JSON,
    ),
    "BMLT's corners": Address(f"{BMLT}json/?switcher=GetCoverageArea", 2, f"{VERSION}, corners", kind=JSON),
    "BMLT's fields": Address(f"{BMLT}json/?switcher=GetFieldKeys", 1, VERSION, kind=JSON),
    "BMLT's values": Address(
        f"{BMLT}json/?switcher=GetFieldValues&meeting_key=formats&specific_formats=1,17&all_formats=1",
        10,
        f"{VERSION}, licences, lists, ids, meetings, their lists; formats (2), service bodies (2)",
        kind=JSON,
    ),
    "BMLT, values of no field": Address(f"{BMLT}json/?switcher=GetFieldValues", 1, VERSION, 400, kind=JSON),
    "BMLT's changes": Address(
        f"{BMLT}json/?switcher=GetChanges&start_date=2026-01-01",
        13,
        f"{VERSION}, licences, versions, those before, what is listed, their formats, venues, hidden ones, "
        "runs; formats (2), service bodies (2)",
        kind=JSON,
    ),
    "NAWS's table": Address(
        f"{BMLT}csv/?switcher=GetNAWSDump&sb_id={{others}}",
        10,
        f"{VERSION}, licences, service bodies (2), ids, lists, meetings, their lists; formats (2)",
        kind="text/csv",
    ),
    "NAWS's table of nobody": Address(
        f"{BMLT}csv/?switcher=GetNAWSDump", 3, f"{VERSION}, service bodies (2)", 422, kind=JSON
    ),
    "TSML's rows": Address(
        f"{BMLT}tsml/?switcher=GetSearchResults",
        8,
        f"{VERSION}, licences, ids, lists, service bodies, types, meetings, their lists",
        kind=JSON,
    ),
    "BMLT, no such switcher": Address(f"{BMLT}json/?switcher=Nothing", 1, VERSION, status=422, kind=JSON),
    "BMLT, no such program": Address(
        "/feeds/bmlt/nothing/client_interface/json/", 1, VERSION, status=404, kind=JSON
    ),
}
