"""A form that was opened before another's save is refused, and nothing that was typed is lost."""

import pytest

from fellowships.admin_stale import OPENED
from fellowships.models import Fact, HelpLine
from tests.people import make_person, signed_in
from tests.programmes import make_criterion, make_fact, make_line, make_source
from tests.world import make_fellowship, unrecorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make_line(make_fellowship("na"), hours="Always")


def said(bound):
    return "" if bound.value() is None else bound.value()


def address(row):
    return f"/admin/fellowships/{row._meta.model_name}/{row.pk}/change/"


def fields_of(client, row, **changes):
    """What the form would send, as opened just now."""
    page = client.get(address(row))
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in fields.items() if value not in (None, False, "")}
    for formset in page.context["inline_admin_formsets"]:
        sent.update({bound.html_name: said(bound) for bound in formset.formset.management_form})
        for one in formset.formset.initial_forms:
            sent.update({bound.html_name: said(bound) for bound in one})
    return {**sent, OPENED: page.context["opened_version"], **changes}


def test_the_second_of_two_saves_is_refused_with_both_versions_side_by_side(line):
    anna, ben = (make_person("publisher", name) for name in ("anna", "ben"))
    first, second = signed_in(anna), signed_in(ben)
    early = fields_of(second, line, hours="Typed by Ben", who_answers="Volunteers")
    assert first.post(address(line), fields_of(first, line, hours="Set by Anna")).status_code == 302
    answer = second.post(address(line), early)
    page = answer.content.decode()
    assert answer.status_code == 200
    line.refresh_from_db()
    assert (line.hours, line.who_answers) == ("Set by Anna", "")
    assert "anna (Publisher) saved this on" in page
    conflict = answer.context["conflict"]["rows"]
    assert conflict == [{"label": "Hours", "before": "Always", "now": "Set by Anna", "typed": "Typed by Ben"}]
    assert 'value="Volunteers"' in page


def test_saving_again_is_a_deliberate_choice_and_goes_through(line):
    client = signed_in(make_person("publisher"))
    early = fields_of(client, line, hours="First typed")
    client.post(address(line), fields_of(client, line, hours="Between"))
    refused = client.post(address(line), early)
    again = {**early, OPENED: refused.context["opened_version"]}
    assert client.post(address(line), again).status_code == 302
    line.refresh_from_db()
    assert line.hours == "First typed"
    assert [row.hours for row in line.history.all()][:2] == ["First typed", "Between"]


def test_a_field_that_cannot_be_read_is_shown_as_it_was_typed(line):
    client = signed_in(make_person("publisher"))
    early = fields_of(client, line, last_checked="yesterday")
    client.post(address(line), fields_of(client, line, last_checked="2026-11-01"))
    rows = client.post(address(line), early).context["conflict"]["rows"]
    assert [(row["label"], row["typed"]) for row in rows] == [("Last checked by a person", "yesterday")]


def test_a_form_without_the_version_is_not_checked(line):
    client = signed_in(make_person("publisher"))
    fields = fields_of(client, line, hours="By a script")
    client.post(address(line), fields_of(client, line, hours="Between"))
    fields.pop(OPENED)
    assert client.post(address(line), fields).status_code == 302


@pytest.mark.parametrize("opened", ["x", "-", "1-2-3", "9" * 30, "d", "<b>", "-1"])
def test_a_version_that_is_none_is_no_error(line, opened):
    client = signed_in(make_person("publisher"))
    answer = client.post(address(line), fields_of(client, line, hours="Odd", **{OPENED: opened}))
    assert answer.status_code in (200, 302)


def test_a_row_without_history_is_compared_by_what_it_holds():
    with unrecorded():
        line = make_line(make_fellowship("na"))
    assert not line.history.exists()
    client = signed_in(make_person("publisher"))
    early = fields_of(client, line, hours="Typed")
    client.post(address(line), fields_of(client, line, hours="Between"))
    answer = client.post(address(line), early)
    assert answer.status_code == 200
    assert "was not kept" in answer.content.decode()
    assert HelpLine.objects.get().hours == "Between"


def test_a_fact_saved_elsewhere_stops_the_form_of_its_programme():
    fact = make_fact(make_fellowship("na"), make_criterion("focus"), "As loaded.")
    client = signed_in(make_person("publisher"))
    programme = fact.fellowship
    early = fields_of(client, programme, **{"facts-0-text": "Typed in the programme."})
    client.post(address(fact), fields_of(client, fact, text="Set at the fact."))
    answer = client.post(address(programme), early)
    assert answer.status_code == 200
    assert Fact.objects.get().text == "Set at the fact."
    assert answer.context["conflict"]["rows"] == [
        {
            "label": "NA: Focus: Text",
            "before": "As loaded.",
            "now": "Set at the fact.",
            "typed": "Typed in the programme.",
        }
    ]


def test_what_changed_without_being_shown_does_not_stop_a_form(line):
    client = signed_in(make_person("publisher"))
    early = fields_of(client, line, hours="Typed")
    line.loaded_digest = "other"
    line.save()
    assert client.post(address(line), early).status_code == 302


def test_the_form_carries_its_version_and_the_look_of_one_that_adds_does_not(line):
    client = signed_in(make_person("publisher"))
    newest = line.history.first().history_id
    assert f'name="{OPENED}" value="{newest}"' in client.get(address(line)).content.decode()
    assert OPENED not in client.get("/admin/fellowships/helpline/add/").content.decode()


def test_looking_at_a_form_costs_one_query_more_for_its_version(line, django_assert_max_num_queries):
    make_source()
    client = signed_in(make_person("publisher"))
    with django_assert_max_num_queries(9):
        client.get(address(line))
