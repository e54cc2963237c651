"""Other programs find the Meeting Guide feed by the finder's pages."""

import pytest

from tests.site.markup import Page

pytestmark = pytest.mark.django_db
ALL = "/feeds/meeting-guide/all.json"


@pytest.mark.parametrize(
    "page, feed",
    [
        ("/meetings/", ALL),
        ("/meetings/online/", ALL),
        ("/meetings/?fellowship=na", "/feeds/meeting-guide/na.json"),
        ("/meetings/?fellowship=na&fellowship=ha", f"{ALL}?fellowship=ha&fellowship=na"),
        ("/meetings/near/memphis-tn/", f"{ALL}?near=memphis-tn"),
        ("/meetings/near/memphis-tn/?fellowship=na&radius=10&unit=km&day=monday&page=2",
         "/feeds/meeting-guide/na.json?near=memphis-tn&radius=10&unit=km"),
        ("/meetings/?lat=35.15&lng=-90.05&fellowship=na", "/feeds/meeting-guide/na.json"),
    ],
)  # fmt: skip
def test_a_page_names_the_feed_of_its_place_and_program(shared_world, client, page, feed):
    links = Page(client.get(page).content.decode()).all("link")
    (found,) = [link.attrs for link in links if link.attrs.get("type") == "application/json"]
    assert (found["rel"], found["title"], found["href"]) == ("alternate", "Meetings Feed", feed)
    assert client.get(feed).status_code == 200


def test_it_has_the_same_title_in_every_language(shared_world, client):
    assert f'title="Meetings Feed" href="{ALL}"' in client.get("/es/meetings/").content.decode()
