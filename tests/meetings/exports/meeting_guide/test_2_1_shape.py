"""meeting-guide.md 2.1: where the feed is, in what envelope, and what is not in it."""

import pytest

from meetings.models import Feed, Meeting
from tests.meetings.exports.meeting_guide.reading import joinable
from tests.world import publish

pytestmark = pytest.mark.django_db
NA, ALL = "/feeds/meeting-guide/na.json", "/feeds/meeting-guide/all.json"


@pytest.fixture
def there(shared_world):
    return joinable(shared_world)


def names(client, address):
    return {row["name"] for row in client.get(address).json()}


def test_it_is_a_bare_array_that_any_site_may_read(there, client):
    answer = client.get(NA)
    assert answer.status_code == 200
    assert answer.content.startswith(b'[{"slug":')
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_feed_is_of_one_fellowship_and_one_is_of_all(there, client):
    assert names(client, "/feeds/meeting-guide/ha.json") == {"River Group"}
    assert names(client, "/feeds/meeting-guide/nar-anon.json") == {"Porch Light Family Group"}
    assert {row["x_fellowship"] for row in client.get(ALL).json()} == {"na", "ha", "nar-anon"}
    assert {row["x_fellowship"] for row in client.get(NA).json()} == {"na"}


def test_monthly_meetings_are_left_out_and_counted(there, client):
    answer = client.get(NA)
    assert "Twice a Month" not in {row["name"] for row in answer.json()}
    assert answer.headers["X-Monthly-Left-Out"] == "1"
    assert answer.headers["X-By-Appointment"] == "1"
    assert answer.headers["X-Meetings"] == str(len(answer.json())) == "11"


@pytest.mark.parametrize("weeks", [0b011111, 0b101111, 0b111111])
def test_a_meeting_of_all_weeks_is_weekly(there, client, weeks):
    there.first_and_last.weeks = weeks
    there.first_and_last.save()
    publish(there.first_and_last)
    answer = client.get(NA)
    assert "Twice a Month" in {row["name"] for row in answer.json()}
    assert answer.headers["X-Monthly-Left-Out"] == "0"


def test_with_nothing_to_show_it_is_an_empty_array(there, client):
    Meeting.writing.update(republish=False)
    publish()
    answer = client.get(NA)
    assert (answer.content, answer.headers["X-Meetings"]) == (b"[]", "0")


@pytest.mark.parametrize("slug", ["nothing", "All", "%00", "na.json"])
def test_an_unknown_fellowship_is_refused_in_json(there, client, slug):
    answer = client.get(f"/feeds/meeting-guide/{slug}.json")
    assert (answer.status_code, answer.json()) == (404, {"message": "There is no program of that name here."})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_unpublished_fellowship_is_refused(there, client):
    there.ha.published = False
    there.ha.save()
    publish()
    assert client.get("/feeds/meeting-guide/ha.json").status_code == 404
    assert "River Group" not in names(client, ALL)


@pytest.mark.parametrize(
    "query, found",
    [
        ("near=nashville-tn", {"River Group"}),
        ("near=38103&radius=1&day=tuesday", {"Lamp Group", "Porch Light Family Group"}),
        ("near=Memphis, TN&fellowship=nar-anon", {"Porch Light Family Group"}),
        ("lat=34.96&lng=-89.83&radius=5", {"Olive Branch Group"}),
        ("q=harbor", {"Harbor Group"}),
        ("type=women&no-such-filter=1&day=some", {"Harbor Group"}),
    ],
)
def test_it_takes_the_finders_questions(there, client, query, found):
    answer = client.get(f"{ALL}?{query}")
    assert {row["name"] for row in answer.json()} == found
    typed = query.startswith(("lat", "near=Memphis, TN", "q="))
    assert ("no-store" in answer.headers["Cache-Control"]) == typed


def test_a_fellowship_asked_of_another_ones_feed_changes_nothing(there, client):
    assert names(client, f"{NA}?fellowship=ha") == names(client, NA)


def test_a_place_nobody_knows_is_told(there, client):
    answer = client.get(f"{NA}?near=nowhere")
    assert answer.status_code == 404
    assert answer.json()["message"].startswith("We do not know “nowhere”.")
    assert client.get(f"{NA}?{'&'.join('a=1' for _ in range(1_100))}").status_code == 400


def test_one_licence_for_all_is_named_else_the_page_that_names_each(there, client, settings):
    Meeting.writing.filter(records=None, fellowship=there.na).update(republish=False)
    Feed.objects.filter(pk=there.feed.pk).update(licence="https://licence.example/by/4.0/")
    publish()
    assert client.get(NA).headers["Link"] == '<https://licence.example/by/4.0/>; rel="license"'
    of_each = f'<{settings.SITE_URL}/feeds/>; rel="license"'
    assert client.get(ALL).headers["Link"] == of_each
    Feed.objects.filter(pk=there.feed.pk).update(licence="As you like")
    publish()
    assert client.get(NA).headers["Link"] == of_each
