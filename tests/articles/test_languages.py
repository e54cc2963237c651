"""Guides on pages in another language: the translation where there is one, else English that says so."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override

from articles.inside_links import for_page
from articles.models import Guide, Term
from tests import structured
from tests.site.markup import Page
from tests.texts import LIVE, make_guide, make_question, make_source, make_term

pytestmark = pytest.mark.django_db
HERE = "/guides/first-meeting/"
WAITS = "Traducción pendiente de revisión por un profesional de la salud."
ONLY_ENGLISH = "Esta guía todavía no está en español."


def shown(path):
    cache.clear()
    return Page(Client().get(path).content.decode())


def in_spanish(original=None, slug="first-meeting", **changes):
    values = {
        "language": "es",
        "slug": slug,
        "title": f"Guía inventada {slug}",
        "summary": "Cómo es una reunión inventada.",
        "section": "start",
        "markdown": "Un salón con sillas.[^invented-source] Vea [otra](/guides/next-one/).\n",
        "written": "2026-11-23",
        "status": "published",
        "translation_of": original,
        **changes,
    }
    return Guide.objects.create(**values)


def canonical(page):
    (link,) = [one for one in page.all("link") if one.attrs.get("rel") == "canonical"]
    return link.attrs["href"].removeprefix(settings.SITE_URL)


def spoken(node):
    return node.attrs.get("lang")


def test_a_guide_without_a_translation_is_shown_in_english_says_so_and_names_the_english_page():
    make_guide(markdown="## Chairs\n\nA room.[^invented-source]\n")
    page = shown(f"/es{HERE}")
    assert spoken(page.one("h1")) == "en"
    assert spoken(page.one("article")) is None
    assert ONLY_ENGLISH in page.one("main").text
    assert WAITS not in page.one("main").text
    assert canonical(page) == HERE
    assert canonical(shown(HERE)) == HERE
    assert ONLY_ENGLISH not in shown(HERE).one("main").text


def test_a_translation_stands_at_the_same_slug_and_waits_for_its_review_until_a_person_did_it():
    spanish = in_spanish(make_guide())
    page = shown(f"/es{HERE}")
    assert page.one("h1").text == "Guía inventada first-meeting"
    assert spoken(page.one("h1")) is None
    assert WAITS in page.one("main").text
    assert canonical(page) == f"/es{HERE}"
    assert "Guía inventada" not in shown(HERE).one("main").text
    (block,) = structured.blocks_of(page)
    assert (block["@graph"][0]["inLanguage"], block["@graph"][0]["url"]) == (
        "es",
        f"{settings.SITE_URL}/es{HERE}",
    )
    spanish.reviewed_by, spanish.reviewed_on = "a nurse", "2026-12-01"
    spanish.save()
    assert WAITS not in shown(f"/es{HERE}").one("main").text


def test_lists_of_guides_and_questions_name_the_translation_and_mark_what_is_in_english():
    english, later = make_guide(), make_guide("next-one")
    in_spanish(english).related.add(later, make_guide("only-english"))
    in_spanish(later, slug="next-one")
    make_question(guide=english)
    for path in ("/es/guides/", f"/es{HERE}"):
        main = shown(path).one("main")
        links = {one.attrs["href"]: one for one in main.all("a") if one.attrs["href"].startswith("/es/")}
        assert links["/es/guides/next-one/"].attrs.get("hreflang") is None, path
        marked = links["/es/guides/only-english/"].attrs
        assert (marked["lang"], marked["hreflang"]) == ("en", "en"), path
        assert "An invented guide only-english (en inglés)" in main.text, path
    assert "Must I speak in an invented meeting? (en inglés)" in shown(f"/es{HERE}").one("main").text
    assert "(in English)" not in shown("/guides/").one("main").text
    assert "(in English)" not in shown(HERE).one("main").text


def test_an_answer_in_english_leads_to_the_guide_in_spanish():
    english = make_guide()
    make_question(guide=english)
    in_spanish(english)
    page = shown("/es/faq/must-i-speak/")
    assert spoken(page.one("h1")) == "en"
    assert canonical(page) == "/faq/must-i-speak/"
    assert "Guía inventada first-meeting" in page.one("main").text
    english.status = "draft"
    english.save()
    assert "An invented guide" not in shown("/faq/must-i-speak/").one("main").text


def test_live_parts_speak_the_language_of_the_page_and_words_that_of_the_text():
    make_term(source=make_source())
    Term.objects.create(language="es", slug="sponsor", word="Padrino", meaning="Un miembro que le guía.")
    make_guide(markdown=LIVE)
    page = shown(f"/es{HERE}")
    (body,) = [one for one in page.all("div") if spoken(one) == "en"]
    assert "A member who guides you." in body.text
    assert "Un miembro" not in page.one("main").text
    assert any(spoken(one) == "es" and one.all("ol") for one in body.all("div"))
    in_spanish(markdown="Hable con su padrino. {.advice}\n\n[[plan]]\n")
    page = shown(f"/es{HERE}")
    assert "Un miembro que le guía." in page.one("main").text
    assert [one for one in page.one("article").all("div") if spoken(one)] == []


@pytest.mark.parametrize(
    ("written", "shown_as"),
    [
        ("/guides/overdose/#what-to-do", "/es/guides/overdose/#what-to-do"),
        ("/meetings/?fellowship=na&amp;day=today", "/es/meetings/?fellowship=na&amp;day=today"),
        ("/", "/es/"),
        ("/feeds/guides.atom", "/feeds/guides.atom"),
        ("/es/guides/overdose/", "/es/guides/overdose/"),
        ("//elsewhere.example/guides/", "//elsewhere.example/guides/"),
        ("/nowhere/at/all/", "/nowhere/at/all/"),
        ("#sources", "#sources"),
        ("tel:911", "tel:911"),
    ],
)
def test_links_in_a_text_keep_the_language_of_the_page(written, shown_as):
    with override("es"):
        assert for_page(f'<p><a href="{written}">x</a></p>') == f'<p><a href="{shown_as}">x</a></p>'
    with override("en"):
        assert written in for_page(f'<a href="{written}">x</a>')
