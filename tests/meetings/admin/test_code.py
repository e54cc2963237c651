"""Unknown codes explained in the admin."""

import pytest
from django.urls import reverse

from meetings.models import Feed, FormatCode
from tests.meetings.feeds.saving import meeting, queries
from tests.meetings.test_mapping import read
from tests.people import staff_client
from tests.world import make_format

pytestmark = pytest.mark.django_db
UNKNOWN, ONE = reverse("admin:meetings_formatcode_unknown"), reverse("admin:meetings_formatcode_explain")
LIST = reverse("admin:meetings_formatcode_changelist")


def text(answer):
    return answer.content.decode()


def link(client):
    """The address of the first code of the page."""
    said = text(client.get(UNKNOWN))
    return said.split(f'href="{ONE}')[1].split('"')[0].replace("&amp;", "&")


def test_an_unknown_code_is_explained_once_and_its_meetings_say_it():
    read("QQ", "QQ")
    quiet, client = make_format("quiet"), staff_client("publisher")
    said = text(client.get(UNKNOWN))
    assert "Quiet" in said
    assert "Lamp Group 1, Lamp Group 2" in said
    address = ONE + link(client)
    assert "2 meetings have it" in text(client.get(address))
    missing = text(client.post(address, {"what": "format", "where": "program"}))
    assert "Choose one" in missing
    answer = client.post(address, {"what": "format", "format": quiet.pk, "where": "program"}, follow=True)
    assert "Explained: 2 meetings say it now." in text(answer)
    assert "every code is explained" in text(answer)
    assert list(meeting(1).formats.all()) == [quiet]
    assert client.get(address).status_code == 404


def test_it_may_mean_nothing_or_be_of_one_list_only():
    read("QQ")
    client = staff_client("publisher")
    feed = Feed.objects.get()
    client.post(ONE + link(client), {"what": "nothing", "where": str(feed.pk), "format": make_format().pk})
    row = FormatCode.objects.get(code="QQ")
    assert (row.feed, row.format, row.language, row.slips) == (feed, None, "", "")


def test_one_that_stays_unknown_elsewhere_is_named():
    read("ZZ")
    client = staff_client("publisher")
    answer = client.post(
        ONE + link(client), {"what": "slips", "slips": "yes", "where": "program"}, follow=True
    )
    assert "In Invented list it is still unknown" in text(answer)


def test_an_editor_reads_and_a_volunteer_does_not():
    read("QQ")
    address = ONE + link(staff_client("publisher"))
    editor, volunteer = staff_client("editor"), staff_client("volunteer")
    assert editor.get(UNKNOWN).status_code == 200
    assert ONE not in text(editor.get(UNKNOWN))
    assert editor.post(address, {"what": "nothing", "where": "program"}).status_code == 403
    for page in (UNKNOWN, LIST, address):
        assert volunteer.get(page).status_code == 403
    assert not FormatCode.objects.exists()


def test_a_crafted_list_number_is_ignored():
    for feed in ("x", "9" * 30, "²", "0"):
        assert staff_client_once().get(UNKNOWN, {"feed": feed}).status_code == 200


def staff_client_once():
    from django.contrib.auth import get_user_model

    from tests.people import signed_in

    known = get_user_model().objects.filter(username="invented-editor").first()
    return signed_in(known) if known else staff_client("editor")


def test_a_code_edited_by_hand_has_its_lists_read_in_full():
    read("QQ")
    Feed.objects.update(etag="1:x", last_modified="y")
    client = staff_client("publisher")
    values = {"scheme": "bmlt-key", "code": "QQ", "format": make_format("quiet").pk, "decides": "on"}
    answer = client.post(reverse("admin:meetings_formatcode_add"), values)
    assert answer.status_code == 302
    assert Feed.objects.get().etag == ""


def test_both_lists_cost_the_same_for_two_and_for_forty():
    client = staff_client("publisher")
    read("QQ", "ZZ")
    FormatCode.objects.create(scheme="naws", code="A", format=make_format("women"))
    FormatCode.objects.create(scheme="naws", code="B", language="es")
    few = [len(queries(lambda page=page: client.get(page))) for page in (UNKNOWN, LIST)]
    read(*(f"Q{n}" for n in range(40)))
    for number in range(38):
        FormatCode.objects.create(scheme="naws", code=f"C{number}", format=make_format("men"))
    assert [len(queries(lambda page=page: client.get(page))) for page in (UNKNOWN, LIST)] == few
    assert max(few) <= 12
