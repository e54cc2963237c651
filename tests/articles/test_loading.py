"""Loading the texts we ship: a second time writes nothing, and no edit of staff is ever overwritten."""

import re
import shutil
from io import StringIO

import pytest
from django.conf import settings as real_settings
from django.core.management import call_command

from articles.guide_file import read_text
from articles.loading import load_guides
from articles.models import Guide, Question, Term
from fellowships import version
from fellowships.loading import load_fellowships
from fellowships.models import Fellowship

pytestmark = pytest.mark.django_db
FIXTURES = real_settings.BASE_DIR / "fixtures"


@pytest.fixture
def shipped_texts(settings, tmp_path):
    """A few of our own files in a folder that a test may change."""
    target = tmp_path / "fixtures"
    shutil.copytree(FIXTURES / "fellowships", target / "fellowships")
    (target / "guides" / "faq").mkdir(parents=True)
    shutil.copy(FIXTURES / "guides" / "glossary.json", target / "guides")
    for name in ("first-meeting", "overdose"):
        text = (FIXTURES / "guides" / f"{name}.md").read_text("utf-8")
        text = re.sub(r"^related = .*$", "related = []", text, flags=re.MULTILINE)
        (target / "guides" / f"{name}.md").write_text(text, "utf-8")
    settings.BASE_DIR = tmp_path
    load_fellowships()
    return target / "guides"


def test_everything_we_ship_loads_and_a_second_time_changes_nothing():
    load_fellowships()
    first = load_guides()
    assert Guide.objects.in_language("en").count() == 27
    assert Question.objects.filter(same_as=None).count() == 14
    assert first.created == Guide.objects.count() + Question.objects.count() + Term.objects.count()
    before = version.current()
    again = load_guides()
    assert (again.created, again.updated, again.unchanged, again.left_alone) == (0, 0, first.created, [])
    assert version.current() == before
    assert all(guide.html and guide.cites for guide in Guide.objects.all())
    assert not Guide.objects.exclude(reviewed_by="").exists()


def test_a_guide_that_staff_changed_is_left_alone_and_named(shipped_texts):
    load_guides()
    guide = Guide.objects.get(slug="first-meeting")
    guide.markdown = "What staff wrote.[^text-na]\n"
    guide.save()
    out = StringIO()
    call_command("load_guides", stdout=out)
    assert f"{guide.title} was changed here and is left as it is." in out.getvalue()
    assert "What staff wrote." in Guide.objects.get(slug="first-meeting").html


def test_a_new_text_of_ours_reaches_a_guide_nobody_changed(shipped_texts):
    load_guides()
    path = shipped_texts / "first-meeting.md"
    path.write_text(path.read_text("utf-8") + "\nOne more thing. {.advice}\n", "utf-8")
    assert load_guides().updated == 1
    guide = Guide.objects.get(slug="first-meeting")
    assert "One more thing." in guide.html
    assert guide.history.count() == 2


def test_a_guide_that_was_there_may_name_one_that_is_new(shipped_texts):
    load_guides()
    path = shipped_texts / "overdose.md"
    text = path.read_text("utf-8")
    (shipped_texts / "brand-new.md").write_text(text, "utf-8")
    path.write_text(text.replace("related = []", 'related = ["brand-new"]'), "utf-8")
    assert load_guides().created == 1
    assert [one.slug for one in Guide.objects.get(slug="overdose").related.all()] == ["brand-new"]


def test_programmes_that_staff_took_from_a_guide_stay_away(shipped_texts):
    load_guides()
    guide = Guide.objects.get(slug="first-meeting")
    guide.fellowships.remove(guide.fellowships.first())
    left = guide.fellowships.count()
    assert load_guides().left_alone == [guide.title]
    assert guide.fellowships.count() == left


def test_what_staff_deleted_stays_away_with_all_that_belongs_to_it(shipped_texts):
    load_guides()
    Guide.objects.get(slug="overdose").delete()
    path = shipped_texts / "first-meeting.md"
    path.write_text(path.read_text("utf-8").replace("related = []", 'related = ["overdose"]'), "utf-8")
    assert load_guides().left_alone == ["en overdose"]
    Fellowship.objects.get(slug="mara").delete()
    left = load_fellowships().left_alone
    assert "mara" in left
    assert "mara about" in left
    assert not Fellowship.objects.filter(slug="mara").exists()


def test_a_word_explained_anew_reaches_the_guides_without_counting_as_an_edit(shipped_texts):
    load_guides()
    guide = Guide.objects.get(slug="first-meeting")
    Term.objects.create(slug="chairs", word="chairs", forms=["chair", "room"], meaning="What one sits on.")
    load_guides()
    again = Guide.objects.get(slug="first-meeting")
    assert "chairs" not in guide.html or "terms" in again.html
    assert load_guides().left_alone == []


def test_a_guide_knows_its_sources_both_ways(shipped_texts):
    load_guides()
    guide = Guide.objects.get(slug="overdose")
    assert {source.slug for source in guide.sources.all()} == set(guide.cites)
    assert guide.sources.first().guides.filter(slug="overdose").exists()


def test_a_source_that_is_not_there_stops_the_load_and_is_named(shipped_texts):
    path = shipped_texts / "first-meeting.md"
    path.write_text(path.read_text("utf-8") + "\nSaid.[^nowhere-at-all]\n", "utf-8")
    with pytest.raises(LookupError, match="first-meeting cites nowhere-at-all"):
        load_guides()
    assert not Guide.objects.exists()


@pytest.mark.parametrize("text", ["", "no head", "+++\ntitle = \n+++\nx", "before\n+++\na = 1\n+++\nx"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    path = tmp_path / "broken.md"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"broken\.md"):
        read_text(path)
