"""The pictures of docs/screens, made anew of an invented world at one fixed moment: make screens

A file of tests that only this command names: a real server and browser, as all in this folder have them.
"""

import datetime as dt
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from articles.loading import load_guides
from fellowships.loading import load_fellowships
from meetings.models import Report
from meetings.reporting import receive
from tests.browser.pages import clear_away
from tests.browser.staff.palette import with_few_colors
from tests.people import make_person, signed_in
from tests.world import CHICAGO, make_feed, make_meetings, make_place, make_venue, unrecorded

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "docs" / "screens"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
MOMENT = dt.datetime(2026, 11, 24, 17, 40, tzinfo=ZoneInfo(CHICAGO))
NEAR = "/meetings/near/memphis-tn/"
# name: (address, window, color scheme, what is pressed before)
SCREENS = {
    "home": ("/", PHONE, "light", ""),
    "home-dark": ("/", PHONE, "dark", ""),
    "results": (NEAR, PHONE, "light", ""),
    "filters": (NEAR, PHONE, "light", "Filter and sort"),
    "meeting": ("/meetings/na/second-cup-{meeting}/", PHONE, "light", ""),
    "guide": ("/guides/first-meeting/", PHONE, "light", ""),
    "help-now": ("/help-now/", PHONE, "light", ""),
    "list": ("/list/?m={meeting}&m={other}&m={online}", PHONE, "light", ""),
    "spanish": (f"/es{NEAR}", PHONE, "light", ""),
    "results-desk": (NEAR, DESK, "light", ""),
    "comparison-desk": ("/compare/na/ha/?near=memphis-tn", DESK, "light", ""),
    "paper-desk": ("/list/?m={meeting}&m={other}&m={online}&layout=print", DESK, "light", ""),
    "queue-desk": ("/admin/meetings/report/next/", DESK, "light", ""),
}
# fellowship, name, weekday, clock, venue, formats
MEETINGS = """
na|Second Cup|2|17:30|0|open beginners discussion wheelchair
ha|Long Bridge|2|18:15|1|open discussion
na|Blue Chair|2|19:00|2|closed step-study
smart|Green Bench|2|19:30|3|open discussion wheelchair
aa|Morning Bread|3|06:30|0|open
na|Quiet Corner|3|12:00|1|open women
na|River Bend|3|19:00|3|open speaker child-care
ha|Sunflower|3|20:00|2|closed literature
recovery-dharma|Open Door|4|18:30|1|open meditation
na|Paper Boat|4|19:00|0|open step-study
na|Kite|5|12:00|2|closed discussion
ha|Warm Soup|5|18:00|3|open speaker
na|Next Step|6|10:00|0|open young-people
na|Harbor|6|20:00|1|open candlelight
nar-anon|Porch Light Family Group|2|18:30|0|open
na|Lantern|0|15:00|3|open literature
""".split("\n")[1:-1]
ONLINE = """
na|Night Owls Online|2|17:00|-|open
ha|Harbor Online|2|19:00|-|open
smart|Kitchen Table|3|12:00|-|open
""".split("\n")[1:-1]
VENUES = """
Orchard Church, lower hall|12 Invented Avenue|35.14|-90.03|Green door in the yard, one floor down. Ring twice.
River House|204 Made-Up Street|35.149|-90.056|The door is open from 15 minutes before.
Mill Community Center|31 Pretend Road|35.12|-89.971|
Library on the Square|8 Sample Square|35.163|-90.012|Ramp on the left. Room 3.
""".split("\n")[1:-1]


@pytest.fixture
def at_the_moment(monkeypatch):
    """The clock of the pages begins at MOMENT and goes on as fast as ever."""
    real, start = time.time, time.time()
    monkeypatch.setattr(time, "time", lambda: MOMENT.timestamp() + real() - start)


@unrecorded()
def invented():
    """The words that addresses need."""
    make_place("Memphis", "TN", population=630_000)
    load_fellowships()
    load_guides()
    feed = make_feed("List of an invented area", covers=["us-tn"], last_good_run=MOMENT.astimezone(dt.UTC))
    venues = [_venue(*line.split("|")) for line in VENUES]
    made = make_meetings(*(_changes(line, feed, venues) for line in [*MEETINGS, *ONLINE]))
    found = {meeting.name: meeting for meeting in made}
    note = "I stood before a locked door. A neighbor said they moved upstairs."
    receive(found["River Bend"], Report.Reason.NOBODY_THERE, {"start": "19:30"}, note=note)
    chosen = {"meeting": "Second Cup", "other": "Blue Chair", "online": "Harbor Online"}
    return {word: found[name].pk for word, name in chosen.items()}


def _venue(name, street, latitude, longitude, getting_in):
    return make_venue(
        name=name, street=street, point=(float(latitude), float(longitude)), getting_in=getting_in
    )


def _changes(line, feed, venues):
    fellowship, name, weekday, clock, where, formats = line.split("|")
    online = {"attendance": "online", "online_url": "https://video.example/j/7", "online_kind": "video"}
    return {
        "name": name,
        "fellowship": fellowship,
        "weekday": int(weekday),
        "start": clock,
        "feed": feed,
        "formats": formats.split(),
        **(online if where == "-" else {"venue": venues[int(where)]}),
    }


def shoot(browser, live_site, words, name):
    address, window, scheme, pressed = SCREENS[name]
    context = browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce")
    if address.startswith("/admin/"):
        session = signed_in(make_person("publisher")).cookies["sessionid"].value
        place = {"domain": "127.0.0.1", "path": "/admin/"}
        context.add_cookies([{"name": "sessionid", "value": session, **place}])
    page = context.new_page()
    page.goto(live_site + address.format(**words))
    if pressed:
        page.get_by_role("button", name=pressed).click()
    (PICTURES / f"{name}.png").write_bytes(with_few_colors(page.screenshot()))
    context.close()


def test_every_screen(browser, live_site, at_the_moment):
    PICTURES.mkdir(exist_ok=True)
    words = invented()
    for name in SCREENS:
        shoot(browser, live_site, words, name)
    clear_away()
