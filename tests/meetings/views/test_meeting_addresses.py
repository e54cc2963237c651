import pytest
from django.utils import translation

from fellowships import version
from meetings.models import Meeting
from meetings.presenting.meeting import address
from tests.meetings.views.pages import page_of
from tests.site.markup import Page
from tests.world import (
    NASHVILLE,
    make_fellowship,
    make_meeting,
    make_venue,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def test_the_title_is_neutral_and_the_page_has_its_own_address(client, world):
    page = page_of(client, world.lamp)
    assert page.one("title").text.startswith("Tuesday 7:00 pm, Lamp Group")
    assert "Narcotics" not in page.one("title").text
    [canonical] = [link.attrs["href"] for link in page.all("link") if link.attrs.get("rel") == "canonical"]
    assert canonical.endswith(address(world.lamp))


@pytest.mark.parametrize("old", ["na/old-name-{pk}", "na/{pk}", "ha/lamp-group-{pk}", "no-such/überall-{pk}"])
@pytest.mark.parametrize("rest", ["", "calendar.ics"])
def test_any_text_before_the_number_leads_to_the_right_address(client, world, old, rest):
    response = client.get(f"/meetings/{old.format(pk=world.lamp.pk)}/{rest}")
    assert (response.status_code, response.headers["Location"]) == (301, address(world.lamp) + rest)


def test_a_redirect_keeps_what_was_asked(client, world):
    response = client.get(f"/meetings/na/x-{world.lamp.pk}/calendar.ics?title=name")
    assert response.headers["Location"].endswith(f"lamp-group-{world.lamp.pk}/calendar.ics?title=name")


@pytest.mark.parametrize(
    "wrong", ["lamp", "lamp-0", "lamp-999999", "lamp-9999999999", "lamp-99999999999", "-"]
)
def test_a_number_that_is_no_meeting_is_not_found(client, world, wrong):
    assert client.get(f"/meetings/na/{wrong}/").status_code == 404


def test_a_draft_is_not_found(client, world):
    draft = make_meeting("Draft Group", status="draft")
    assert client.get(address(draft)).status_code == 404


def test_a_merged_meeting_leads_to_the_one_it_is_now(client, world):
    first = make_meeting("First Name", merged_into=world.lamp)
    second = make_meeting("Second Name", status="unlisted", merged_into=first)
    assert client.get(address(second)).headers["Location"] == address(world.lamp)


def test_meetings_merged_in_a_circle_are_not_found(client, world):
    one = make_meeting("One")
    two = make_meeting("Two", merged_into=one)
    Meeting.writing.filter(pk=one.pk).update(merged_into=two)
    assert client.get(address(one)).status_code == 404


def test_a_meeting_that_is_gone_says_kindly_what_is_near_instead(client, world):
    venue = make_venue(city="Nashville", point=NASHVILLE)
    gone = make_meeting("Gone Group", venue=venue, status="unlisted", unlisted_why="Nobody was there twice")
    response = client.get(address(gone))
    page = Page(response.content.decode())
    text = page.one("main").text
    assert response.status_code == 410
    assert "This meeting is no longer listed" in text
    assert "Nobody was there" not in text
    assert "Near Nashville, TN" in text
    assert address(world.nashville_ha) in [link.attrs["href"] for link in page.all("a")]
    assert address(world.online) in [link.attrs["href"] for link in page.all("a")]
    assert 'content="noindex"' in response.content.decode()


def test_a_meeting_that_is_gone_and_was_nowhere_still_offers_online_ones(client, world):
    gone = make_meeting("Gone Group", status="unlisted", venue=None)
    response = client.get(address(gone))
    assert response.status_code == 410
    assert "Lantern Online" in response.content.decode()


def test_meetings_of_an_unpublished_programme_are_gone(client, world):
    make_fellowship("na", published=False)
    version.bump()
    response = client.get(address(world.lamp))
    assert response.status_code == 410
    assert "na.example" not in response.content.decode()


def test_the_spanish_page_is_spanish_and_links_to_spanish_pages(client, world):
    path = address(world.lamp)
    with translation.override(None):
        response = client.get("/es" + path)
    assert response.status_code == 200
    assert f'href="/es{path}calendar.ics"' in response.content.decode()
