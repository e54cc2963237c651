"""Staff edit programmes, facts and rules for choosing; visitors see it at once, loading leaves it alone."""

import pytest
from django.utils import timezone

from fellowships import version
from fellowships.loading import load_rows
from fellowships.models import ChoosingOption, Fact, Fellowship
from tests.people import staff_client
from tests.programmes import (
    make_criterion,
    make_fact,
    make_line,
    make_question,
    make_reason,
    make_source,
    write_programmes,
)
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db


def test_a_cell_changed_by_staff_is_seen_at_once_and_kept_by_the_next_load(admin_client):
    source = make_source()
    row = {"fellowship": "na", "criterion": "focus", "source": source.slug, "text": "Ours.", "as_of": "2018"}
    make_fellowship("na"), make_criterion("focus")
    load_rows(Fact, [row], ("fellowship", "criterion"))
    fact, before = Fact.objects.get(), version.current()
    fields = {"fellowship": fact.fellowship_id, "criterion": fact.criterion_id, "source": source.pk}
    changed = {**fields, "text": "What staff wrote.", "as_of": "2020-05"}
    assert admin_client.post(f"/admin/fellowships/fact/{fact.pk}/change/", changed).status_code == 302
    assert version.current() > before
    assert "What staff wrote." in admin_client.get("/fellowships/na/").content.decode()
    assert load_rows(Fact, [row], ("fellowship", "criterion")).left_alone == ["NA: Focus"]


def test_a_date_that_is_none_is_refused_with_the_way_to_write_one(admin_client):
    fact = make_fact(make_fellowship("na"), make_criterion("focus"))
    fields = {"fellowship": fact.fellowship_id, "criterion": fact.criterion_id, "source": fact.source_id,
              "text": "x", "as_of": "soon"}  # fmt: skip
    page = admin_client.post(f"/admin/fellowships/fact/{fact.pk}/change/", fields).content.decode()
    assert "Write a year, a month or a day" in page


def test_several_deleted_at_once_are_each_remembered_as_deleted(admin_client):
    facts = [make_fact(make_fellowship(slug), make_criterion("focus")) for slug in ("na", "ha")]
    fields = {"action": "delete_selected", "_selected_action": [fact.pk for fact in facts], "post": "yes"}
    assert admin_client.post("/admin/fellowships/fact/", fields).status_code == 302
    assert not Fact.objects.exists()
    assert Fact.history.filter(history_type="-").count() == 2


def test_a_reason_can_be_reworded_beside_its_answer(admin_client):
    question = make_question("drug", "This")
    reason = make_reason(question, 1, "na", source=make_source())
    option = ChoosingOption.objects.get()
    fields = {
        "question": question.pk, "number": 1, "text": "This",
        "reasons-TOTAL_FORMS": 1, "reasons-INITIAL_FORMS": 1, "reasons-0-id": reason.pk,
        "reasons-0-option": option.pk, "reasons-0-fellowship": reason.fellowship_id,
        "reasons-0-speaks": "against", "reasons-0-text": "In other words.",
        "reasons-0-source": reason.source_id,
    }  # fmt: skip
    address = f"/admin/fellowships/choosingoption/{option.pk}/change/"
    assert admin_client.post(address, fields).status_code == 302
    reason.refresh_from_db()
    assert (reason.text, reason.speaks) == ("In other words.", "against")


def test_a_programme_opens_with_its_facts(admin_client):
    write_programmes(2)
    page = admin_client.get(f"/admin/fellowships/fellowship/{Fellowship.objects.get(slug='na').pk}/change/")
    assert "It is so." in page.content.decode()


def said(bound):
    return "" if bound.value() is None else bound.value()


def management(client, path):
    page = client.get(path)
    sent = {}
    for formset in page.context["inline_admin_formsets"]:
        sent |= {bound.html_name: said(bound) for bound in formset.formset.management_form}
        for form in formset.formset.forms:
            sent |= {bound.html_name: said(bound) for bound in form}
    return sent


def test_a_row_is_added_to_the_comparison_with_a_cell_for_each_programme():
    client, source = staff_client("publisher"), make_source()
    na, ha = make_fellowship("na"), make_fellowship("ha")
    sent = management(client, "/admin/fellowships/criterion/add/")
    assert [sent["facts-0-fellowship"], sent["facts-1-fellowship"]] == [na.pk, ha.pk]
    sent |= {"label": "Sponsors", "slug": "sponsors", "section": "about", "kind": "fact", "position": 5}
    sent |= {"published": "on", "in_comparison": "on", "facts-1-text": "They have them."}
    sent |= {"facts-1-source": source.pk, "facts-1-as_of": "2020"}
    assert client.post("/admin/fellowships/criterion/add/", sent).status_code == 302
    fact = Fact.objects.get()
    assert (fact.fellowship, fact.criterion.label, fact.text) == (ha, "Sponsors", "They have them.")
    page = client.get("/compare/na/ha/").content.decode()
    assert "Sponsors" in page
    assert "They have them." in page


def test_the_form_of_a_programme_offers_the_cells_that_are_empty(django_assert_max_num_queries):
    client = staff_client("publisher")
    write_programmes(3)
    programme = Fellowship.objects.get(slug="na")
    make_criterion("empty-one", position=99)
    path = f"/admin/fellowships/fellowship/{programme.pk}/change/"
    sent = management(client, path)
    assert (sent["facts-INITIAL_FORMS"], sent["facts-TOTAL_FORMS"]) == (3, 4)
    for number in range(20):
        make_criterion(f"another-{number}")
    with django_assert_max_num_queries(24):  # of facts only their sources are read one by one
        client.get(path)


def test_a_line_that_a_person_called_says_so_with_its_history():
    client = staff_client("publisher")
    lines = [make_line(make_fellowship("na"), f"line-{number}") for number in range(2)]
    listed = client.get("/admin/fellowships/helpline/", {"checked": "due"}).context["cl"].result_count
    fields = {"action": "checked_today", "_selected_action": [lines[0].pk]}
    answer = client.post("/admin/fellowships/helpline/", fields, follow=True)
    assert "1 line called today." in answer.content.decode()
    left = client.get("/admin/fellowships/helpline/", {"checked": "due"}).context["cl"].result_count
    assert (listed, left) == (2, 1)
    lines[0].refresh_from_db()
    assert lines[0].last_checked == timezone.localdate()
    assert lines[0].history.first().history_change_reason == "Called by a person"


@pytest.mark.parametrize("role", ["editor", "guide-reviewer"])
def test_who_is_no_publisher_only_looks_at_programmes(role):
    client, line = staff_client(role), make_line(make_fellowship("na"))
    page = client.get(f"/admin/fellowships/helpline/{line.pk}/change/")
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(f"/admin/fellowships/helpline/{line.pk}/change/", {"name": "x"}).status_code == 403
    sent = {"action": "checked_today", "_selected_action": [line.pk]}
    client.post("/admin/fellowships/helpline/", sent)
    line.refresh_from_db()
    assert line.last_checked is None
    fields = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}
    client.post("/admin/fellowships/helpline/", fields)
    line.refresh_from_db()
