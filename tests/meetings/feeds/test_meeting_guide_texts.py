import json

from tests.meetings.feeds.lists import by_key, invented, kinds, read


def short(key):
    return key.removeprefix("invented-")


def test_closed_buildings_leave_the_way_in_from_afar():
    parsed = invented("meeting-guide", "meeting-guide-closed-buildings.json")
    found = {
        short(key): (record.attendance, record.building_closed, record.closed_for_now)
        for key, record in by_key(parsed).items()
    }
    assert found == {
        "tc-link": ("online", True, False),
        "tc-phone": ("phone", True, False),
        "tc": ("in-person", False, True),
        "inactive": ("in-person", False, True),
        "suspended": ("in-person", False, True),
        "suspended-link": ("online", True, False),
        "closed-word": ("in-person", False, False),
        "closed-type": ("in-person", False, False),
        "cancelled-notes": ("in-person", False, False),
    }
    assert kinds(parsed, "invented-closed-word") == ["needs-a-person"]
    assert kinds(parsed, "invented-closed-type") == []
    assert kinds(parsed, "invented-cancelled-notes") == ["needs-a-person"]
    assert by_key(parsed)["invented-cancelled-notes"].pattern_in_notes
    link = by_key(parsed)["invented-tc-link"]
    assert (link.online_url, link.passcode) == ("https://zoom.us/j/100200300?pwd=4711", "lamp4711")
    assert [code.code for code in link.codes] == ["O"]


def test_joining_details_in_notes_are_kept_from_everybodys_eyes():
    record = by_key(invented("meeting-guide", "meeting-guide-online.json"))["invented-joining-in-notes"]
    assert record.notes == "Ring the bell."
    assert record.online_url == "https://zoom.us/j/100200388"
    assert (record.passcode, record.phone) == ("lamp77", "+19015550100,,100200388#")
    assert "lamp77" in record.online_notes


def test_people_markup_and_unknown_fields_do_not_come_in():
    parsed = invented("meeting-guide", "meeting-guide-people-in-notes.json")
    everything = str([record.as_json() for record in parsed.meetings]) + str(parsed.problems)
    for said in (
        "Inventedname",
        "555-014",
        "@lists",
        "Bob",
        "Mary S",
        "2024-01-01",
        "script",
        "alert",
        "\u202e",
        "href",
    ):
        assert said not in everything
    records = by_key(parsed)
    assert records["invented-people"].passcode == "lamp7"
    assert "100 200 3000" in records["invented-people"].online_notes
    assert (
        "St. John Lutheran Church, Martin Luther King Blvd side."
        in records["invented-people"].venue.getting_in
    )
    html = records["invented-html"]
    assert (html.name, html.notes) == ("Invented & Bright", "Come in & sit.\n\nUp the stairs 🪜 abc")
    assert html.venue.getting_in == "مرحبا write"


def test_monthly_patterns_in_words_are_not_guessed_but_told():
    parsed = invented("meeting-guide", "meeting-guide-monthly-in-notes.json")
    records = by_key(parsed)
    assert all(record.weeks == 0 and record.listed for record in records.values())
    flagged = {short(key) for key, record in records.items() if record.pattern_in_notes}
    assert flagged == {"first", "last", "name", "other", "spanish"}
    told = {short(problem.key) for problem in parsed.problems if problem.kind == "needs-a-person"}
    assert told == flagged | {"business"}
    (sentence,) = [problem.sentence for problem in parsed.problems if problem.key == "invented-first"]
    assert "“1st and 3rd Thursday”" in sentence


def test_letters_that_a_telephone_sends_to_open_a_room_are_a_passcode_and_no_note():
    row = {"slug": "a", "name": "Lamp", "day": 1, "time": "19:00", "timezone": "America/Chicago"}
    row["conference_phone"] = "+15550100123,,82900440659#,,#,,M1F3TTRlakdHUDg4#"
    (record,) = read("meeting-guide", json.dumps([row]).encode()).meetings
    assert (record.passcode, record.phone_notes) == ("M1F3TTRlakdHUDg4", "")
