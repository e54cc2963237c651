"""What people type into lists, at its worst: nothing overflows, nothing is cut off, on any window."""

import pytest

from tests.browser import measure
from tests.world import FIRST_AND_LAST, make_meeting, make_venue

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
SIXTY = "The Sixty Letters Group of People Who Meet at the Old Mill 1."
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
FOURTEEN = """open beginners women young-people lgbtq discussion speaker step-study literature meditation
    topic candlelight wheelchair child-care""".split()
NORTH = (35.19, -90.05)
RIGHT_TO_LEFT = "קבוצת הספסל 24/7"
# Whether what follows a place (" · 2 miles") stands right of it: digits are drawn into its words.
FOLLOWS = """(place) => {
  const range = document.createRange();
  range.selectNodeContents(place.nextSibling);
  const [rest] = range.getClientRects(), own = [...place.getClientRects()].pop();
  return rest.left >= own.right - 1;
}"""


def worst():
    """{state: the meeting that is in it}."""
    long_notes = f"Bring {UNBROKEN}. Ask for https://lists.example/{'a-long-path/' * 12}"
    venue = {"name": f"{UNBROKEN} Hall", "street": "1204 " + "Old Invented Mill Road North " * 3}
    return {
        "sixty letters and fourteen formats": make_meeting(
            SIXTY,
            venue=make_venue(**venue, getting_in=f"{UNBROKEN}\n" + "Ring twice. " * 12),
            formats=FOURTEEN,
            languages=["es", "en"],
            notes=long_notes,
            weeks=FIRST_AND_LAST,
        ),
        "one unbroken word, nothing stated": make_meeting(
            UNBROKEN, duration=None, venue=make_venue(name="", street="", postal_code="")
        ),
        "only a phone number": make_meeting(
            "Lantern Line", attendance="phone", phone="+1 901 555 0100,,123456789#,*0#,,1204#"
        ),
        "right to left": make_meeting(
            RIGHT_TO_LEFT,
            venue=make_venue(
                name="אולם הגשר 5", city="חיפה", state="", point=NORTH, getting_in="קומה 2, צלצלו 2 פעמים"
            ),
            notes="مرحبا بكم 24/7. (NA) الساعة 7",
        ),
    }


@pytest.fixture(scope="module")
def meetings(known):
    return worst()


def holds(page):
    page.evaluate(measure.OPEN_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(measure.SIDEWAYS) == [], width
        assert page.evaluate(measure.LOST) == [], width


def test_every_piece_of_the_style_guide_holds_on_every_window(visit):
    holds(visit("style guide"))


def test_the_worst_meetings_hold_on_every_window(page, live_site, meetings):
    for state, meeting in meetings.items():
        page.goto(f"{live_site}/meetings/na/{meeting.slug}-{meeting.pk}/")
        assert page.get_by_role("heading", level=1).inner_text() == meeting.name, state
        holds(page)


def test_a_list_of_the_worst_holds(page, live_site, meetings):
    page.goto(f"{live_site}/list/?" + "&".join(f"m={one.pk}" for one in meetings.values()))
    holds(page)


def test_what_stands_beside_a_place_from_right_to_left_stays_on_its_right(page, live_site, meetings):
    page.goto(f"{live_site}/meetings/near/memphis-tn/?q=הספסל")
    row = page.get_by_role("listitem").filter(has_text=RIGHT_TO_LEFT)
    assert row.locator("p > bdi").evaluate(FOLLOWS)
