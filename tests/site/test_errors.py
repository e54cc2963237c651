"""When something breaks, help is still there: the 500 page needs no database, session or language."""

import pytest
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver, path
from django.utils.translation import override

from recovery_site.pages.errors import server_error
from tests.site import markup
from tests.site.markup import Page
from tests.site.sources import ROOT


def failing_view(request):
    raise RuntimeError("invented")


urlpatterns = [path("broken/", failing_view)]


def help_lines(page):
    """The numbers of the help-now block, in order."""
    return [
        link.attrs["href"]
        for link in markup.links(page)
        if link.attrs["href"].startswith(("tel:", "sms:")) and "help-now" in ids_around(link)
    ]


def ids_around(element):
    found = set()
    while element is not None:
        found.add(element.attrs.get("id"))
        element = element.parent
    return found


@pytest.fixture
def broken():
    """What a visitor gets when a view fails. Without a database mark, any query would fail the test."""
    with override_settings(ROOT_URLCONF=__name__):
        return Client(raise_request_exception=False).get("/broken/")


def test_it_answers_500_as_a_page(broken):
    assert broken.status_code == 500
    page = Page(broken.content.decode())
    assert page.faults == []
    assert len(page.all("h1")) == 1
    assert page.one("title").text


def test_it_holds_the_same_four_lines_as_every_page(broken, visits):
    lines = help_lines(Page(broken.content.decode()))
    assert len({line for line in lines if line.startswith("tel:")}) >= 4
    assert lines == help_lines(visits["home"].page)


def test_it_is_there_in_spanish_too_part_for_part():
    spanish, english = (
        Page((ROOT / "templates" / name).read_text(encoding="utf-8")) for name in ("500.es.html", "500.html")
    )
    assert [one.tag for one in spanish.elements] == [one.tag for one in english.elements]
    assert help_lines(spanish) == help_lines(english)
    assert spanish.one("html").attrs["lang"] == "es"
    answer = server_error(RequestFactory().get("/es/meetings/"))
    assert (answer.status_code, answer.content) == (500, (ROOT / "templates/500.es.html").read_bytes())


@pytest.mark.parametrize("language, name", [("en", "500.html"), ("es", "500.es.html")])
def test_what_is_always_in_reach_is_in_reach_there_too(language, name):
    with override(language):
        reach = get_template("components/_reach.html").render().strip()
    assert reach in (ROOT / "templates" / name).read_text(encoding="utf-8"), f"copy it into {name}"


def test_it_loads_nothing_and_sets_nothing(broken):
    page = Page(broken.content.decode())
    assert markup.loaded_from_outside(page) == []
    assert not broken.cookies
    assert "default-src 'self'" in broken.headers["Content-Security-Policy"]


def test_it_is_a_fixed_file_without_template_tags():
    text = (ROOT / "templates" / "500.html").read_text(encoding="utf-8")
    assert "{{" not in text
    assert "{%" not in text


def test_it_does_not_say_what_broke(broken):
    assert "invented" not in broken.content.decode()
    assert "RuntimeError" not in broken.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404])
def test_other_errors_hold_help_too(status):
    handler = get_resolver().resolve_error_handler(status)
    request = HttpRequest()
    request.path = request.path_info = "/no-such-page/"
    request.META |= {"SERVER_NAME": "testserver", "SERVER_PORT": "80"}
    answer = handler(request, exception=Exception("invented"))
    assert answer.status_code == status
    assert len(help_lines(Page(answer.content.decode()))) >= 4


def test_a_staff_page_that_is_not_there_has_styles_and_the_policy_that_allows_them(admin_client):
    answer = admin_client.get("/admin/no-such-page/")
    assert answer.status_code == 404
    digest = answer.headers["Content-Security-Policy"].partition("style-src ")[2]
    assert digest.startswith("'sha256-")
    assert "<style>" in answer.content.decode()
