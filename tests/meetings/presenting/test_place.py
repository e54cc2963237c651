from meetings.models import Meeting, Venue
from meetings.presenting.place import address_lines, directions, gives_away, harmless, present_place

HALL = {"name": "Invented Hall", "street": "1 Made-Up Street", "city": "Leeds", "country": "GB"}


def test_an_address_abroad_names_its_country():
    assert address_lines(Venue(**HALL)) == ["Invented Hall", "1 Made-Up Street", "Leeds", "United Kingdom"]


def test_a_line_that_stands_twice_is_written_once():
    venue = Venue(
        name="1 Made-Up Street", street="1 Made-Up Street", city="Memphis", state="TN", country="US"
    )
    assert address_lines(venue) == ["1 Made-Up Street", "Memphis, TN"]


def test_a_hidden_address_has_neither_lines_nor_directions():
    hidden = Venue(**HALL, address_hidden=True)
    assert address_lines(hidden) == []
    assert directions(hidden) == []


def test_directions_carry_no_mark_that_could_break_a_link():
    venue = Venue(name="A & B <hall>?", street='1 "Quote" #2 Street', city="São Paulo")
    links = [
        link["url"].partition("q=")[2] or link["url"].partition("query=")[2] for link in directions(venue)
    ]
    assert all(not set(link) & set('&<>?#" ') for link in links)
    assert all("S%C3%A3o%20Paulo" in link for link in links)


def test_a_text_that_names_a_hidden_address_is_left_out():
    hidden = Venue(**HALL, address_hidden=True)
    assert gives_away("At INVENTED hall, ring twice", hidden)
    assert harmless("Come to 1 Made Up Street!", hidden) == ""
    assert harmless("Bring your own mug", hidden) == "Bring your own mug"
    assert harmless("Come to 1 Made-Up Street", Venue(**HALL)) == "Come to 1 Made-Up Street"
    assert harmless("Any text", None) == "Any text"


def test_what_one_cannot_walk_into_is_nowhere():
    assert present_place(Meeting(attendance="online", venue=Venue(**HALL))) is None
    assert present_place(Meeting(attendance="in-person")) == {"lines": [], "not_stated": True}
