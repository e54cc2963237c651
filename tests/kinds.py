"""Every kind of meeting once: what makes each of the small world (tests/world.py)."""

SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(7)
FIRST_AND_LAST = 0b100001
OLIVE_BRANCH = (34.9618, -89.8295)
NASHVILLE = (36.1659, -86.7844)


def kinds_of_meetings(hall, make_venue):
    """Attribute of the small world: changes for make_meeting."""
    over_the_line = make_venue(
        name="Olive Hall", city="Olive Branch", state="MS", postal_code="38654", point=OLIVE_BRANCH
    )
    nashville = make_venue(name="River Hall", city="Nashville", postal_code="37203", point=NASHVILLE)
    hidden = make_venue(name="Quiet House", street="7 Secret Lane", address_hidden=True)
    online = {"attendance": "online", "online_url": "https://video.example/j/1", "online_kind": "video"}
    return {
        "lamp": {"name": "Lamp Group", "venue": hall, "formats": ["open", "discussion", "wheelchair"]},
        "olive": {"name": "Olive Branch Group", "venue": over_the_line, "weekday": TUESDAY, "start": "20:00"},
        "hybrid": {
            **online,
            "name": "Bridge Group",
            "attendance": "hybrid",
            "venue": hall,
            "weekday": WEDNESDAY,
            "formats": ["closed", "step-study"],
        },
        "online": {
            **online,
            "name": "Lantern Online",
            "weekday": MONDAY,
            "start": "12:00",
            "formats": ["open"],
            "online_notes": "Cameras may stay off.",
            "passcode": "1234",
        },
        "phone": {
            "name": "Evening Line",
            "attendance": "phone",
            "phone": "+1 555 0100",
            "weekday": SUNDAY,
            "start": "21:00",
        },
        "nashville_ha": {
            "name": "River Group",
            "fellowship": "ha",
            "feed": None,
            "venue": nashville,
            "weekday": THURSDAY,
            "formats": ["open", "big-book"],
        },
        "family": {
            "name": "Porch Light Family Group",
            "fellowship": "nar-anon",
            "feed": None,
            "weekday": TUESDAY,
            "start": "18:30",
        },
        "hidden": {
            "name": "Harbor Group",
            "venue": hidden,
            "weekday": FRIDAY,
            "formats": ["women", "closed"],
        },
        "closed_venue": {
            "name": "Roof Group",
            "venue": make_venue(name="Mended Hall"),
            "weekday": THURSDAY,
            "start": "12:00",
        },
        "by_appointment": {
            "name": "Visiting Group",
            "weekday": None,
            "start": None,
            "by_appointment": True,
            "duration": None,
        },
        "first_and_last": {
            "name": "Twice a Month",
            "weekday": SATURDAY,
            "start": "10:00",
            "weeks": FIRST_AND_LAST,
            "duration": 90,
        },
        "no_end": {"name": "Open Ended Group", "weekday": MONDAY, "start": "19:30", "duration": None},
        "not_stated": {"name": "Plain Group", "weekday": SUNDAY, "start": "08:00"},
        "past_midnight": {"name": "Midnight Oil", "weekday": FRIDAY, "start": "23:00", "duration": 90},
    }
