"""A volunteer sees and changes nothing outside their scope: on every page, in every form, by every action."""

import copy
import re
from contextlib import contextmanager
from itertools import product

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import ForeignKey
from django.urls import path as pattern

from fellowships import remembered
from meetings.models import Closure, Group, Meeting, Venue
from tests.people import signed_in
from tests.site.staff_addresses import addresses, open_to, row_of
from tests.site.staff_forms import action_names, foreign_values, submissions
from tests.site.two_areas import NOT_COMPARED, OURS, SHARED, THEIRS, made_for_a_file, stored, two_areas

pytestmark = pytest.mark.django_db
NOT_SHOWN = {302, 400, 403, 404, 405}
MODELS = list(admin.site._registry)


def list_of(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.fixture(scope="module")
def _areas_of_this_file(django_db_setup, django_db_blocker):
    with made_for_a_file(two_areas, django_db_blocker) as areas:
        yield areas


@pytest.fixture
def areas(_areas_of_this_file, db):
    return copy.deepcopy(_areas_of_this_file)


@pytest.fixture
def client(areas):
    return signed_in(areas.person)


WRITING = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"", re.I)


@contextmanager
def undone():
    """What a request writes is looked at and taken back, so that the next finds the same world.

    Yields the statements that wrote, those of sessions and of the record of staff aside: where there are
    none, the tables need not be compared.
    """
    written = []

    def note(execute, sql, params, many, context):
        if (found := WRITING.match(sql)) and not found[1].startswith(tuple(NOT_COMPARED)):
            written.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        yield written
        transaction.set_rollback(True)
    if written:  # else what is kept of the tables is still true
        cache.clear()
        remembered.forget()


def shows(answer, word=THEIRS):
    """Whether the answer says anything of them; a file that is streamed is read too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return word.lower() in body.decode(errors="replace").lower()


def test_the_volunteer_of_these_tests_sees_what_is_theirs(client, areas):
    for model in (Meeting, Venue, Group):
        row, label = areas.ours[model], model._meta.model_name
        assert shows(client.get(f"/admin/meetings/{label}/"), OURS), label
        assert client.get(f"/admin/meetings/{label}/{row.pk}/change/").status_code == 200, label


def test_no_page_shows_a_row_outside_the_scope(client, areas):
    faults = []
    for address in addresses(areas.theirs):
        answer = client.get(address.path)
        if answer.status_code >= 500:
            faults.append(f"{address.path} breaks")
        if shows(answer) or (address.name == "view_on_site" and THEIRS.lower() in answer.get("Location", "")):
            faults.append(f"{address.path} ({address.name}) tells of a row outside the scope")
        elif address.of_a_row and not address.shared and answer.status_code not in NOT_SHOWN:
            faults.append(f"{address.path} ({address.name}) answers {answer.status_code}")
    assert not faults, "\n".join(faults)


def test_no_page_of_an_own_row_shows_a_row_outside_the_scope(client, areas):
    """Inlines, choices, neighbors, histories: also with a version of a row of somebody else."""
    faults = []
    allowed = {None, *open_to(areas.person)}
    for address in addresses(areas.ours, versions=areas.theirs):
        if address.model not in allowed:
            continue
        answer = client.get(address.path)
        if shows(answer) or answer.status_code >= 500:
            faults.append(f"{address.path} ({address.name}) answers {answer.status_code}")
    assert not faults, "\n".join(faults)


def test_no_list_finds_a_row_outside_the_scope(client, areas):
    asked_for = ("q=lamp", "q=street", "q=area", "_popup=1", "all=", "o=1")
    for model, asked in product(open_to(areas.person), asked_for):
        path = f"{list_of(model)}?{asked}"
        assert not shows(client.get(path)), path


def test_no_filter_of_a_list_reaches_outside_the_scope(client, areas):
    """Every link of a list's own filters, and the related rows by number."""
    for model in (Meeting, Venue, Group, Closure):
        if model not in MODELS:
            continue
        path = f"/admin/meetings/{model._meta.model_name}/"
        for field in model._meta.fields:
            if isinstance(field, ForeignKey) and field.related_model in areas.theirs:
                asked = f"{path}?{field.name}__id__exact={areas.theirs[field.related_model].pk}"
                assert not shows(client.get(asked)), asked


def test_no_box_that_completes_what_is_typed_offers_a_row_outside_the_scope(client, areas):
    for model in open_to(areas.person):
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.is_relation:
                asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
                for term in ("", "lamp", "hall", "group", "area"):
                    answer = client.get(
                        "/admin/autocomplete/", {**asked, "field_name": field.name, "term": term}
                    )
                    assert not shows(answer), (model, field.name, term)


def changed_outside(before, areas):
    """Rows of theirs that are not as they were, and rows that hang on a row of theirs and did not before."""
    after = stored()
    theirs = {model: row.pk for model, row in areas.theirs.items() if model in before and model not in SHARED}
    for model, pk in theirs.items():
        if after[model].get(pk) != before[model][pk]:
            yield f"{model.__name__} {pk} is not as it was"
    for model, rows in after.items():
        links = [link for link in model._meta.fields if link.is_relation and link.related_model in theirs]
        for pk, row in rows.items():
            for link in links:
                value, was = row[link.attname], before[model].get(pk, {}).get(link.attname)
                if value == theirs[link.related_model] != was:
                    yield f"{model.__name__} {pk} now has {link.name} {value}"


def attempts(client, areas):
    """Requests to addresses of their rows: empty, agreeing to everything, and every form of an own page."""
    own, sent, allowed = list(addresses(areas.ours)), {}, {None, *open_to(areas.person)}
    for address in own:
        page = client.get(address.path) if address.model in allowed else None
        for action, fields in submissions(page) if page else ():
            sent.setdefault(action.partition("?")[0] or address.path, []).append(fields)
    for mine, address in zip(own, addresses(areas.theirs), strict=True):
        yield address, {}
        if address.model in allowed:
            yield address, {"post": "yes", "confirm": "1", "_save": "1", "reason": "Because"}
        if address.of_a_row:
            yield from ((address, fields) for fields in sent.get(mine.path, ()))


def tried(client, path, fields, before, areas, untouched=False):
    """What is wrong with the answer to a crafted request, and with the tables after it."""
    what = f"POST {path} with {fields}"
    with undone() as written:
        answer = client.post(path, fields)
        if answer.status_code >= 500 or shows(answer):
            yield f"{what} answers {answer.status_code}"
        if written and untouched and stored() != before:
            yield f"{what} changes something"
        if written:
            yield from (f"{what}: {it}" for it in changed_outside(before, areas))


def test_no_crafted_request_to_an_address_of_theirs_changes_anything(client, areas):
    before, faults = stored(), []
    for address, fields in attempts(client, areas):
        theirs = address.of_a_row and not address.shared
        faults += tried(client, address.path, fields, before, areas, untouched=theirs)
    assert not faults, "\n".join(faults)


def test_no_action_touches_a_row_outside_the_scope(client, areas):
    """Each action of a list, at once and through the page that asks first, as it was read for the own row."""
    before, faults = stored(), []
    for model in MODELS:
        for name in action_names(model):
            for fields in action_forms(client, model, name, areas):
                faults += tried(client, list_of(model), fields, before, areas)
    assert not faults, "\n".join(faults)


def action_forms(client, model, name, areas):
    ours, theirs = row_of(model, areas.ours).pk, row_of(model, areas.theirs).pk
    fields = {"action": name, "index": 0, "_selected_action": [ours]}
    with undone():
        asked = list(submissions(client.post(list_of(model), fields)))
    for form in [{}, *(form for _action, form in asked)]:
        for chosen in ([theirs], [ours, theirs]):
            yield {**fields, "post": "yes", "confirm": "1", **form, "_selected_action": chosen}


def test_no_field_of_an_own_form_takes_a_row_outside_the_scope(client, areas):
    """Add and change forms as they are, with one field after the other naming a row of theirs."""
    before, faults, sent = stored(), [], []
    for model in open_to(areas.person):
        for path in (f"{list_of(model)}add/", f"{list_of(model)}{row_of(model, areas.ours).pk}/change/"):
            for _action, fields in submissions(client.get(path)):
                for crafted in foreign_values(model, fields, areas.theirs):
                    request = (path, {**fields, **crafted})
                    if request not in sent:  # as another button sent it
                        sent.append(request)
                        faults += tried(client, *request, before, areas)
    assert not faults, "\n".join(faults)


def test_a_hall_shared_with_others_is_seen_but_not_changed(client, areas):
    path, before = f"/admin/meetings/venue/{areas.shared_hall.pk}/change/", stored()
    assert not shows(client.get(path))
    client.post(path, {"name": "Taken over", "street": "x", "city": "x", "time_zone": "UTC"})
    assert stored()[Venue] == before[Venue]


def test_an_own_form_is_accepted_as_it_stands(client, areas):
    """Else the tests above would prove nothing: every crafted form would be refused for another reason."""
    path = f"/admin/meetings/meeting/{areas.ours[Meeting].pk}/change/"
    fields = next(fields for _action, fields in submissions(client.get(path)) if "name" in fields)
    assert client.post(path, {**fields, "name": "Homely Lamp, renamed"}).status_code == 302
    assert Meeting.objects.get(pk=areas.ours[Meeting].pk).name == "Homely Lamp, renamed"


def test_an_address_these_tests_cannot_fill_in_fails_them_with_what_to_add(areas, monkeypatch):
    register = admin.site._registry[Meeting]
    unknown = [pattern("<int:moon>/", register.changelist_view, name="meetings_meeting_moon")]
    monkeypatch.setattr(register, "get_urls", lambda: unknown)
    with pytest.raises(pytest.fail.Exception, match="<moon> of meetings_meeting_moon"):
        addresses(areas.theirs)
    del areas.theirs[Meeting]
    with pytest.raises(pytest.fail.Exception, match="give each area a row"):
        addresses(areas.theirs)
