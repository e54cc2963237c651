"""What a role may not do is not offered anywhere it may go, and refused when it is asked for directly."""

import copy
import re
from functools import partial
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib import admin
from django.urls import Resolver404, resolve

from articles.models import Guide
from fellowships.roles import Role
from meetings.models import Meeting
from recovery_site.roles import RULES
from tests.people import make_person, signed_in
from tests.site.markup import Page
from tests.site.staff_addresses import OF_OTHERS, addresses
from tests.site.staff_forms import action_names, submissions
from tests.site.test_staff_scope import list_of, stored, undone
from tests.site.two_areas import area, made_for_a_file

pytestmark = pytest.mark.django_db
MODELS = list(admin.site._registry)
LINK = re.compile(r"""<a\s[^>]*?\bhref=["']([^"']*)""")
NUMBERS = re.compile(r"/\d+(?=/)|-\d+(?=/)")


@pytest.fixture(scope="module")
def _rows_of_this_file(django_db_setup, django_db_blocker):
    with made_for_a_file(partial(area, "Homely"), django_db_blocker) as rows:
        yield rows


@pytest.fixture
def rows(_rows_of_this_file, db):
    return copy.deepcopy(_rows_of_this_file)


def person_of(role, rows):
    scope = {"service_body": rows[Meeting].service_body} if role == Role.VOLUNTEER else {}
    return make_person(role, f"the-{role}", **scope)


def links_of(answer, path):
    """Pages of the admin that this one offers, buttons of forms too, without their queries."""
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return set()
    found = map(unescape, LINK.findall(answer.content.decode()))
    paths = {
        urlsplit(urljoin(path, href)).path for href in found if not href.startswith(("#", "mailto:", "tel:"))
    }
    return {one for one in paths if one.startswith("/admin/")}


def walk(client, most=250):
    """Follows every link from the first page on, one of each kind; (where, link, status)."""
    waiting, seen = [("", "/admin/")], set()
    while waiting and len(seen) < most:
        where, path = waiting.pop(0)
        kind = NUMBERS.sub("/N", path)
        if kind in seen or "/logout/" in path:
            continue
        seen.add(kind)
        answer = client.get(path)
        yield where, path, answer.status_code
        waiting += [(path, link) for link in sorted(links_of(answer, path))]


@pytest.mark.parametrize("role", Role.values)
def test_no_page_offers_a_role_what_is_refused_it(role, rows):
    visited = list(walk(signed_in(person_of(role, rows))))
    faults = [f"{where} links to {path}: {status}" for where, path, status in visited if status >= 400]
    assert not [fault for fault in faults if not fault.endswith(": 405")], "\n".join(faults)
    assert len(visited) > 3
    if role == Role.REVIEWER:
        assert not [path for _where, path, _status in visited if path.startswith("/admin/meetings/")]


def allowed_verbs(role, model):
    rules = RULES[role].get(model._meta.app_label, {})
    return rules.get(model._meta.model_name, rules.get("*", ()))


@pytest.mark.parametrize("role", Role.values)
def test_every_page_of_a_model_a_role_has_nothing_to_do_with_refuses(role, rows):
    client, faults = signed_in(person_of(role, rows)), []
    for address in addresses(rows):
        if address.model is None or address.name in OF_OTHERS or address.name == "view_on_site":
            continue
        if not allowed_verbs(role, address.model):
            for method in (client.get, client.post):
                with undone() as written:
                    status = method(address.path).status_code
                if status not in (302, 403, 404, 405) or written:
                    faults.append(f"{method.__name__} {address.path}: {status} {written[:1]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", Role.values)
def test_what_a_role_may_not_add_change_or_delete_is_refused(role, rows):
    client, faults = signed_in(person_of(role, rows)), []
    for model in MODELS:
        pages = {"add": "add/", "change": f"{rows[model].pk}/change/", "delete": f"{rows[model].pk}/delete/"}
        for verb in set(pages) - set(allowed_verbs(role, model)):
            with undone() as written:
                answer = client.post(list_of(model) + pages[verb], {"post": "yes"})
            # A page only to be read may show itself again.
            offers = any(fields for _to, fields in submissions(answer))
            to_read = answer.status_code == 200 and verb == "change" and not offers
            if written or not (answer.status_code == 403 or to_read):
                faults.append(f"{role} may {verb} {model._meta.label}: {answer.status_code}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", Role.values)
def test_an_action_that_is_not_offered_does_nothing(role, rows):
    client, before, faults = signed_in(person_of(role, rows)), stored(), []
    for model in MODELS:
        page = client.get(list_of(model))
        for name in set(action_names(model)) - _actions(page):
            fields = {
                "action": name,
                "index": 0,
                "_selected_action": [rows[model].pk],
                "post": "yes",
                "confirm": "1",
            }
            with undone() as written:
                status = client.post(list_of(model), fields).status_code
                if status >= 500 or (written and stored() != before):
                    faults.append(f"{role}: {name} of {model._meta.label} answers {status}")
    assert not faults, "\n".join(faults)


def _actions(answer):
    menus = [
        menu
        for menu in Page(answer.content.decode()).root.all("select")
        if menu.attrs.get("name") == "action"
    ]
    return {option.attrs.get("value") for menu in menus for option in menu.all("option")}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VOLUNTEER])
def test_who_does_not_publish_guides_cannot_by_a_crafted_form(role, rows):
    guide = rows[Guide]
    client = signed_in(person_of(role, rows))
    path = f"/admin/articles/guide/{guide.pk}/change/"
    for fields in [{}, *(fields for _to, fields in submissions(client.get(path)))]:
        client.post(path, {**fields, "status": "published"})
    guide.refresh_from_db()
    assert guide.status == "draft"


def test_a_guide_reviewer_meets_no_meetings(rows):
    client = signed_in(person_of(Role.REVIEWER, rows))
    answer = client.get("/admin/")
    assert "Homely Lamp" not in answer.content.decode()
    assert not [link for link in links_of(answer, "/admin/") if link.startswith("/admin/meetings/")]


def test_every_page_of_the_admin_has_a_name_or_leads_to_one(rows):
    for address in addresses(rows):
        try:
            resolve(address.path)
        except Resolver404:
            pytest.fail(
                f"{address.path} leads nowhere: tests/site/staff_addresses.py reads its pattern wrongly"
            )
