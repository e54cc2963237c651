import pytest

from meetings.presenting.joining import tel
from meetings.presenting.meeting import address
from tests.site.markup import Page
from tests.world import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def join(client, meeting):
    return client.get(address(meeting) + "join/")


def test_link_notes_and_passcode_stand_there(client, world):
    page = Page(join(client, world.online).content.decode())
    text = page.one("main").text
    assert "Passcode 1234" in text
    assert "Cameras may stay off." in text
    [link] = [one for one in page.all("a") if one.attrs["href"] == "https://video.example/j/1"]
    assert link.attrs["rel"] == "nofollow noreferrer"


def test_a_number_can_be_tapped(client, world):
    html = join(client, world.phone).content.decode()
    assert 'href="tel:+15550100"' in html
    assert "+1 555 0100" in html


def test_no_search_engine_and_no_cache_keeps_it(client, world):
    response = join(client, world.online)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert "canonical" not in response.content.decode()


def test_what_cannot_be_joined_from_afar_is_not_found(client, world):
    assert join(client, world.lamp).status_code == 404


def test_an_old_address_leads_to_the_right_one_and_a_gone_meeting_is_gone(client, world):
    response = client.get(f"/meetings/ha/x-{world.online.pk}/join/")
    assert (response.status_code, response.headers["Location"]) == (301, address(world.online) + "join/")
    gone = make_meeting(
        "Gone", attendance="online", online_url="https://video.example/j/2", status="unlisted"
    )
    answer = join(client, gone)
    assert answer.status_code == 410
    assert "video.example/j/2" not in answer.content.decode()


@pytest.mark.parametrize(
    "said,dialled",
    [
        ("+1 555 0100", "+15550100"),
        ("(555) 010-0199, code 12#", "5550100199"),
        ("dial 1-555-0100", "15550100"),
        ("ask the group", ""),
        ("", ""),
    ],
)
def test_the_first_number_of_a_text_is_dialled(said, dialled):
    assert tel(said) == dialled
