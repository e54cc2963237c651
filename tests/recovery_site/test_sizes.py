"""With all we ship and a full week of every programme, every page still arrives at once."""

import datetime as dt

import brotli
import pytest

from fellowships.models import Fellowship
from tests.site import markup
from tests.site.markup import Page
from tests.world import make_feed, make_fellowship, make_meetings, make_place, make_venue, publish

pytestmark = pytest.mark.django_db
READ = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
NEAR = ("", "?near=memphis-tn")
SLUGS = ("na", "ha", "aa", "smart", "ca", "mara", "nar-anon", "recovery-dharma")
PATHS = ("na/ha", "na/ha/aa/smart", "na/aa/smart/recovery-dharma", "na/ha/ca/mara", "na/aa/smart/nar-anon")


@pytest.fixture
def full(shipped_rows):
    """Every programme on every day and in every part of it."""
    make_place("Memphis", "TN")
    hall = make_venue()
    starts = ["06:00", "12:00", "15:00", "18:00", "22:00"]
    make_meetings(
        *(
            {"fellowship": slug, "weekday": day, "start": start, "venue": hall}
            for slug in SLUGS
            for day in range(7)
            for start in starts
        )
    )


def sent(response):
    """Bytes on the way, compressed as a front end does, with the headers."""
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.headers.items())
    return len(brotli.compress(response.content, quality=4)) + headers


def pictures(page):
    return [svg for svg in page.all("svg") if svg.attrs.get("role") == "img"]


def test_every_comparison_fits_into_the_first_packets_and_is_sound(client, full):
    sizes = {}
    for path in ("/compare/", *(f"/compare/{path}/{near}" for path in PATHS for near in NEAR)):
        response = client.get(path)
        sizes[path] = sent(response)
        page = Page(response.content.decode())
        assert page.faults == [], path
        assert markup.repeated_ids(page) == [], path
        assert markup.dangling_references(page) == [], path
        assert len(pictures(page)) == (path.count("/") - 2 if "near" in path else 0)
    assert max(sizes.values()) <= 14_600, sizes


def test_all_we_ship_fits_into_the_first_packets(client, shipped_rows):
    """14,600 bytes with headers, as every first view."""
    make_place("Memphis", "TN", population=600_000)
    publish()
    paths = [f"/fellowships/{slug}/" for slug in Fellowship.objects.values_list("slug", flat=True)]
    paths += ["/fellowships/", "/fellowships/na/?near=memphis-tn", "/choose/"]
    paths += [f"/choose/?a={answers}" for answers in ("00000000", "11111111", "21212121", "12323242")]
    sizes = {}
    for path in paths:
        response = client.get(path, headers={"Accept-Encoding": "br"})
        headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.headers.items())
        sizes[path] = len(response.content) + headers
    assert max(sizes.values()) <= 14_600, sizes


def test_it_fits_into_the_first_packets_with_all_we_ship_and_many_lists(client, shipped_rows):
    for number in range(20):
        make_feed(f"List of area {number}", fellowship=make_fellowship("na"), last_good_run=READ)
    for address in ("/sources/", "/sources/?page=2", "/help-now/?near=tennessee"):
        body = client.get(address, headers={"Accept-Encoding": "br"}).content
        assert len(body) < 14_000
