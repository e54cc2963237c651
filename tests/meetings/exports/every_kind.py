"""An invented BMLT list with every kind of meeting, for lists that go out and come in again."""

from tests.meetings.feeds.saving import row

ZOOM = "https://zoom.us/j/123456789"
AFAR = {
    "venue_type": "2",
    "virtual_meeting_link": ZOOM,
    **dict.fromkeys("location_text location_street location_postal_code_1 latitude longitude".split(), ""),
}
# What the list says of its own codes, beside those that every BMLT server has.
FORMATS = [
    {
        "id": "900",
        "key_string": "PT",
        "name_string": "Brazilian Portuguese",
        "lang": "en",
        "world_id": "LANG",
    },
    {"id": "902", "key_string": "FF", "name_string": "Fragrance free", "lang": "en", "world_id": ""},
    {"id": "901", "key_string": "CV", "name_string": "Child care", "lang": "en", "world_id": ""},
]
AREA = {"id": "7", "parent_id": "0", "name": "Invented Area", "type": "AS", "world_id": "AR1234"}
BODIES = [{**AREA, "url": "https://area.example/", "helpline": "+1 555 0100", "description": ""}]
BOROUGH = {
    "location_text": "Harbor Hall",
    "location_city_subsection": "Brooklyn",
    "location_neighborhood": "Invented Heights",
    "location_municipality": "New York",
    "location_sub_province": "Kings",
    "location_province": "NY",
    "location_postal_code_1": "11201",
    "location_info": "The blue door",
    "train_lines": "Q to Made-Up Avenue",
    "bus_lines": "B1, B2",
    "latitude": "40.6912345",
    "longitude": "-73.9912345",
    "time_zone": "America/New_York",
}
LONDON = {
    "location_municipality": "London",
    "location_province": "",
    "location_nation": "GB",
    "location_postal_code_1": "SW1A 1AA",
    "latitude": "51.5012",
    "longitude": "-0.1234",
    "time_zone": "Europe/London",
}
KINDS = {
    "Plain": {"formats": "O,D,WC", "worldid_mixed": "G0001", "service_body_bigint": "7"},
    "Noted": {"comments": "Bring a mug.\nThe group has tea.", "location_info": "Room 2, upstairs"},
    "Same house": {"location_text": "House of Noted", "location_info": "Room 3"},
    "Borough": BOROUGH,
    "London": LONDON,
    "Languages": {"formats": "O,ES,PT"},
    "Many formats": {"formats": "C,B,M,St,Tr,BK,Ti,CV,IP,TW,SG"},
    "Open some weeks": {"formats": "O,C,D"},
    "Name with a comma": {"formats": "FF,CV"},
    "No street": {"location_street": ""},
    "Some weeks": {"formats": "O,Week-1,Week-last"},
    "Slips yes": {"formats": "Slips-yes"},
    "Slips no": {"formats": "Slips-no"},
    "Slips ask": {"formats": "Slips-ask"},
    "No end": {"duration_time": "00:00:00"},
    "Past midnight": {"weekday_tinyint": "7", "start_time": "23:00:00", "duration_time": "01:30:00"},
    "All day": {"start_time": "06:00:00", "duration_time": "24:00:00"},
    "Online": {**AFAR, "virtual_meeting_additional_info": "Cameras may stay off.", "formats": "VM,O"},
    "Locked": {
        **AFAR,
        "virtual_meeting_link": f"{ZOOM}?pwd=123456",
        "virtual_meeting_additional_info": "Be kind.\nPasscode: 4321",
    },
    "Phone": {
        **AFAR,
        "virtual_meeting_link": "",
        "phone_meeting_number": "+15550100123",
        "virtual_meeting_additional_info": "Say your first name.",
    },
    "Link and phone": {**AFAR, "phone_meeting_number": "+15550100124"},
    "No way in": {**AFAR, "virtual_meeting_link": ""},
    "Hybrid": {"venue_type": "3", "virtual_meeting_link": ZOOM, "formats": "HY"},
    "Building closed": {"venue_type": "2", "virtual_meeting_link": ZOOM, "formats": "TC,VM"},
    "Closed for now": {"formats": "TC"},
    "By postcode": {"latitude": "", "longitude": ""},
    "By town": {"latitude": "", "longitude": "", "location_postal_code_1": ""},
    '=Odd, "quoted"': {"comments": "=1+1; a note"},
}


def list_of_every_kind():
    """Each in a house of its own, but for two."""
    houses = ((name, {"location_text": f"House of {name}", **changes}) for name, changes in KINDS.items())
    return [row(number, meeting_name=name, **changes) for number, (name, changes) in enumerate(houses, 1)]
