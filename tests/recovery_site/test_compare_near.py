"""The comparison near a place: what one could go to this week, in words, as a picture and as a table."""

import pytest

from recovery_site.pages import compare
from recovery_site.pages.compare_near import picture
from tests.meetings.asking import NOON
from tests.recovery_site.test_compare import HERE, four, hrefs, look  # noqa: F401
from tests.world import (
    make_feed,
    make_meeting,
    make_place,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday_noon(monkeypatch):
    monkeypatch.setattr(compare.time, "time", lambda: NOON)


def part(page, slug):
    """The section of that programme."""
    heading = page.by_id(f"near-{slug}")
    return heading.parent


def test_a_programme_whose_list_covers_the_place_is_counted(client, four):  # noqa: F811
    text = part(look(client, HERE), "na").text
    assert "In the next 7 days, within 25 miles of Memphis, TN: 8 meetings." in text
    assert "On 6 days: Sunday, Monday, Tuesday, Wednesday, Friday and Saturday." in text
    assert "From the list “Invented list”, read Friday 20 November." in text
    assert "whole list" not in text


def test_none_is_said_only_where_a_list_covers_the_place(client, four):  # noqa: F811
    page = look(client, HERE)
    ha, smart = part(page, "ha").text, part(page, "smart").text
    assert "We do not have the list of HA for Memphis, TN." in ha
    assert "So we cannot say that there is none." in ha
    assert "None here" not in ha + smart
    make_feed("HA of Tennessee", fellowship=four.ha, covers=["us-tn"], last_good_run=four.feed.last_good_run)
    publish()
    ha = part(look(client, HERE), "ha").text
    assert "None here: the list of HA has no meeting in the next 7 days within 25 miles of Memphis" in ha
    assert "From the list “HA of Tennessee”" in ha


def test_where_there_is_none_the_page_says_what_to_do_instead(client, four):  # noqa: F811
    page = look(client, HERE)
    ha = part(page, "ha")
    assert "What you can do instead:" in ha.text
    assert "The nearest we know of is in Nashville, TN, about 196 miles away" in ha.text
    links = [link.attrs["href"] for link in ha.all("a")]
    assert f"/meetings/ha/river-group-{four.nashville_ha.pk}/" in links
    assert {"/meetings/near/memphis-tn/", "https://ha.example/find"} <= set(links)
    assert ha.all("svg") == []


def test_a_programme_without_its_whole_list_may_have_more(client, four):  # noqa: F811
    text = part(look(client, HERE), "nar-anon").text
    assert "we know of 1 meeting." in text
    assert "All on one day: Tuesday." in text
    assert "There may be more: we do not have the whole list of Nar-Anon for this place." in text


def test_the_soonest_leads_to_its_page_and_all_to_the_finder(client, four):  # noqa: F811
    na = part(look(client, f"{HERE}&radius=5"), "na")
    assert f"/meetings/na/open-ended-group-{four.no_end.pk}/" in [link.attrs["href"] for link in na.all("a")]
    assert "/meetings/near/memphis-tn/?radius=5&fellowship=na" in [link.attrs["href"] for link in na.all("a")]
    assert "The soonest: Open Ended Group . Tomorrow, 7:30 pm" in na.text


def test_online_meetings_are_counted_with_their_list(client, four, monkeypatch):  # noqa: F811
    na = part(look(client, HERE), "na")
    assert "Online or by phone: 2 meetings in the next 7 days, none right now" in na.text
    assert "/meetings/online/?fellowship=na" in [link.attrs["href"] for link in na.all("a")]
    monkeypatch.setattr(compare.time, "time", lambda: NOON + 9 * 3600)
    publish()
    na = part(look(client, HERE), "na")
    assert "Online or by phone: 1 on now or within 30 minutes" in na.text
    assert "/meetings/online/?fellowship=na&time=now" in [link.attrs["href"] for link in na.all("a")]
    assert "We know of none online or by phone" in part(look(client, HERE), "smart").text


def test_one_that_is_near_but_not_this_week_is_not_called_the_nearest_elsewhere(client, four):  # noqa: F811
    make_meeting("Monthly", fellowship="smart", weekday=6, weeks=1)  # the first Saturday
    text = part(look(client, HERE), "smart").text
    assert "One in Memphis, TN, less than 1 mile away, is not held in the next 7 days" in text


def test_the_picture_has_a_title_and_the_numbers_of_its_table(client, four):  # noqa: F811
    na = part(look(client, HERE), "na")
    (svg,) = na.all("svg")
    assert svg.attrs["role"] == "img"
    title = "NA: meetings by day and part of the day, within 25 miles of Memphis, TN"
    assert svg.all("title")[0].text == title
    (table,) = na.all("table")
    assert table.all("caption")[0].text == title
    numbers = [int(cell.text) for cell in table.all("td") if cell.text]
    assert len(numbers) == 35
    assert sum(numbers) == 8
    drawn = [int(one.text) for one in svg.all("text") if one.text.isdigit()]
    assert sorted(drawn) == sorted(number for number in numbers if number)
    assert len(svg.all("rect")) == len(drawn)


def test_shades_go_from_one_to_three_with_the_number():
    week = [[0] * 5 for _ in range(7)]
    week[0][0], week[1][4], week[6][2] = 1, 9, 5
    drawn = {cell["number"]: cell for one in picture(week)["parts"] for cell in one["cells"]}
    assert {number: cell["shade"] for number, cell in drawn.items()} == {1: 1, 5: 2, 9: 3}
    assert [day["label"] for day in picture(week)["days"]][:2] == ["Sun", "Mon"]
    assert len({(cell["x"], cell["y"]) for cell in drawn.values()}) == 3


def test_a_whole_state_is_counted_as_such(client, four):  # noqa: F811
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state")
    page = look(client, "/compare/na/ha/?near=tennessee-us")
    assert "In the next 7 days, in Tennessee" in part(page, "na").text
    assert "we know of 1 meeting." in part(page, "ha").text
    assert "/meetings/near/tennessee-us/" in hrefs(page)
