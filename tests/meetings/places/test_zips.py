from zoneinfo import available_timezones

from meetings.places.zips import Zip, county_rows, post_office_rows, read_zips, zip_row


def make_zip(
    code="38103", city="Memphis", state="TN", county="Shelby County", latitude=35.0, longitude=-90.0
):
    return Zip(code, city, state, county, latitude, longitude, "America/Chicago")


def test_every_zip_has_coordinates_a_zone_and_a_state():
    zones = available_timezones()
    zips = list(read_zips())
    assert len(zips) > 41_000
    assert not [one for one in zips if one.time_zone not in zones or not (one.latitude or one.longitude)]
    assert len({one.code for one in zips}) == len(zips)


def test_military_zips_are_left_out():
    assert list(read_zips(["090"])) == []


def test_a_zip_is_its_own_slug_and_a_territory_its_own_country():
    row = zip_row(make_zip())
    assert (row.slug, row.kind, row.name, row.admin1, row.country) == ("38103", "zip", "Memphis", "TN", "US")
    row = zip_row(make_zip("00901", "San Juan", "PR", ""))
    assert (row.slug, row.admin1, row.country) == ("00901", "", "PR")


def test_a_post_office_town_is_added_unless_the_table_has_it_however_spelt():
    zips = [
        make_zip(city="Hixson"),
        make_zip(city="Hixson", latitude=37.0),
        make_zip(city="Saint Louis", state="MO"),
    ]
    rows = list(post_office_rows(zips, {("MO", "stlouis")}))
    assert [(row.slug, row.latitude, row.population) for row in rows] == [("hixson-tn", 36.0, 0)]


def test_a_county_stands_in_the_middle_of_its_zips_and_has_the_people_of_its_towns():
    zips = [
        make_zip(), make_zip("38104", latitude=36.0), make_zip("38002", "Arlington"),
        make_zip("38028", "Eads", county="Fayette County"), make_zip("1", "Apo", county=""),
        make_zip("21201", "Baltimore", "MD", "Baltimore City"),
    ]  # fmt: skip
    people = {("TN", "memphis"): 600_000, ("TN", "arlington"): 14_000, ("TN", "eads"): 7}
    rows = {row.slug: row for row in county_rows(zips, people)}
    assert {slug: row.population for slug, row in rows.items()} == {
        "fayette-county-tn": 7,
        "shelby-county-tn": 614_000,
    }
    assert round(rows["shelby-county-tn"].latitude, 2) == 35.33
