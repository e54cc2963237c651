"""A further language is a folder of guide files: it loads like English, and staff's edits in it stay."""

import shutil

import pytest
from django.conf import settings as real_settings
from django.test import Client

from articles.loading import load_guides
from articles.models import Guide, Term
from fellowships.loading import load_fellowships

pytestmark = pytest.mark.django_db
ROOT = real_settings.BASE_DIR
FIXTURES = ROOT / "fixtures"
PORTUGUESE = """+++
title = "Overdose inventada"
summary = "Um resumo inventado."
key_points = ["Um ponto."]
written = 2026-11-23
+++
Ligue para o [911](tel:911). A naloxona ajuda.[^cdc-preventing-overdose] {.danger}

## Depois

Veja [o outro](/guides/withdrawal/). {.advice}
"""
WORDS = '[{"slug": "naloxone", "word": "Naloxona", "meaning": "Um remédio."}]'


@pytest.fixture
def folder(settings, tmp_path):
    """Two of our own guides, and one of them in an invented third language."""
    target = tmp_path / "fixtures" / "guides"
    shutil.copytree(FIXTURES / "fellowships", tmp_path / "fixtures" / "fellowships")
    (target / "pt").mkdir(parents=True)
    shutil.copy(FIXTURES / "guides" / "glossary.json", target)
    for name in ("overdose", "withdrawal"):
        text = (FIXTURES / "guides" / f"{name}.md").read_text("utf-8")
        related = "withdrawal" if name == "overdose" else ""
        lines = [line for line in text.split("\n") if not line.startswith("related = ")]
        lines.insert(1, f'related = ["{related}"]' if related else "related = []")
        (target / f"{name}.md").write_text("\n".join(lines), "utf-8")
    (target / "pt" / "overdose.md").write_text(PORTUGUESE, "utf-8")
    (target / "pt" / "glossary.json").write_text(WORDS, "utf-8")
    settings.BASE_DIR = tmp_path
    settings.LANGUAGES = [*real_settings.LANGUAGES, ("pt", "Portuguese")]
    load_fellowships()
    load_guides()
    return target / "pt"


def test_a_further_language_loads_from_its_folder_and_is_read_at_its_own_address(folder, settings):
    guide = Guide.objects.get(language="pt")
    english = Guide.objects.get(language="en", slug="overdose")
    assert (guide.slug, guide.translation_of) == ("overdose", english)
    assert (guide.section, guide.position, guide.highest_grade) == ("safety", 10, 6)
    assert [one.slug for one in guide.related.all()] == ["withdrawal"]
    assert [source.slug for source in guide.sources.all()] == ["cdc-preventing-overdose"]
    settings.BASE_DIR = ROOT
    page = Client().get("/pt/guides/overdose/").content.decode()
    assert "Overdose inventada" in page
    assert "Um remédio." in page
    assert "Overdose inventada" not in Client().get("/guides/overdose/").content.decode()


def test_loading_translations_again_changes_nothing_and_a_new_text_of_ours_arrives(folder):
    again = load_guides()
    assert (again.created, again.updated, again.left_alone) == (0, 0, [])
    path = folder / "overdose.md"
    path.write_text(path.read_text("utf-8") + "\nMais uma coisa. {.advice}\n", "utf-8")
    assert load_guides().updated == 1
    assert "Mais uma coisa." in Guide.objects.get(language="pt").html


def test_what_staff_changed_or_deleted_in_one_language_stays_so_and_the_other_is_not_touched(folder):
    guide = Guide.objects.get(language="pt")
    guide.markdown = "O que a equipe escreveu. {.advice}\n"
    guide.save()
    assert load_guides().left_alone == [guide.title]
    assert "a equipe" in Guide.objects.get(language="pt").html
    guide.delete()
    assert load_guides().left_alone == ["pt overdose"]
    assert Guide.objects.filter(slug="overdose").count() == 1


def test_a_translation_follows_its_original_that_staff_deleted(folder):
    Guide.objects.get(language="en", slug="overdose").delete()
    assert {"en overdose", "pt overdose"} <= set(load_guides().left_alone)
    assert Guide.objects.get(language="pt").translation_of is None


def test_words_are_explained_in_their_own_language_only(folder):
    assert Term.objects.get(language="pt").slug == "naloxone"
    assert "terms naloxone" in Guide.objects.get(language="pt").html


def test_a_translation_of_nothing_is_named(folder):
    (folder / "nothing.md").write_text(PORTUGUESE, "utf-8")
    with pytest.raises(ValueError, match=r"pt/nothing\.md"):
        load_guides()
