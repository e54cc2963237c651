"""The comparison with all we ship and a full week of every programme: it still arrives at once."""

import brotli
import pytest

from fellowships.loading import load_fellowships
from tests.site import markup
from tests.site.markup import Page
from tests.world import make_meetings, make_place, make_venue

pytestmark = pytest.mark.django_db
NEAR = ("", "?near=memphis-tn")
SLUGS = ("na", "ha", "aa", "smart", "ca", "mara", "nar-anon", "recovery-dharma")
PATHS = ("na/ha", "na/ha/aa/smart", "na/aa/smart/recovery-dharma", "na/ha/ca/mara", "na/aa/smart/nar-anon")


@pytest.fixture
def full(db):
    """Every programme on every day and in every part of it, in numbers that differ."""
    load_fellowships()
    make_place("Memphis", "TN")
    hall = make_venue()
    starts = ["06:00", "12:00", "15:00", "18:00", "22:00"]
    make_meetings(
        *(
            {"fellowship": slug, "weekday": day, "start": start, "venue": hall}
            for number, slug in enumerate(SLUGS)
            for day in range(7)
            for place, start in enumerate(starts)
            for _ in range(1 + (day * place + number) % 3)
        )
    )


def sent(response):
    """Bytes on the way, compressed as a front end does, with the headers."""
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.headers.items())
    return len(brotli.compress(response.content, quality=4)) + headers


def test_every_comparison_fits_into_the_first_packets_and_is_sound(client, full):
    sizes = {}
    for path in ("/compare/", *(f"/compare/{path}/{near}" for path in PATHS for near in NEAR)):
        response = client.get(path)
        sizes[path] = sent(response)
        page = Page(response.content.decode())
        assert page.faults == [], path
        assert markup.repeated_ids(page) == [], path
        assert markup.dangling_references(page) == [], path
        assert len(page.all("svg")) == (path.count("/") - 2 if "near" in path else 0)
    assert max(sizes.values()) <= 14_600, sizes
