"""A search and a saved list on paper: all of it, what its words mean, and nothing that must not lie about."""

import re

import pytest
from django.conf import settings

from meetings import printing
from tests.meetings.asking import page
from tests.site.markup import Page
from tests.world import make_meetings, make_venue

pytestmark = pytest.mark.django_db
NEAR = "/meetings/near/memphis-tn/"
HOST = settings.SITE_URL.partition("://")[2]


@pytest.fixture
def world(shared_world):
    return shared_world


def paper(client, address):
    """What comes on paper of it."""
    found = page(client, address)
    return next(one for one in found.all("div") if "sheet" in one.attrs.get("class", "").split())


def names(sheet):
    return [row.all("b")[1].text for day in of_class(sheet, "section", "day") for row in day.all("li")]


def of_class(sheet, tag, name):
    return [one for one in sheet.all(tag) if name in one.attrs.get("class", "").split()]


def row_of(sheet, name):
    return next(row for row in sheet.all("li") if name in row.text)


def stated_address(sheet):
    return of_class(sheet, "b", "address")[0].text


def test_all_results_come_once_each_and_not_a_page_of_them(client, world):
    make_meetings(*({"name": f"Paper Boat {number}", "venue": world.hall} for number in range(26)))
    sheet = paper(client, f"{NEAR}?layout=print")
    shown = names(sheet)
    assert len(shown) == len(set(shown)) == 36
    assert {f"Paper Boat {number}" for number in range(26)} | {"Lamp Group", "Visiting Group"} <= set(shown)
    assert "All 36 meetings within 25 miles of Memphis, TN, the soonest first." in sheet.text
    assert "Not on this paper: 1 meeting for family and friends." in sheet.text


def test_beyond_the_limit_the_paper_says_how_many_there_are_and_what_to_do(client, world, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 3)
    sheet = paper(client, f"{NEAR}?layout=print")
    assert len(names(sheet)) == 3
    assert "The first 3 of 10 meetings within 25 miles of Memphis, TN, the soonest first." in sheet.text
    assert "choose a day, a program or a smaller circle before you print" in sheet.text


def test_the_days_are_dates_in_order_and_what_has_no_date_comes_last(client, world):
    days = [one.text for one in paper(client, f"{NEAR}?layout=print").all("h2")]
    days = days[: days.index("Without a date") + 1]
    assert all(re.fullmatch(r"\w+day \d+ \w+( \d{4})?", day) for day in days[:-1])
    assert not [day for day in days if "Today" in day or "Tomorrow" in day]
    assert names(paper(client, f"{NEAR}?layout=print"))[-1] == "Visiting Group"


def test_the_legend_explains_the_words_used_and_no_others(client, world):
    for query in ("", "&type=women", "&fellowship=na&format=discussion"):
        sheet = paper(client, f"{NEAR}?layout=print{query}")
        explained = [term.text for term in sheet.all("dt")]
        rows = [row for day in of_class(sheet, "section", "day") for row in day.all("li")]
        said = {word for row in rows for one in row.all("p") for word in re.split(" · |, ", one.text)}
        known = {"NA", "HA", "Nar-Anon", "Open", "Closed", "Women", "Discussion", "Step study", "Wheelchair"}
        assert set(explained) == said & known
        assert len(explained) == len(set(explained))
    assert "NA Narcotics Anonymous, for your own recovery" in sheet.text


def test_a_line_says_where_and_how_to_get_in(client, world):
    sheet = paper(client, f"{NEAR}?layout=print")
    lamp = row_of(sheet, "Lamp Group").text
    assert re.search(r"7:00 – 8:00 pm C[SD]T Lamp Group", lamp)
    assert "Lamp Hall, 12 Invented Avenue, Memphis, TN · " in lamp
    assert "Getting in: The green door." in lamp
    assert "NA · In person · Open, Discussion, Wheelchair" in lamp
    assert "Open or closed: not stated" in row_of(sheet, "Plain Group").text
    assert "1st and last Saturday of the month" in row_of(sheet, "Twice a Month").text
    assert "Every" not in lamp


def test_of_a_hidden_address_the_paper_says_the_town_alone(client, world):
    venue = make_venue(
        name="Shut House", street="9 Unseen Lane", getting_in="Two knocks.", address_hidden=True
    )
    make_meetings({"name": "Shut Group", "venue": venue})
    sheet = paper(client, f"{NEAR}?layout=print")
    assert "Memphis, TN (the address is given by the group)" in row_of(sheet, "Shut Group").text
    assert not [words for words in ("Shut House", "Unseen", "knocks") if words in sheet.text]


def test_an_online_meeting_says_which_page_tells_how_to_join_and_no_passcode(client, world):
    for address in ("/meetings/online/?layout=print", f"/list/?m={world.online.pk}&layout=booklet"):
        response = client.get(address)
        row = row_of(Page(response.content.decode()), "Lantern Online").text
        short = f"/meetings/na/{world.online.pk}/"
        assert f"How to join: {HOST}{short}" in row
        assert b"1234" not in response.content
        assert b"video.example" not in response.content
    assert client.get(short).headers["Location"] == f"/meetings/na/lantern-online-{world.online.pk}/"


@pytest.mark.parametrize(
    "address, stated",
    [
        (f"{NEAR}?layout=print", NEAR),
        (f"{NEAR}?type=open&day=monday&layout=booklet", f"{NEAR}?day=monday&type=open"),
        (f"{NEAR}?q=lamp&layout=print", NEAR),
        (f"{NEAR}?sort=distance&page=2&layout=large", NEAR),
        ("/meetings/?lat=35.15&lng=-90.05&layout=print", NEAR),
        ("/meetings/?lat=35.15&lng=-90.05&type=open&layout=print", f"{NEAR}?type=open"),
        ("/meetings/?near=Memphis,+TN&layout=print", NEAR),
        ("/meetings/?near=lamp&layout=print", "/meetings/"),
        ("/meetings/?q=lamp&layout=print", "/meetings/"),
        ("/meetings/?q=lamp&fellowship=na&layout=neutral", "/meetings/?fellowship=na"),
        ("/meetings/online/?tz=Asia/Kolkata&layout=print", "/meetings/online/?tz=Asia%2FKolkata"),
        (f"{NEAR}?language={','.join(f'x{n:02}-abcdefgh' for n in range(9))}&layout=print", NEAR),
        ("/es/meetings/near/memphis-tn/?layout=print", f"/es{NEAR}"),
    ],
)
def test_the_address_on_paper_holds_slugs_alone(client, world, address, stated):
    assert stated_address(paper(client, address)) == HOST + stated


def test_of_a_search_around_somebody_neither_point_nor_distances_are_on_paper(client, world):
    response = client.get("/meetings/?lat=35.15&lng=-90.05&layout=print")
    assert response.headers["Cache-Control"] == "private, no-store"
    sheet = paper(client, "/meetings/?lat=35.15&lng=-90.05&layout=print")
    assert [one.text for one in sheet.all("h1")] == ["Meetings near Memphis, TN"]
    assert [words for words in ("35.1", "90.0") if words in sheet.text] == []
    assert not re.search(r"· (less than )?[\d.]+ miles?", sheet.text)
    assert re.search(r"· (less than )?[\d.]+ miles?", paper(client, f"{NEAR}?layout=print").text)


def test_a_search_without_a_result_says_so_on_paper(client, world):
    sheet = paper(client, f"{NEAR}?fellowship=ha&day=monday&layout=print")
    assert "Nothing was found that fits all of this." in sheet.text
    assert sheet.all("dt") == []


def test_no_index_holds_what_is_made_for_paper(client, world):
    found = page(client, f"{NEAR}?layout=print")
    robots = next(one for one in found.all("meta") if one.attrs.get("name") == "robots")
    assert robots.attrs["content"] == "noindex,follow"
    assert [one for one in found.all("link") if one.attrs.get("rel") == "canonical"] == []


def test_the_finder_leads_to_paper_with_its_filters(client, world):
    found = page(client, f"{NEAR}?type=open&sort=distance")
    [link] = [one for one in found.all("a") if one.text == "Print"]
    assert link.attrs["href"] == f"{NEAR}?type=open&layout=print"
    assert len(names(paper(client, link.attrs["href"]))) == 1
