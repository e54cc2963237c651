"""Sources: every list with its age and what it lacks, places, lines and texts; the cost does not grow."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fellowships import version
from fellowships.loading import load_rows, shipped
from fellowships.models import HelpLine, Source
from meetings.models import ImportRun, Report
from recovery_site.pages.sources import TEXTS
from tests.meetings.asking import page
from tests.world import make_feed, make_fellowship, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "/sources/"


def main_of(client, address=ADDRESS):
    version.bump()
    return page(client, address).one("main")


def rows_of(table):
    return {row.all("th")[0].text: row.all("td")[0].text for row in table.all("tr")}


def make_run(feed, outcome):
    return ImportRun.objects.create(feed=feed, started_at=timezone.now(), outcome=outcome)


def days_ago(number):
    return timezone.now() - dt.timedelta(days=number)


def test_a_list_says_what_it_is_and_how_old(client):
    make_feed(
        "Area list",
        fellowship=make_fellowship("na"),
        covers=["us-tn", "gb"],
        licence="CC0",
        republish=True,
        last_good_run=days_ago(3),
        address="https://root.example/main_server/?key=secret",
    )
    text = main_of(client).text
    for said in (
        "Area list",
        "Kind: BMLT",
        "Program: Narcotics Anonymous",
        "Whole list for: Tennessee and United Kingdom",
        "License: CC0",
        "Passed on by us: Yes",
        ", 3 days ago",
        "Found at: root.example",
    ):
        assert said in text
    assert "secret" not in client.get(ADDRESS).content.decode()


def test_a_list_that_states_nothing_is_said_to(client):
    make_feed("Bare", address="lists/bare.json")
    text = main_of(client).text
    for said in (
        "Program: Several, or not stated",
        "Whole list for: Not stated",
        "License: Not stated",
        "Passed on by us: No",
        "Last read well: Not yet",
    ):
        assert said in text
    assert "bare.json" not in text


def test_ages_are_counted_in_the_sites_days(client):
    make_feed("New", last_good_run=timezone.now())
    make_feed("Old", last_good_run=days_ago(1))
    text = main_of(client).text
    assert ", today" in text
    assert ", 1 day ago" in text


def test_a_reading_that_failed_and_a_list_laid_aside_are_told(client):
    make_run(make_feed("Held"), ImportRun.Outcome.HELD)
    make_run(make_feed("Fine"), ImportRun.Outcome.GOOD)
    make_feed("Aside", enabled=False)
    text = main_of(client).text
    assert text.count("Last try: Held for a person") == 1
    assert text.count("We no longer read it") == 1


def test_the_numbers_stand_in_a_table_with_a_caption(client):
    make_meeting(feed=make_feed("Area list"), duration=None, weeks=0b1)
    main = main_of(client)
    _ours, table = main.all("table")
    (caption,) = table.all("caption")
    assert caption.text == "Area list: counted by us"
    rows = rows_of(table)
    assert {head.attrs["scope"] for head in table.all("th")} == {"row"}
    assert rows["Meetings listed"] == rows["No end stated"] == rows["Open or closed not stated"] == "1"
    assert rows["Not held every week, so not in our Meeting Guide feeds"] == "1"
    assert rows["Rows with a problem"] == "0"


def test_without_lists_it_says_so_and_the_demonstration_is_none(client):
    make_meeting(feed=make_feed("Demo", kind="demo"))
    text = main_of(client).text
    assert "No list has been read yet." in text
    assert "The meetings shown now are invented" in text


def test_our_own_accuracy_stands_before_the_lists(client):
    for days, role in ((3, "editor"), (4, "group-contact"), (5, "list"), (181, "editor")):
        make_meeting(confirmed_on=days_ago(days).date(), confirmed_by=role)
    make_report(hours=11, status=Report.Status.ACCEPTED)
    make_report(hours=40, status=Report.Status.REJECTED)
    make_report()
    table = main_of(client).all("table")[0]
    assert table.all("caption")[0].text == "Our own accuracy, counted now"
    assert list(rows_of(table).values()) == [
        "4",
        "3 of 4 (75%)",
        "2 of 4 (50%)",
        "1 of 4 (25%)",
        "3",
        "2 of 3 (67%)",
        "1 of 2 (50%)",
        "26 hours",
    ]


def test_where_there_is_nothing_yet_our_accuracy_is_not_stated(client):
    make_meeting(feed=make_feed("Demo", kind="demo"))
    rows = rows_of(main_of(client).all("table")[0])
    assert rows["Meetings listed"] == "0"
    assert rows["Confirmed within 180 days"] == "Not stated"
    assert rows["Half of them were decided within"] == "Not stated"


def make_report(hours=None, **changes):
    made = days_ago(3)
    decided = made + dt.timedelta(hours=hours) if hours else None
    return Report.objects.create(reason="other", made_at=made, decided_at=decided, **changes)


def test_places_credit_geonames_and_the_packages(client):
    main = main_of(client)
    links = [link.attrs["href"] for link in main.all("a")]
    assert {"https://www.geonames.org/", "https://creativecommons.org/licenses/by/4.0/"} <= set(links)
    for package in ("zipcodes 3", "holidays 0", "tzfpy 2"):
        assert f"the Python package {package}" in main.text


def test_every_line_names_its_source_and_the_day_it_was_read(client):
    load_rows(HelpLine, shipped("fellowships/help_lines.json"), ("slug",))
    HelpLine.writing.filter(slug="emergency").update(last_checked=dt.date(2026, 11, 23), source_url="")
    HelpLine.writing.filter(slug="samaritans").update(source_read_on=None)
    text = main_of(client).text
    for line in HelpLine.objects.exclude(slug="samaritans"):
        assert f"{line.name}: {line.source_name} , read on 22 November 2026".replace(
            " ,", ","
        ) in text.replace(" ,", ",")
    assert text.count("checked by a person on 23 November 2026") == 1


def test_texts_say_who_wrote_them_and_when_they_were_read(client):
    Source.objects.create(
        slug="a",
        title="An essay",
        author="A. Writer",
        publisher="A Press",
        published="2018-05",
        updated="2020",
        address="https://press.example/essay",
        read_on=dt.date(2026, 11, 22),
        note="Read as a stored copy.",
    )
    Source.objects.create(slug="b", title="Nothing more known")
    text = main_of(client).text
    assert (
        "An essay . A. Writer, A Press, May 2018, updated 2020; read on 22 November 2026. Read as a" in text
    )
    assert "Nothing more known ." in text


def test_many_texts_are_turned_over(client):
    Source.objects.bulk_create(
        Source(slug=f"t{number}", title=f"Text {number:03}") for number in range(2 * TEXTS + 1)
    )
    first, second, third = (main_of(client, f"{ADDRESS}?page={number}") for number in (1, 2, 3))
    assert f"Text {TEXTS - 1:03}" in first.text
    assert f"Text {TEXTS:03}" not in first.text
    assert f"Text {TEXTS:03}" in second.text
    assert "GeoNames" not in second.text
    assert f"Text {2 * TEXTS:03}" in third.text
    assert [link.attrs["href"] for link in third.all("nav")[0].all("a")] == [f"{ADDRESS}?page=2"]
    assert [link.attrs["href"] for link in second.all("nav")[0].all("a")] == [ADDRESS, f"{ADDRESS}?page=3"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999999", "²"])
def test_a_page_that_is_none_is_the_first_or_the_last(client, number):
    assert client.get(ADDRESS, {"page": number}).status_code == 200


def test_forty_lists_cost_as_many_queries_as_two(client):
    def cost():
        version.bump()
        client.get("/privacy/")
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    def add(numbers):
        for number in numbers:
            feed = make_feed(f"List {number}", fellowship=make_fellowship("na"), last_good_run=timezone.now())
            make_run(feed, ImportRun.Outcome.GOOD)
            Source.objects.create(slug=f"text-{number}", title=f"Text {number}")
            HelpLine.objects.create(slug=f"line-{number}", name=f"Line {number}", number="1", source_name="S")

    add(range(2))
    few = cost()
    add(range(2, 40))
    assert cost() == few <= 9
