"""Random questions to the feeds: BMLT's parameters as clients write them, the finder's, and nonsense."""

import random

from tests.fuzz.asking import GOOD, escaped, odd_text

FELLOWSHIPS = ("na", "na", "na", "ha", "nar-anon", "smart", "nothing")
SWITCHERS = (
    *("GetSearchResults",) * 8,
    "GetFormats",
    "GetServiceBodies",
    "GetServerInfo",
    "GetFieldKeys",
    "GetFieldValues",
    "GetCoverageArea",
    "GetChanges",
    "GetNAWSDump",
)
FIELDS = (
    "id_bigint",
    "worldid_mixed",
    "service_body_bigint",
    "weekday_tinyint",
    "venue_type",
    "start_time",
    "duration_time",
    "time_zone",
    "formats",
    "latitude",
    "longitude",
    "distance_in_miles",
    "meeting_name",
    "location_text",
    "location_street",
    "location_municipality",
    "location_province",
    "comments",
    "contact_email_1",
    "email_contact",
    "admin_notes",
    "virtual_meeting_link",
    "passcode",
    "nothing",
)
NUMBERS = ("1", "2", "3", "7", "-1", "-7", "0", "8", "17", "54", "1,2", "-1,-2", "1,-2", "2000000001", "7701")
PARAMETERS = {
    "meeting_ids": NUMBERS,
    "weekdays": NUMBERS,
    "venue_types": ("1", "2", "3", "-1", "-2", "1,3", "4"),
    "services": NUMBERS,
    "recursive": ("1", "0", "x"),
    "parents": ("1",),
    "formats": NUMBERS,
    "formats_comparison_operator": ("OR", "AND", "or", ""),
    "SearchString": (
        "lamp",
        "lamp, lantern",
        "1",
        "1,2",
        "in",
        "Memphis",
        "Unseen",
        "Secret Lane",
        "Passcode",
    ),
    "StringSearchIsAnAddress": ("1", "0"),
    "SearchStringRadius": ("-5", "10", "0"),
    "lat_val": GOOD["lat"],
    "long_val": GOOD["lng"],
    "geo_width": ("10", "-5", "0", "0.5", "100000"),
    "geo_width_km": ("10", "-3"),
    "sort_results_by_distance": ("1", "0"),
    "meeting_key": FIELDS,
    "meeting_key_value": ("2", "19:00", "19:00:00", "Lamp Group", "", "Unseen House", "77 Unseen Lane"),
    "StartsAfterH": ("0", "12", "23", "99", "-1"),
    "StartsAfterM": ("0", "30", "75"),
    "StartsBeforeH": ("12", "20"),
    "StartsBeforeM": ("15",),
    "EndsBeforeH": ("13", "23"),
    "EndsBeforeM": ("0",),
    "MinDurationH": ("0", "1"),
    "MinDurationM": ("30",),
    "MaxDurationH": ("1", "3"),
    "MaxDurationM": ("0", "59"),
    "data_field_key": (
        *FIELDS,
        "id_bigint,meeting_name",
        "latitude,longitude,distance_in_km",
        "nothing,less",
    ),
    "sort_keys": (*FIELDS, "weekday_tinyint,start_time", "location_municipality,meeting_name"),
    "sort_key": ("weekday", "time", "town", "state", "weekday_state", "x"),
    "page_size": ("1", "5", "0", "-1", "100000"),
    "page_num": ("1", "2", "9999", "0", "-1"),
    "advanced_published": ("1", "0", "-1"),
    "lang_enum": ("en", "es", "dk", "xx"),
    "get_used_formats": ("1", "0", ""),
    "get_formats_only": ("1", ""),
    "root_server_ids": ("1", "-1"),
    "show_all": ("1",),
    "format_ids": NUMBERS,
    "key_strings": ("VM", "TC,HY", "O", "nothing"),
    "specific_formats": ("17", "8,17"),
    "all_formats": ("1",),
    "start_date": ("2020-01-01", "2026-11-01", "2026-13-45"),
    "end_date": ("2026-12-31", "1999-01-01"),
    "meeting_id": ("1", "7701", "-1"),
    "service_body_id": ("1", "2000000001"),
    "sb_id": ("1", "0", "2000000001"),
    "callback": ("cb", "jQuery123_456", "a.b[0]", "alert(1)", "<b9>", "x" * 200),
}
KINDS = ("json", "json", "json", "jsonp", "csv", "tsml", "xml")
# Addresses of the other feeds, with the finder's question behind them.
OTHERS = (
    "/feeds/meeting-guide/na.json",
    "/feeds/meeting-guide/ha.json",
    "/feeds/meeting-guide/all.json",
    "/feeds/meeting-guide/nothing.json",
    "/feeds/meetings.csv",
    "/meetings/calendar.ics",
)


def random_question(rng: random.Random) -> str:
    """An address with its query."""
    if rng.random() < 0.3:
        return f"{rng.choice(OTHERS)}?{_query(rng, GOOD)}"
    slashes = "/" * rng.choice((1, 1, 1, 2, 4))
    path = (
        f"/feeds/bmlt/{rng.choice(FELLOWSHIPS)}{slashes}client_interface/{rng.choice(KINDS)}"
        f"{rng.choice(('/', '', '//'))}"
    )
    switcher = rng.choice(SWITCHERS) if rng.random() < 0.97 else odd_text(rng)
    return f"{path}?switcher={escaped(switcher)}&{_query(rng, PARAMETERS)}"


def _query(rng: random.Random, good: dict[str, tuple[str, ...]]) -> str:
    return "&".join(_pair(rng, good) for _ in range(rng.choice((0, 1, 2, 2, 3, 4, 8))))


def _pair(rng: random.Random, good: dict[str, tuple[str, ...]]) -> str:
    name = rng.choice(list(good))
    value = rng.choice(good[name]) if rng.random() < 0.8 else odd_text(rng)
    return f"{name}{rng.choice(('', '', '', '[]', '[0]', '[x]'))}={escaped(value)}"
