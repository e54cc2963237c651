"""Staff write guides and words: what has no source is refused with the way to mend it."""

import pytest

from articles.models import Guide
from fellowships import version
from tests.texts import make_guide, make_source, make_term

pytestmark = pytest.mark.django_db


def post_guide(admin_client, **changes):
    fields = {
        "language": "en",
        "slug": "new-one",
        "title": "A new guide",
        "summary": "What it tells.",
        "section": "start",
        "markdown": "Said.[^invented-source]",
        "key_points": "[]",
        "position": "5",
        "highest_grade": "8",
        "written": "2026-11-22",
        "status": "published",
        **changes,
    }
    return admin_client.post("/admin/articles/guide/add/", fields)


def test_a_guide_is_published_at_once_with_its_sources_and_its_history(admin_client, admin_user):
    make_source()
    before = version.current()
    assert post_guide(admin_client).status_code == 302
    guide = Guide.objects.get(slug="new-one")
    assert '<a href="#source-invented-source">' in guide.html
    assert [source.slug for source in guide.sources.all()] == ["invented-source"]
    assert guide.history.get().history_user == admin_user
    assert version.current() > before
    assert admin_client.get("/guides/new-one/").status_code == 200


def test_a_statement_without_a_source_is_named_and_not_published(admin_client):
    page = post_guide(admin_client, markdown="Said by nobody.").content.decode()
    assert "Said by nobody." in page
    assert "end it with {.advice}" in page
    assert not Guide.objects.exists()
    assert post_guide(admin_client, markdown="Said by nobody.", status="draft").status_code == 302


def test_a_source_that_is_not_there_is_named(admin_client):
    page = post_guide(admin_client, markdown="Said.[^nowhere]").content.decode()
    assert "There is no source named nowhere." in page
    assert not Guide.objects.exists()


def test_a_word_explained_anew_reaches_the_texts(admin_client):
    guide = make_guide(markdown="A room with chairs. {.advice}\n")
    fields = {"language": "en", "slug": "chairs", "word": "chairs", "forms": "[]", "meaning": "To sit on.",
              "published": "on"}  # fmt: skip
    assert admin_client.post("/admin/articles/term/add/", fields).status_code == 302
    guide.refresh_from_db()
    assert "terms chairs" in guide.html


def test_lists_cost_the_same_with_two_texts_and_with_forty(admin_client, django_assert_max_num_queries):
    for number in range(40):
        make_guide(f"guide-{number}")
        make_term(f"word-{number}", word=f"word {number}")
    for name in ("guide", "question", "term"):
        with django_assert_max_num_queries(9):  # session, user, counts, rows, languages and dates of filters
            assert admin_client.get(f"/admin/articles/{name}/").status_code == 200


def test_every_page_of_the_admin_opens(admin_client):
    guide = make_guide()
    for path in (
        "guide/add/",
        f"guide/{guide.pk}/change/",
        f"guide/{guide.pk}/history/",
        "question/add/",
        "term/add/",
    ):
        assert admin_client.get(f"/admin/articles/{path}").status_code == 200, path
