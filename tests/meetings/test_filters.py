import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from fellowships.paper import LAYOUTS
from meetings.filters import DAY_SLUGS, MANY, RADII, TIME_SLUGS, Asked
from meetings.labels import FellowshipLabel, FormatLabel, Labels

FORMATS = {"open": "type", "closed": "type", "women": "type", "discussion": "format", "wheelchair": "access"}
KNOWN = Labels(
    {
        pk: FormatLabel(pk, slug, slug, "", axis, pk)
        for pk, (slug, axis) in enumerate(FORMATS.items(), start=1)
    },
    {
        pk: FellowshipLabel(pk, slug, slug, slug, "own-use", "", "", "", pk)
        for pk, slug in enumerate(("na", "ha"), start=1)
    },
)
VALUES = {
    "fellowship": ("na", "ha"),
    "day": DAY_SLUGS,
    "time": TIME_SLUGS,
    "type": ("open", "closed", "women"),
    "format": ("discussion",),
    "attendance": ("in-person", "online", "phone", "hybrid"),
    "language": ("en", "es", "pt-BR", "ase"),
    "access": ("wheelchair",),
    "slips": ("yes", "no", "ask"),
}


def parse(query):
    return Asked.parse(QueryDict(query), KNOWN)


def some(values):
    return st.lists(st.sampled_from(values), unique=True).map(lambda chosen: tuple(sorted(chosen)))


typed = st.text(max_size=100).map(lambda text: " ".join(text.replace("\x00", " ").split()))
points = st.tuples(st.integers(-9000, 9000), st.integers(-18000, 18000)).map(
    lambda point: (point[0] / 100, point[1] / 100)
)
questions = st.builds(
    lambda point, **values: Asked(latitude=point[0], longitude=point[1], **values),
    point=st.one_of(st.just((None, None)), points),
    near=typed,
    q=typed,
    radius=st.sampled_from(RADII),
    unit=st.sampled_from(["", "mi", "km"]),
    sort=st.sampled_from(["soonest", "distance"]),
    page=st.integers(1, 100_000),
    tz=st.sampled_from(["", "Asia/Kolkata", "America/New_York"]),
    layout=some(LAYOUTS),
    **{name: some(values) for name, values in VALUES.items()},
)


@given(questions)
def test_a_question_written_into_a_link_is_read_as_the_same_question(asked):
    assert parse(asked.query()) == asked


@given(st.text(max_size=300))
def test_any_text_is_a_question_and_reads_the_same_when_written_again(text):
    asked = parse(text)
    assert parse(asked.query()) == asked


@given(
    st.dictionaries(st.sampled_from([*MANY, "lat", "lng", "radius", "page", "tz", "unit", "sort"]), st.text())
)
def test_rubbish_in_any_field_is_left_out(values):
    query = QueryDict(mutable=True)
    query.update(values)
    asked = Asked.parse(query, KNOWN)
    assert parse(asked.query()) == asked
    assert all(set(getattr(asked, name)) <= set(VALUES[name]) for name in MANY if name != "language")


@pytest.mark.parametrize(
    "query",
    [
        "day=someday",
        "time=teatime",
        "type=discussion",
        "format=open",
        "access=open",
        "fellowship=xx&attendance=remote&slips=maybe",
        "language=Spanish language&language=../x",
        "radius=26&unit=leagues&sort=name&layout=grid",
        "radius=٢٥&page=-3",
        "page=0",
        "page=x",
        "tz=Nowhere/City&tz=",
        "tz=../../etc/passwd",
        "lat=91&lng=0",
        "lat=nan&lng=nan",
        "lat=inf&lng=1",
        "lat=35.1",
        "lat=35.1&lng=x",
        "utm_source=x&fbclid=y",
    ],
)
def test_unknown_values_are_ignored(query):
    assert parse(query) == Asked()


def test_values_come_once_and_in_one_order_however_they_are_written():
    assert parse("day=monday&day=friday&day=monday").day == ("friday", "monday")
    assert parse("day=monday,friday").day == ("friday", "monday")
    assert parse("day=friday&day=monday").query() == parse("day=monday,friday").query()


def test_a_huge_query_is_cut():
    asked = parse("&".join(f"language=x{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(600)))
    assert len(asked.language) == 40
    assert len(parse("near=" + "a" * 5000).near) == 100


def test_a_point_is_kept_to_two_decimals_only():
    asked = parse("lat=35.149534&lng=-90.048981")
    assert (asked.latitude, asked.longitude) == (35.15, -90.05)
    assert asked.query() == "lat=35.15&lng=-90.05"


def test_defaults_stand_in_no_link():
    assert parse("radius=25&sort=soonest&page=1&near=").query() == ""
    assert parse("radius=25").link("/meetings/online/") == "/meetings/online/"
    assert parse("radius=50").link("/meetings/online/") == "/meetings/online/?radius=50"


def test_a_link_takes_one_value_away_and_starts_at_the_first_page():
    asked = parse("day=monday&day=friday&time=evening&page=3")
    assert asked.without("day", "monday").query() == "day=friday&time=evening"
    assert asked.without("day").query() == "time=evening"
    assert asked.without("time", "morning").query() == "day=friday&day=monday&time=evening"


def test_a_link_adds_one_value_and_starts_at_the_first_page():
    asked = parse("day=monday&page=3")
    assert asked.with_value("day", "friday").query() == "day=friday&day=monday"
    assert asked.with_value("day", "monday").query() == "day=monday"


@given(questions, st.sampled_from([(name, value) for name, values in VALUES.items() for value in values]))
def test_taking_away_what_was_added_gives_the_question_back(asked, added):
    name, value = added
    if value not in getattr(asked, name):
        assert asked.with_value(name, value).without(name, value) == asked.at_page(1)


def test_a_link_leads_to_another_page_of_the_same_question():
    assert parse("day=monday").at_page(2).query() == "day=monday&page=2"


def test_a_page_whose_path_names_the_place_carries_no_typed_or_measured_one():
    asked = parse("near=Memphis&lat=35.15&lng=-90.05&day=monday")
    assert asked.only_page().query() == "day=monday"


def test_open_and_closed_are_asked_apart_from_the_rest_of_type():
    asked = parse("type=open&type=women&type=closed&format=discussion")
    assert asked.dimensions() == {
        "openness": {"open", "closed"},
        "who": {"women"},
        "format": {"discussion"},
    }
    assert parse("").dimensions() == {}


def test_only_filters_count_as_filtering():
    assert parse("day=monday").filtered
    assert not parse("q=lamp&radius=50&sort=distance").filtered


@pytest.mark.parametrize("country, unit", [("US", "mi"), ("GB", "mi"), ("DE", "km"), ("", "km")])
def test_miles_are_for_the_us_and_britain(country, unit):
    assert parse("").unit_in(country) == unit
    assert parse("unit=km").unit_in(country) == "km"


def test_the_radius_is_in_the_unit_of_the_place():
    assert parse("radius=50").miles("mi") == 50
    assert parse("radius=50").miles("km") == pytest.approx(31.07, abs=0.01)
