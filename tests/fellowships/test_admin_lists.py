"""The lists of programmes and what hangs on them: each opens, and forty rows cost as much as two."""

import pytest
from django.contrib import admin
from django.db import connection, transaction

from tests.programmes import write_programmes

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label == "fellowships"]


@pytest.fixture(scope="module")
def _forty_of_everything(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        write_programmes(40)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_forty_of_everything")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_list_opens_and_costs_the_same_with_two_rows_and_with_forty(
    admin_client, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13):  # session, user, counts, rows, what its filters offer
        assert admin_client.get(f"/admin/fellowships/{model._meta.model_name}/").status_code == 200
    assert admin_client.get(f"/admin/fellowships/{model._meta.model_name}/add/").status_code == 200
