"""The code that a phone reads from paper, and the comparison and the guides on paper."""

import re

import pytest
import segno
from django.conf import settings

from recovery_site.templatetags.paper import printed_at, qr_code
from tests.meetings.asking import page
from tests.programmes import write_programmes
from tests.texts import make_guide
from tests.world import make_place

HOST = settings.SITE_URL.partition("://")[2]
GUIDE = "/guides/proof-of-attendance/"


def squares_of(svg):
    """The dark squares as rows of 0 and 1, as a camera sees them: read from the strokes of the picture."""
    path = re.search(r'class="qrline" stroke="#000" d="([^"]+)"', svg)[1]
    dark, x, y = set(), 0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([^Mmh]+)", path):
        moved = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if kind == "M":
            x, y = moved
        elif kind == "m":
            x, y = x + moved[0], y + moved[1]
        else:
            dark |= {(int(x) + step, int(y)) for step in range(int(moved[0]))}
            x += moved[0]
    left, top = min(dark)[0], min(square[1] for square in dark)
    side = max(square[0] for square in dark) - left + 1
    return (left, top), [[int((left + x, top + y) in dark) for x in range(side)] for y in range(side)]


@pytest.mark.parametrize(
    "path", ["/meetings/near/memphis-tn/", "/list/?" + "&".join(f"m={pk}" for pk in range(10**9, 10**9 + 50))]
)
def test_the_code_holds_the_address_with_four_empty_squares_around_it(path):
    address = settings.SITE_URL + path
    corner, squares = squares_of(qr_code(address))
    wanted = segno.make(address, error="m", micro=False, boost_error=False)
    assert squares == [list(row) for row in wanted.matrix]
    assert corner == (4, 4)


@pytest.mark.parametrize("length", [10, 60, 700])
def test_the_code_is_black_on_white_and_never_smaller_than_a_phone_can_read(length):
    svg = qr_code("https://example.org/" + "x" * length)
    width = float(re.search(r'width="([\d.]+)mm"', svg)[1])
    _corner, squares = squares_of(svg)
    side = width / (len(squares) + 8)
    assert side * len(squares) >= 24.9
    assert side >= 0.499
    assert re.findall(r'(?:fill|stroke)="([^"]+)"', svg) == ["#fff", "#000"]
    assert "style" not in svg


def test_the_date_is_in_the_zone_of_what_is_listed(monkeypatch):
    monkeypatch.setattr("recovery_site.templatetags.paper.time.time", lambda: 1_795_403_640)
    assert printed_at("America/Chicago") == "Printed 22 November 2026, 9:14 pm Central Standard Time."
    assert printed_at("Asia/Kolkata") == "Printed 23 November 2026, 8:44 am India Standard Time."


@pytest.fixture
def programmes(db):
    write_programmes(2)
    make_place("Memphis", "TN", population=630_000)


def sheet_of(client, address):
    found = page(client, address)
    return found, next(one for one in found.all("div") if "sheet" in one.attrs.get("class", "").split())


def test_a_comparison_on_paper_numbers_its_sources(client, programmes):
    found, sheet = sheet_of(client, "/compare/na/ha/?layout=print")
    assert found.one("h1").text == "Narcotics Anonymous and Heroin Anonymous side by side"
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", sheet.all("tbody")[0].text)}
    [sources] = sheet.all("ol")
    assert numbers == set(range(1, len(sources.all("li")) + 1)) != set()
    assert "An invented text" in sources.text
    assert "“Not stated” means that we found nothing we could confirm." in sheet.text
    assert sheet.all("details") == []
    assert f"{HOST}/compare/na/ha/" in sheet.text
    assert "Do not stop a prescribed medicine" in sheet.text


def test_a_comparison_on_paper_keeps_the_place_and_can_be_neutral(client, programmes):
    found, sheet = sheet_of(client, "/compare/na/ha/?near=memphis-tn&layout=neutral,booklet")
    assert found.one("title").text == found.one("h1").text == "Side by side"
    assert [one.text for one in sheet.all("th")][:2] == ["NA", "HA"]
    assert "This week, near Memphis, TN" in sheet.text
    assert f"{HOST}/compare/na/ha/?near=memphis-tn" in sheet.text
    [link] = [one for one in page(client, "/compare/na/ha/?near=memphis-tn").all("a") if one.text == "Print"]
    assert link.attrs["href"] == "/compare/na/ha/?near=memphis-tn&layout=print"


def test_a_guide_on_paper_has_its_sources_its_date_and_who_looked_at_it(client, db):
    make_guide("proof-of-attendance")
    found, sheet = sheet_of(client, f"{GUIDE}?layout=print")
    for words in (
        "An invented guide proof-of-attendance",
        "A room with chairs.",
        "An invented source",
        "Written on 22 November 2026.",
        "Not yet reviewed by a clinician.",
        "This is not medical advice.",
        "Carry naloxone",
        "Call 911",
        HOST + GUIDE,
    ):
        assert words in sheet.text
    assert "Yes" not in sheet.text
    assert found.one("title").text.startswith("An invented guide")
    neutral, _sheet = sheet_of(client, f"{GUIDE}?layout=neutral")
    assert neutral.one("title").text == neutral.one("h1").text == "A guide to read"


def test_the_guide_on_proof_leads_to_paper_and_to_a_blank_sheet(client, db):
    make_guide("proof-of-attendance")
    make_guide("first-meeting")
    hrefs = {one.text: one.attrs["href"] for one in page(client, GUIDE).all("a")}
    assert hrefs["Print"] == f"{GUIDE}?layout=print"
    assert page(client, hrefs["Print a blank sheet"]).one("h1").text == "Attendance record"
    assert "Print a blank sheet" not in page(client, "/guides/first-meeting/").one("main").text
