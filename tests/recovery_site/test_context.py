import pytest
from django.conf import settings
from django.test import RequestFactory

from recovery_site.context import site
from tests.world import make_feed, make_meeting

pytestmark = pytest.mark.django_db


def test_a_public_page_knows_whose_it_is_and_whether_it_is_a_demonstration():
    make_meeting("Invented", feed=make_feed("Demo", kind="demo"))
    assert site(RequestFactory().get("/")) == {
        "site_name": settings.SITE_NAME,
        "demo": True,
    }


def test_a_staff_page_asks_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert site(RequestFactory().get("/admin/")) == {"site_name": settings.SITE_NAME}
