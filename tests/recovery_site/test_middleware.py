"""What every answer carries, and what only staff pages pass through."""

import time

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from simple_history.models import HistoricalRecords

from fellowships.models import Fellowship
from recovery_site.middleware import StaffHistory
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/meetings/", "/meetings/near/memphis-tn/", "/robots.txt", "/no-such-page/"]


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """The clock stands still, so that two pages can be compared."""
    moment = time.time()
    monkeypatch.setattr(time, "time", lambda: moment)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_load_from_here_only_and_are_framed_by_nobody(shared_world, client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'self'"
    assert {"base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Permissions-Policy"] == "geolocation=(self)"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("cookie", ["sessionid=abc", "csrftoken=short", "messages=x", "other=1"])
def test_no_cookie_is_read_or_set(shared_world, address, cookie):
    name, value = cookie.split("=")
    client = Client()
    client.cookies[name] = value
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.content == Client().get(address).content


def test_the_language_is_that_of_the_path_whatever_the_browser_prefers(shared_world, client):
    for address, language in (("/meetings/", "en"), ("/es/meetings/", "es")):
        response = client.get(address, headers={"Accept-Language": "es, de;q=0.5"})
        assert f'<html lang="{language}">' in response.content.decode()
    assert (
        client.get("/meetings/").content == client.get("/meetings/", HTTP_COOKIE="django_language=es").content
    )


def test_staff_pages_are_framed_by_nobody_and_may_load_djangos_own_styles(client):
    response = client.get("/admin/login/")
    assert response.status_code == 200
    assert "style-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_staff_pages_know_their_session(admin_client):
    assert admin_client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path, known", [("/admin/somewhere/", True), ("/somewhere/", False)])
def test_history_says_who_changed_something_on_staff_pages_only(admin_user, path, known):
    request = RequestFactory().post(path)
    request.user = admin_user

    def view(request):
        make_fellowship("na", name="Renamed")
        return HttpResponse()

    StaffHistory(view)(request)
    entry = Fellowship.history.latest("history_id")
    assert entry.history_user == (admin_user if known else None)
    assert not hasattr(HistoricalRecords.context, "request")


def test_a_fault_on_a_staff_page_leaves_no_name_behind(admin_user):
    request = RequestFactory().post("/admin/somewhere/")
    request.user = admin_user

    def view(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        StaffHistory(view)(request)
    assert not hasattr(HistoricalRecords.context, "request")


def test_an_address_without_its_last_slash_is_led_on(shared_world, client):
    response = client.get("/meetings/near/memphis-tn?day=monday")
    assert (response.status_code, response.url) == (301, "/meetings/near/memphis-tn/?day=monday")
