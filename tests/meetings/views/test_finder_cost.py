"""What a page of the finder costs and weighs, with few results and with a whole page of them."""

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fellowships import remembered
from meetings.labels import labels
from tests.meetings.asking import shown, starting
from tests.site.markup import Page
from tests.world import (
    make_feed,
    make_fellowship,
    make_place,
    make_service_body,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db
NEAR = "/meetings/near/memphis-tn/"
ONLINE = {"attendance": "online", "venue": None, "online_url": "https://video.example/j/1"}

# What each query reads, found in its SQL, in the order in which they are made.
COSTS = {
    NEAR: [
        ("the data version", "dataversion"),
        ("the place and its namesakes", "meetings_place"),
        ("rows of the cells around it", "cell"),
        ("closures and holidays of those that have some", "exceptions"),
        ("online meetings on now or next", "meetings_searchrow"),
        ("closures and holidays of those", "exceptions"),
        ("the results", "card"),
        ("whose lists they stand in", "meetings_feed"),
        ("the towns that the small map names", "meetings_place"),
        ("phone lines of their areas", "meetings_servicebody"),
    ],
    "/meetings/online/": [
        ("the data version", "dataversion"),
        ("rows of online meetings", "meetings_searchrow"),
        ("hybrid ones whose building may be closed", "meetings_searchrow"),
        ("closures of those", "exceptions"),
        ("closures of all that have some", "exceptions"),
        ("the results", "card"),
        ("whose lists they stand in", "meetings_feed"),
    ],
    "/meetings/?fellowship=na": [
        ("the data version", "dataversion"),
        ("rows of the programme", "meetings_searchrow"),
        ("closures of those that have some", "exceptions"),
        ("the results", "card"),
        ("whose lists they stand in", "meetings_feed"),
    ],
    "/meetings/?q=lamp": [
        ("the data version", "dataversion"),
        ("meetings that have the word", "meetings_searchword"),
        ("their rows", "meetings_searchrow"),
        ("closures of those that have some", "exceptions"),
        ("the results", "card"),
        ("whose lists they stand in", "meetings_feed"),
    ],
    "/meetings/?near=Springfield": [
        ("the data version", "dataversion"),
        ("places of that name", "meetings_place"),
        ("rows around all of them", "cell"),
        ("closures of those that have some", "exceptions"),
    ],
    "/": [
        ("the data version", "dataversion"),
        ("the guides it leads to", "articles_guide"),
        ("online meetings on now or next", "meetings_searchrow"),
        ("closures of those that have some", "exceptions"),
        ("the results", "card"),
    ],
}


def one_of_each(numbers):
    """For every number a meeting near, an online and a hybrid one, with a list and an area of their own."""
    for number in numbers:
        body = make_service_body(f"Area {number}", helpline=f"+1 901 555 01{number:02}")
        feed = make_feed(f"List {number}", fellowship=make_fellowship("na"))
        words = ["open", "discussion", *(["closed-on-holidays"] if number % 2 else [])]
        common = {"feed": feed, "service_body": body, "formats": words}
        starting(24 * 60 + 10 * number, f"Lamp {number}", **common)
        starting(24 * 60 + 10 * number, f"Lamp online {number}", **common, **ONLINE)
        both = {**common, **ONLINE, "attendance": "hybrid", "venue": make_venue()}
        hybrid = starting(24 * 60 + number, f"Lamp hybrid {number}", **both)
        hybrid.venue.closures.create(first_day="2020-01-01", reason="Water")
        publish(hybrid)


@pytest.fixture
def places(db):
    make_place("Memphis", "TN", population=630_000)
    for state, longitude in (("MO", -90.1), ("IL", -89.6), ("MA", -72.6)):
        make_place("Springfield", state, point=(35.2, longitude), population=100_000)


def visits(client):
    """{address: (SQL, page)} of visits that no cache knows of; only the words of the vocabulary are known."""
    found = {}
    for address in COSTS:
        cache.clear()
        remembered.forget()
        labels()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert response.status_code == 200
        sql = [query["sql"] for query in captured.captured_queries]
        found[address] = sql, Page(response.content.decode())
    return found


def test_the_cost_is_the_same_with_2_results_and_with_25_and_every_query_has_a_name(places, client):
    one_of_each([1, 2])
    few = visits(client)
    one_of_each(range(3, 28))
    for address, (queries, page) in visits(client).items():
        assert len(queries) == len(few[address][0]) == len(COSTS[address]) <= 10, "\n".join(queries)
        for sql, (what, word) in zip(queries, COSTS[address], strict=True):
            assert word in sql.lower(), f"{what}: {sql}"
        if "Springfield" not in address and address != "/":
            assert len(shown(page)) >= 25


def test_a_page_of_25_rich_results_is_one_answer_of_14600_bytes_with_its_styles(places, client):
    na = make_fellowship("na")
    feeds = [make_feed(f"List of the invented area number {number}", fellowship=na) for number in range(3)]
    words = ["open", "discussion", "women", "wheelchair", "step-study", "speaker", "literature", "child-care"]
    more = [f"kind-{number}" for number in range(20)]
    for number in range(60):
        venue = make_venue(
            name=f"{['Saint Mark’s', 'Second Street', 'Riverside', 'Hope'][number % 4]} Church hall {number}",
            street=f"{number * 37} Invented Avenue",
            point=(35.15 + number / 400, -90.05 + number / 700),
        )
        starting(
            17 * number,
            f"{['Morning', 'Never Alone', 'Freedom', 'Just for Today', 'Clean'][number % 5]} group {number}",
            venue=venue,
            feed=feeds[number % 3],
            fellowship=["na", "ha", "aa", "smart"][number % 4],
            formats=[*words[number % 5 : number % 5 + 3], *more[number % 18 : number % 18 + 2]],
            languages=["es"] if number % 9 == 0 else [],
            slips=["", "yes", "ask"][number % 3],
        )
    response = client.get(NEAR, headers={"Accept-Encoding": "gzip, br"})
    body = brotli.decompress(response.content)
    page = Page(body.decode())
    assert len(shown(page)) == 25
    assert len(page.one("style").children[0]) > 1000
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.headers.items())
    assert len(response.content) + headers <= 14_600
    assert [link for link in page.all("link") if "stylesheet" in link.attrs.get("rel", "")] == []
