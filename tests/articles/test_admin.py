"""Staff write guides and words: what has no source is refused with the way to mend it."""

import pytest
from django.test import Client

from articles.models import Guide, Term
from fellowships import version
from tests.people import staff_client
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
        "key_points": "",
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
    fields = {"language": "en", "slug": "chairs", "word": "chairs", "forms": "", "meaning": "To sit on.",
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


def test_key_points_are_written_one_a_line(admin_client):
    make_source()
    post_guide(admin_client, key_points=" You may listen.\r\n\r\nIt is free. ")
    guide = Guide.objects.get()
    assert guide.key_points == ["You may listen.", "It is free."]
    page = admin_client.get(f"/admin/articles/guide/{guide.pk}/change/").content.decode()
    assert "You may listen.\nIt is free." in page


def test_an_editor_writes_drafts_and_cannot_publish_by_form_or_by_request():
    make_source()
    client = staff_client("editor")
    page = client.get("/admin/articles/guide/add/").content.decode()
    assert 'value="draft"' in page
    assert 'value="published"' not in page
    assert "published is not one of" in post_guide(client).content.decode()
    more = {"status": "draft", "reviewed_by": "a nurse", "reviewed_on": "2026-11-01"}
    assert post_guide(client, **more).status_code == 302
    guide = Guide.objects.get()
    assert (guide.status, guide.reviewed_by, guide.reviewed_on) == ("draft", "", None)


def test_a_published_text_is_for_an_editor_only_to_look_at():
    guide, term = make_guide(), make_term()
    client = staff_client("editor")
    for row in (guide, term):
        path = f"/admin/articles/{row._meta.model_name}/{row.pk}/change/"
        page = client.get(path).content.decode()
        assert 'name="_save"' not in page
        assert client.post(path, {"title": "Taken over", "word": "Taken over"}).status_code == 403


def test_an_editor_does_not_publish_by_bringing_back_a_version():
    guide = make_guide()
    guide.status = "draft"
    guide.save()
    client, oldest = staff_client("editor"), guide.history.last().history_id
    path = f"/admin/articles/guide/{guide.pk}/history/{oldest}/"
    sent = {"newest": guide.history.first().history_id}
    assert client.post(path, sent).status_code == 403
    assert staff_client("guide-reviewer").post(path, sent).status_code == 302
    guide.refresh_from_db()
    assert guide.status == "published"


def test_an_explained_word_of_an_editor_waits_to_be_published():
    fields = {"language": "en", "slug": "chairs", "word": "chairs", "forms": "", "meaning": "To sit on.",
              "published": "on"}  # fmt: skip
    assert staff_client("editor").post("/admin/articles/term/add/", fields).status_code == 302
    assert not Term.objects.get().published


def test_a_reviewer_says_who_reviewed_it_and_publishes():
    guide = make_guide(status="draft")
    client = staff_client("guide-reviewer")
    path = f"/admin/articles/guide/{guide.pk}/change/"
    form = client.get(path).context["adminform"].form
    fields = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    refused = client.post(path, {**fields, "reviewed_by": "a nurse"}).content.decode()
    assert "Say both" in refused
    fields |= {"reviewed_by": "a nurse", "reviewed_on": "2026-11-01", "status": "published"}
    assert client.post(path, fields).status_code == 302
    assert "Reviewed by a nurse on" in client.get("/guides/first-meeting/").content.decode()
    assert client.get("/admin/articles/guide/add/").status_code == 403


def test_a_draft_is_previewed_as_visitors_will_see_it_by_staff_only():
    guide = make_guide(status="draft")
    path = f"/admin/articles/guide/{guide.pk}/preview/"
    answer = staff_client("editor").get(path)
    page = answer.content.decode()
    assert "visitors do not see this page until it is published" in page
    assert "A room with chairs." in page
    assert "Was this page helpful?" not in page
    assert "sha256" in answer.headers["Content-Security-Policy"]
    assert staff_client("volunteer").get(path).status_code == 403
    assert Client().get(path).status_code == 302
    assert Client().get("/guides/first-meeting/").status_code == 404
