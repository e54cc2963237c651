"""A programme hidden in the admin takes its meetings with it, and brings them back."""

import pytest

from meetings.models import SearchRow
from meetings.reindex import check
from tests.people import staff_client
from tests.world import make_meeting

pytestmark = pytest.mark.django_db


def test_hiding_a_programme_hides_its_meetings_and_a_version_brings_them_back():
    meeting = make_meeting()
    programme = meeting.fellowship
    programme.save()
    client = staff_client("publisher")
    path = f"/admin/fellowships/fellowship/{programme.pk}/"
    form = client.get(f"{path}change/").context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    sent |= {"facts-TOTAL_FORMS": 0, "facts-INITIAL_FORMS": 0, "published": ""}
    assert client.post(f"{path}change/", sent).status_code == 302
    assert SearchRow.objects.get().status == SearchRow.Status.HIDDEN
    assert check() == []
    newest, before = programme.history.values_list("history_id", flat=True)[:2]
    client.post(f"{path}history/{before}/", {"newest": newest})
    assert SearchRow.objects.get().status == SearchRow.Status.LISTED
