"""Staff edit programmes, facts and rules for choosing; visitors see it at once, loading leaves it alone."""

import pytest
from django.contrib import admin

from fellowships import version
from fellowships.loading import load_rows
from fellowships.models import ChoosingOption, Fact, Fellowship
from tests.programmes import (
    make_criterion,
    make_fact,
    make_question,
    make_reason,
    make_source,
    write_programmes,
)
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label == "fellowships"]


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


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_list_opens_and_costs_the_same_with_two_rows_and_with_forty(
    admin_client, model, django_assert_max_num_queries
):
    write_programmes(40)
    with django_assert_max_num_queries(13):  # session, user, counts, rows, what its filters offer
        assert admin_client.get(f"/admin/fellowships/{model._meta.model_name}/").status_code == 200
    assert admin_client.get(f"/admin/fellowships/{model._meta.model_name}/add/").status_code == 200


def test_a_programme_opens_with_its_facts(admin_client):
    write_programmes(2)
    page = admin_client.get(f"/admin/fellowships/fellowship/{Fellowship.objects.get(slug='na').pk}/change/")
    assert "It is so." in page.content.decode()
