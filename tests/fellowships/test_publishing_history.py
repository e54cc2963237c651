"""The history of a row in words; any version can be looked at, compared and brought back."""

import pytest

from fellowships import acting, version
from fellowships.models import ChoosingWay, Fact, HelpLine
from fellowships.roles import GROUP_CONTACT
from tests.people import make_person, signed_in, staff_client
from tests.programmes import make_criterion, make_fact, make_line, make_source, make_way
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    line = make_line(make_fellowship("na"), hours="Always")
    line.hours = "By day"
    line.free = True
    line.save()
    return line


def address(row, *more):
    return "/".join(
        (f"/admin/fellowships/{row._meta.model_name}", str(row.pk), "history", *map(str, more), "")
    )


def test_it_says_who_changed_what_and_why(line):
    anna = make_person("publisher", "anna")
    client = signed_in(anna)
    with acting.acting_as(GROUP_CONTACT, reason="They wrote to us"):
        line.hours = "At night"
        line.save()
    fields = {"slug": "a-line", "name": "A line", "number": "1", "position": 1, "hours": "Never"}
    client.post(f"/admin/fellowships/helpline/{line.pk}/change/", fields)
    told = client.get(address(line)).context["versions"]
    assert [one["maker"].who for one in told] == [
        "anna (Publisher)", "The group's contact", "This site itself", "This site itself",
    ]  # fmt: skip
    assert told[1]["why"] == "They wrote to us"
    changes = {one.label: (one.before, one.after) for one in told[2]["changes"]}
    assert changes == {"Hours": ("Always", "By day"), "Free to call": ("Not stated", "Yes")}


def test_a_link_is_told_by_name_and_one_that_is_gone_by_number(line):
    line.fellowship = make_fellowship("ha")
    line.save()
    line.fellowship = None
    line.save()
    gone = make_fellowship("ha").pk
    client = staff_client("publisher")
    changes = client.get(address(line)).context["versions"][1]["changes"]
    assert [(one.before, one.after) for one in changes] == [("Narcotics Anonymous", "Heroin Anonymous")]
    make_fellowship("ha").delete()
    changes = client.get(address(line)).context["versions"][1]["changes"]
    assert changes[0].after == f"Number {gone}, deleted"


def test_two_versions_stand_side_by_side_the_older_first(line):
    newer, older = line.history.values_list("history_id", flat=True)
    context = staff_client("publisher").get(address(line, "compare"), {"v": [newer, older]}).context
    assert {row["label"]: (row["before"], row["after"]) for row in context["rows"]}["Hours"] == (
        [("Always", True)], [("By day", True)],
    )  # fmt: skip


@pytest.mark.parametrize("chosen", [[], ["1"], ["x", "y"], ["99999998", "99999999"]])
def test_fewer_than_two_versions_are_asked_for_again(line, chosen):
    page = staff_client("publisher").get(address(line, "compare"), {"v": chosen})
    assert "Tick two versions" in page.content.decode()


def test_a_version_is_brought_back_after_asking(line):
    client, before = staff_client("publisher"), version.current()
    oldest = line.history.last()
    page = client.get(address(line, oldest.history_id))
    assert "Bring this version back?" in page.content.decode()
    line.refresh_from_db()
    assert line.hours == "By day"
    sent = {"newest": page.context["newest"]}
    assert client.post(address(line, oldest.history_id), sent).status_code == 302
    line.refresh_from_db()
    assert (line.hours, line.free) == ("Always", None)
    newest = line.history.first()
    assert newest.role == "publisher"
    assert newest.history_change_reason.startswith("Brought back the version of")
    assert version.current() > before


def test_a_version_is_not_brought_back_over_a_save_nobody_looked_at(line):
    client, oldest = staff_client("publisher"), line.history.last().history_id
    newest = line.history.first().history_id
    line.hours = "Meanwhile"
    line.save()
    answer = client.post(address(line, oldest), {"newest": newest})
    assert "Somebody saved this meanwhile" in answer.content.decode()
    line.refresh_from_db()
    assert line.hours == "Meanwhile"


def test_who_may_only_look_brings_nothing_back(line):
    client, oldest = staff_client("editor"), line.history.last().history_id
    assert "Your role can look at it" in client.get(address(line, oldest)).content.decode()
    sent = {"newest": line.history.first().history_id}
    assert client.post(address(line, oldest), sent).status_code == 403
    assert staff_client("volunteer").get(address(line)).status_code == 403


def test_a_version_that_cannot_be_any_more_says_why(line):
    other = make_line(make_fellowship("na"), "other-line")
    other.slug = "renamed"
    other.save()
    line.slug = "other-line"
    line.save()
    client = staff_client("publisher")
    sent = {"newest": other.history.first().history_id}
    answer = client.post(address(other, other.history.last().history_id), sent, follow=True)
    assert "It cannot be brought back as it was" in answer.content.decode()
    other.refresh_from_db()
    assert other.slug == "renamed"


def test_what_was_deleted_is_listed_and_comes_back_with_its_number():
    client = staff_client("publisher")
    fact = make_fact(make_fellowship("na"), make_criterion("focus"), "Kept.")
    number = fact.pk
    client.post(f"/admin/fellowships/fact/{number}/delete/", {"post": "yes"})
    assert not Fact.objects.exists()
    rows = client.get("/admin/fellowships/fact/deleted/").context["rows"]
    assert [(row["name"], row["maker"].who) for row in rows] == [
        ("NA: Focus", "invented-publisher (Publisher)")
    ]
    page = client.get(rows[0]["url"])
    client.post(rows[0]["url"], {"newest": page.context["newest"]})
    assert (Fact.objects.get().pk, Fact.objects.get().text) == (number, "Kept.")
    assert client.get("/admin/fellowships/fact/deleted/").context["rows"] == []


def test_what_is_not_there_at_all_is_not_found(line):
    client = staff_client("publisher")
    for path in ("99999", "x", f"{line.pk}/history/99999", f"{line.pk}/history/x"):
        path = path if "history" in path else f"{path}/history"
        assert client.get(f"/admin/fellowships/helpline/{path}/").status_code in (302, 404), path


def test_every_page_costs_the_same_with_two_versions_and_with_forty(django_assert_max_num_queries):
    client = staff_client("publisher")
    ways = [make_way("na", slug="short"), make_way("ha", slug="long")]
    for number, way in zip((2, 40), ways, strict=True):
        for count in range(number):
            way.source = make_source(f"text-{count}")
            way.save()
        with django_assert_max_num_queries(11):  # session, user, rights, row, count, versions, names
            assert client.get(address(way)).status_code == 200
    for line in [make_line(make_fellowship("na"), f"line-{count}") for count in range(40)]:
        line.delete()
    with django_assert_max_num_queries(10):
        assert client.get("/admin/fellowships/helpline/deleted/").status_code == 200
    assert not HelpLine.objects.exists()
    assert ChoosingWay.objects.count() == 2
