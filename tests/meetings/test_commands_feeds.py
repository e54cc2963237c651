"""import_feed, sync_feeds, reindex and report_quality, as somebody at a keyboard meets them."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fellowships import version
from meetings.models import Feed, ImportRun, Meeting, SearchRow
from tests.fake_server import Answer, FakeServer
from tests.meetings.feeds.saving import listed, na_feed, row, rows, take
from tests.world import make_fellowship, make_meeting, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Writes a list to a file of the given name and gives its path."""
    make_fellowship("na")

    def write(said, name="list.json"):
        path = tmp_path / name
        path.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
        return str(path)

    return write


def run(command, *words, **options):
    said = io.StringIO()
    call_command(command, *words, stdout=said, stderr=io.StringIO(), **options)
    return said.getvalue()


def import_feed(source, *words, **options):
    return run("import_feed", source, *words, **{"kind": "bmlt", "fellowship": "na", **options})


def refused(source, *words, **options):
    with pytest.raises(CommandError) as why:
        import_feed(source, *words, **options)
    return str(why.value)


def test_an_import_says_what_it_did_and_stores_it(file):
    said = import_feed(file(rows(3)))
    assert said == "created 3 · updated 0 · unchanged 0 · unlisted 0 · also listed 0 · problems 0\n"
    stored = ImportRun.objects.get()
    assert (stored.created, stored.outcome, stored.feed.name) == (3, "good", "list.json")


def test_the_same_file_again_costs_the_same_at_most_12_queries_at_3_rows_and_at_60(file):
    costs = []
    for number in (3, 60):
        path = file(rows(number, root_server_uri=f"https://lists.example/{number}"), f"{number}.json")
        import_feed(path)
        with CaptureQueriesContext(connection) as captured:
            assert f"unchanged {number} " in import_feed(path)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12


def test_a_dry_run_says_the_same_and_changes_nothing(file):
    path = file(rows(3))
    before = version.current()
    said = import_feed(path, dry_run=True, covers=["us-tn"])
    assert said.startswith("created 3 · updated 0")
    assert "nothing was changed" in said
    assert not Feed.objects.exists()
    assert not Meeting.objects.exists()
    assert version.current() == before
    assert import_feed(path).splitlines()[0] == said.splitlines()[0]


def test_a_held_run_fails_with_its_reason(file):
    path = file(rows(9))
    import_feed(path)
    why = refused(file([]))
    assert "Held for a person: The list is empty." in why
    assert "as it was" in why
    assert len(listed()) == 9
    assert "9 of" not in why
    assert "unlisted 9" in import_feed(file([]), accept_shrink=True)


def test_a_name_says_which_list_it_is(file):
    import_feed(file(rows(2), "monday.json"), name="Our area")
    assert "unchanged 2" in import_feed(file(rows(2), "tuesday.json"), name="Our area")
    assert Feed.objects.get().name == "Our area"


def test_options_of_a_named_list_are_taken_over(file):
    path = file(rows(1))
    import_feed(path, covers=["us-tn"], timezone="America/Chicago")
    before = version.current()
    assert "updated 1" in import_feed(path, republish=True, covers=["us-tn,us-ms"])
    feed = Feed.objects.get()
    assert (feed.republish, feed.covers, feed.time_zone) == (True, ["us-tn", "us-ms"], "America/Chicago")
    assert Meeting.objects.get().republish
    assert version.current() > before
    import_feed(path)
    assert not Meeting.objects.get().republish


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"timezone": "Mars/Base"}, "no time zone “Mars/Base”"),
        ({"fellowship": "zz"}, "no program “zz”. It is one of: na"),
        ({"covers": ["us-zz"]}, "“us-zz” is no country or state"),
        ({"covers": ["us-"]}, "“us-” is no country or state"),
        ({"covers": ["Tennessee"]}, "is no country or state"),
        ({"formats": "/nowhere.json"}, "no file /nowhere.json"),
        ({"kind": "naws-csv", "formats": "/nowhere.json"}, "--formats goes with a file of kind bmlt only"),
        ({"name": "x" * 300}, "too long"),
    ],
)
def test_misuse_is_explained_and_changes_nothing(file, options, sentence):
    assert sentence in refused(file(rows(1)), **options)
    assert not Feed.objects.exists()


def test_a_missing_file_and_a_folder_are_named(file, tmp_path):
    assert "There is no file" in refused("nowhere.json")
    assert "cannot be read" in refused(str(tmp_path))


def test_without_programmes_it_says_what_to_run(tmp_path):
    (tmp_path / "list.json").write_text("[]")
    assert "load_fellowships" in refused(str(tmp_path / "list.json"))


def test_a_list_does_not_change_its_programme_or_kind(file):
    path = file(rows(1))
    import_feed(path)
    make_fellowship("ha")
    assert "another --name" in refused(path, fellowship="ha")
    assert "another --name" in refused(path, kind="meeting-guide")


def test_an_address_is_kept_and_read_again_by_sync(settings):
    settings.FEEDS_ALLOW_PRIVATE = True
    make_fellowship("na")
    guide = [{"slug": "a", "name": "Lamp", "day": 1, "time": "19:00", "address": "1 Made-Up Street"}]
    with FakeServer() as server:
        server.answers["/list.json"] = Answer(json.dumps(guide).encode(), headers={"ETag": '"1"'})
        url = server.url("/list.json")
        import_feed(url, kind="meeting-guide", timezone="America/Chicago")
        assert Feed.objects.get().name == Feed.objects.get().address == url
        assert "unchanged 1" in run("sync_feeds")
        assert run("sync_feeds", due=True) == ""
        server.answers["/list.json"] = Answer(status=500)
        with pytest.raises(CommandError, match="1 list needs a look"):
            run("sync_feeds")
    assert listed() == {"Lamp"}


def test_an_address_that_cannot_be_reached_fails_kindly(settings):
    make_fellowship("na")
    assert "private network" in refused("http://127.0.0.1:9/list.json", kind="meeting-guide")
    assert ImportRun.objects.get().outcome == ImportRun.Outcome.FAILED


def test_reindex_says_what_it_did_and_check_finds_what_is_out_of_date():
    pk = make_meeting().pk
    assert "agree" in run("reindex", check=True)
    SearchRow.objects.filter(pk=pk).update(start=1)
    with pytest.raises(CommandError, match=str(pk)):
        run("reindex", check=True)
    assert "1 meetings indexed" in run("reindex")
    assert "agree" in run("reindex", check=True)


def test_the_report_names_each_list_with_its_numbers():
    assert "No list has been read yet" in run("report_quality")
    feed = na_feed("Area list")
    take([row(1, latitude="", longitude=""), row(2, duration_time="")], feed)
    take([], feed)
    said = run("report_quality")
    assert "Area list (BMLT)" in said
    assert "listed 2 · no coordinates 1" in said
    assert re.search(r"no end stated 1 · open or closed not stated 2", said)
    assert "Cannot be placed: 1" in said
    assert "last run: Held for a person. The list is empty." in said
    assert "Listed 2 · confirmed lately by people 0, by their lists 0" in said
    assert "Reports 0 · decided 0 · found right 0" in said


def test_the_report_leaves_the_demonstration_out():
    small_world()
    Feed.objects.update(kind=Feed.Kind.DEMO)
    assert "No list has been read yet" in run("report_quality")
