"""bmlt.md 2.2: every parameter of GetSearchResults, in the order of its table."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Closure, Format
from meetings.reindex import reindex
from tests.meetings.exports.bmlt.a_list import found
from tests.meetings.exports.bmlt.asking import ask
from tests.world import publish

pytestmark = pytest.mark.django_db
ALL = "Early Late Bridge Lantern Olive River"


ASKED = {
    "nothing that we know": [
        ("", ALL),
        ("foo=1&bar[]=2&root_server_ids[]=7&lang_enum=de&callback=x", ALL),
    ],
    "meeting_ids": [
        ("meeting_ids={Late}", "Late"),
        ("meeting_ids[]={Late}&meeting_ids[]={River}", "Late River"),
        ("meeting_ids={River},{Late}", "Late River"),
        ("meeting_ids=-{Late}", "Early Bridge Lantern Olive River"),
        ("meeting_ids[]={Late}&meeting_ids[]={Early}&meeting_ids[]=-{Early}", "Late"),
        ("meeting_ids=999999", ""),
        ("meeting_ids=99999999999999999", ""),
        ("meeting_ids=x", ALL),
    ],
    "weekdays: 1 is Sunday": [
        ("weekdays=1", "Early Late"),
        ("weekdays=1,7", "Early Late River"),
        ("weekdays[]=2&weekdays[]=3", "Bridge Lantern"),
        ("weekdays=-1", "Bridge Lantern Olive River"),
        ("weekdays=9", ""),
    ],
    "venue_types": [
        ("venue_types=1", "Early Late Olive River"),
        ("venue_types=2", "Lantern"),
        ("venue_types=3", "Bridge"),
        ("venue_types[]=2&venue_types[]=3", "Bridge Lantern"),
        ("venue_types=2,3", "Bridge Lantern"),
        ("venue_types=-1", "Bridge Lantern"),
        ("venue_types=4", ""),
    ],
    "services": [
        ("services={area}", "Early River"),
        ("services[]={area}&services[]={unit}", "Early Late River"),
        ("services={other},{unit}", "Late Lantern"),
        ("services=-{area}", "Late Bridge Lantern Olive"),
        ("services={region}", "Bridge"),
        ("services={region}&recursive=1", "Early Late Bridge River"),
        ("services[]=-{region}&recursive=1", "Lantern Olive"),
        ("services[]={region}&services[]=-{unit}&recursive=1", "Early Bridge River"),
        ("services=999999", ""),
    ],
    "formats": [
        ("formats={open}", "Early Late Lantern"),
        ("formats[]={open}&formats[]={discussion}", "Early"),
        ("formats={open},{discussion}", "Early"),
        ("formats={open},{discussion}&formats_comparison_operator=AND", "Early"),
        ("formats={open},{discussion}&formats_comparison_operator=OR", "Early Late Lantern River"),
        ("formats={open},{discussion}&formats_comparison_operator=whatever", "Early Late Lantern River"),
        ("formats=-{open}", "Bridge Olive River"),
        ("formats=-{open},-{closed}", "Olive River"),
        ("formats={open},-{women}", "Early Lantern"),
        ("formats=54", "Lantern"),
        ("formats=56", "Bridge"),
        ("formats=999999", ""),
    ],
    "SearchString": [
        ("SearchString=early", "Early"),
        ("SearchString=+EARLY+lantern+", "Early Lantern"),
        ("SearchString=zz", ALL),
        ("SearchString=zzz", ""),
        ("SearchString={Late}", "Late"),
        ("SearchString={Late},+{River}", "Late River"),
        ("SearchString=West", "Early Late"),
    ],
    "lat_val, long_val and widths": [
        ("lat_val=35.1495&long_val=-90.049&geo_width=10", "Early Late Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=7", "Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width_km=13", "Early Late Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width_km=12", "Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=7&geo_width_km=500", "Bridge"),
        ("lat_val=35.1495&long_val=269.951&geo_width=7", "Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=0", "Bridge"),
        ("lat_val=35.1495&geo_width=10", ""),
        ("long_val=-90.049&geo_width=10", ""),
        ("lat_val=35.1495&long_val=-90.049", ""),
        ("lat_val=135.1495&long_val=-90.049&geo_width=10", ""),
        ("lat_val=x&long_val=y&geo_width=10", ALL),
    ],
    "a width below 0 is as far as so many meetings, and all within that": [
        ("lat_val=35.1495&long_val=-90.049&geo_width=-1", "Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=-2", "Early Late Bridge"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=-4", "Early Late Bridge Olive"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=-500", "Early Late Bridge Olive River"),
        ("lat_val=35.1495&long_val=-90.049&geo_width_km=-500", "Early Late Bridge Olive"),
        ("lat_val=35.1495&long_val=-90.049&geo_width=-1&weekdays=1", "Early Late"),
        (
            "lat_val=35.1495&long_val=-90.049&geo_width=-1&meeting_key=meeting_name&meeting_key_value=Olive",
            "Olive",
        ),
    ],
    "sort_results_by_distance overrides sort keys": [
        (
            "lat_val=35.1495&long_val=-90.049&geo_width=25&sort_results_by_distance=1&sort_keys=weekday_tinyint",
            "Bridge Early Late Olive",
        ),
        ("sort_results_by_distance=1&sort_keys=meeting_name", "Bridge Early Lantern Late Olive River"),
    ],
    "StringSearchIsAnAddress: our own table of places": [
        ("SearchString=Memphis,+TN&StringSearchIsAnAddress=1&SearchStringRadius=10", "Early Late Bridge"),
        ("SearchString=1+Main+St,+Memphis,+TN&StringSearchIsAnAddress=1&SearchStringRadius=1", "Bridge"),
        ("SearchString=Memphis&StringSearchIsAnAddress=1&SearchStringRadius=-2", "Early Late Bridge"),
        ("SearchString=Memphis&StringSearchIsAnAddress=1", "Early Late Bridge Olive River"),
        ("SearchString=Nowhere&StringSearchIsAnAddress=1", ""),
        ("SearchString=Memfis&StringSearchIsAnAddress=1", ""),
    ],
    "meeting_key": [
        ("meeting_key=meeting_name&meeting_key_value=Early", "Early"),
        ("meeting_key=meeting_name&meeting_key_value=early", ""),
        ("meeting_key=meeting_name&meeting_key_value[]=Early&meeting_key_value[]=Late", "Early Late"),
        ("meeting_key=meeting_name&meeting_key_value=Early,Late", ""),
        ("meeting_key=location_municipality&meeting_key_value=West+Memphis", "Early Late"),
        ("meeting_key=weekday_tinyint&meeting_key_value=1", "Early Late"),
        ("meeting_key=start_time&meeting_key_value=7:00", "Early"),
        ("meeting_key=start_time&meeting_key_value=07:00:00", "Early"),
        ("meeting_key=duration_time&meeting_key_value=1:15", "Bridge"),
        ("meeting_key=worldid_mixed&meeting_key_value=G001", "Early"),
        ("meeting_key=comments&meeting_key_value=Ring+twice.", "Early"),
        ("meeting_key=id_bigint&meeting_key_value={Late}", "Late"),
        ("meeting_key=service_body_bigint&meeting_key_value={other}", "Lantern"),
        ("meeting_key=latitude&meeting_key_value=35.1495", ""),
        ("meeting_key=formats&meeting_key_value=OPEN", ""),
        ("meeting_key=nothing&meeting_key_value=1", ""),
        ("meeting_key=meeting_name", ""),
        ("meeting_key=meeting_name&meeting_key_value=", ""),
        ("meeting_key_value=Early", ALL),
    ],
    "StartsAfter, StartsBefore: strict": [
        ("StartsAfterH=19&StartsAfterM=0", "Late"),
        ("StartsAfterH=18&StartsAfterM=59", "Late Bridge Lantern Olive"),
        ("StartsAfterH=19", "Late"),
        ("StartsAfterM=30", ALL),
        ("StartsBeforeH=10&StartsBeforeM=30", "Early"),
        ("StartsBeforeH=10&StartsBeforeM=31", "Early River"),
        ("StartsBeforeH=99&StartsBeforeM=99", ALL),
        ("StartsAfterH=x", ALL),
        ("StartsAfterH=-5", ALL),
    ],
    "EndsBefore: up to the minute, and not over midnight": [
        ("EndsBeforeH=8", "Early"),
        ("EndsBeforeH=20&EndsBeforeM=0", "Early Lantern Olive River"),
        ("EndsBeforeH=23&EndsBeforeM=59", "Early Bridge Lantern Olive River"),
    ],
    "MinDuration, MaxDuration": [
        ("MinDurationH=1&MinDurationM=15", "Late Bridge River"),
        ("MaxDurationH=1&MaxDurationM=15", "Early Bridge Lantern Olive"),
        ("MinDurationM=61&MaxDurationH=2", "Early Late Bridge Lantern River"),
    ],
    "sort_keys, sort_key": [
        ("sort_keys=meeting_name", "Bridge Early Lantern Late Olive River"),
        ("sort_keys=start_time,meeting_name", "Early River Bridge Lantern Olive Late"),
        ("sort_keys=start_time,weekday_tinyint", "Early River Bridge Lantern Olive Late"),
        ("sort_keys=worldid_mixed,meeting_name", "Early Bridge Lantern Late Olive River"),
        ("sort_keys=location_province,weekday_tinyint", "Early Late Olive Bridge River Lantern"),
        ("sort_keys=nothing", "Early Late Bridge Lantern Olive River"),
        ("sort_keys=duration_time,start_time", "Olive Early Lantern Bridge Late River"),
        ("sort_key=weekday", ALL),
        ("sort_key=time", ALL),
        ("sort_key=town", "Bridge River Olive Early Late Lantern"),
        ("sort_key=state", "Early Late Olive Bridge River Lantern"),
        ("sort_key=weekday_state", ALL),
        ("sort_key=nothing", ALL),
    ],
    "page_size, page_num: cut after sorting": [
        ("page_size=2", "Early Late"),
        ("page_size=2&page_num=2", "Bridge Lantern"),
        ("page_size=4&page_num=2", "Olive River"),
        ("page_size=2&page_num=9", ""),
        ("page_size=2&page_num=0", "Early Late"),
        ("page_size=0", ""),
        ("page_size=-1", ALL),
        ("page_size=x&page_num=2", ALL),
        ("page_num=2", ALL),
        ("page_size=2&page_num=2&sort_keys=meeting_name", "Lantern Late"),
    ],
    "advanced_published: only what is published, ever": [
        ("advanced_published=1", ALL),
        ("advanced_published=0", ALL),
        ("advanced_published=-1", ""),
    ],
    "Several hold together": [
        ("weekdays=1&formats={women}&services={region}&recursive=1", "Late"),
    ],
}


def filled(query, listed):
    """`{Early}` is a meeting's id, `{area}` a service body's, `{open}` a format's."""
    bodies = {name: getattr(listed, name) for name in ("region", "area", "unit", "other")}
    return query.format(**listed.ids, **bodies, **listed.formats)


@pytest.mark.parametrize("parameter", ASKED)
def test_what_is_asked_is_what_is_found(listed, parameter):
    expected = dict(ASKED[parameter])
    assert {query: found(filled(query, listed)) for query in expected} == expected


def test_what_a_closure_makes_of_a_meeting_today_is_what_is_asked_and_shown(listed):
    bridge = listed.meetings["Bridge"]
    Closure.objects.create(venue=bridge.venue, first_day="2020-01-01")
    reindex([bridge.pk])
    assert found("venue_types=3") == ""
    assert found("venue_types=2") == "Bridge Lantern"
    assert found("formats=55") == "Bridge"
    (row,) = ask("GetSearchResults&formats=54,55")
    assert (row["venue_type"], row["formats"]) == ("2", "CLOSED,VM,TC,WHEELCHAIR")


def test_a_format_behind_very_many_others_is_found(listed):
    many = (Format(slug=f"invented-{n}", label=f"Invented {n}", axis="format") for n in range(90))
    made = Format.writing.bulk_create(many)
    listed.meetings["Early"].formats.add(*made)
    listed.meetings["Late"].formats.add(*made[:-1])
    publish(listed.meetings["Early"], listed.meetings["Late"])
    assert found(f"formats={1_000 + made[-1].pk}") == "Early"
    assert found(f"formats={1_000 + made[0].pk}") == "Early Late"


def test_any_question_costs_the_same_for_one_meeting_as_for_all(listed):
    def queries(query):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            ask(f"GetSearchResults&{query}")
        return len(captured)

    queries("")
    for query in (
        "",
        "formats=-99",
        "lat_val=35&long_val=-90&geo_width=500",
        "sort_keys=location_municipality",
    ):
        few = queries(f"{query}&meeting_ids={listed.ids['Early']}")
        assert few == queries(query), query
