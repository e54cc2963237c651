"""Pages of guides, questions and words."""

import pytest
from django.core.cache import cache
from django.test import Client

from articles.models import Vote
from fellowships import visitor_forms
from tests.texts import make_guide, make_question, make_source, make_term
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db
PATH = "/guides/first-meeting/"
VOTE = f"{PATH}helpful/"


def get(path):
    """What a visitor gets after every cache forgot: here data changes without a new version."""
    cache.clear()
    return Client().get(path)


def text_of(path):
    return get(path).content.decode()


def vote(answer="yes", headers=None, **changes):
    fields = {"helpful": answer, "token": visitor_forms.token("guide:first-meeting", 1), **changes}
    return Client().post(VOTE, fields, headers=headers or {})


def test_a_guide_says_how_long_it_takes_what_matters_and_where_it_is_from():
    guide = make_guide(markdown="## Chairs\n\nA room with chairs.[^invented-source]\n")
    guide.fellowships.add(make_fellowship("na"))
    guide.related.add(make_guide("next-one"))
    make_question(guide=guide)
    page = text_of(PATH)
    for words in (
        "1 minute to read",
        "You may just listen.",
        '<a href="#chairs">Chairs</a>',
        '<li id="source-invented-source">An invented source invented-source, Nobody, May 2024',
        '<a href="/fellowships/na/">Narcotics Anonymous</a>',
        '<a href="/guides/next-one/">An invented guide next-one</a>',
        '<a href="/faq/must-i-speak/">',
        "Not yet reviewed by a clinician.",
        "Written on 22 November 2026.",
        "This is not medical advice.",
        "http://testserver/guides/first-meeting/",
    ):
        assert words in page.replace("http://127.0.0.1:8000", "http://testserver"), words


def test_a_review_is_named_only_when_a_role_made_it():
    guide = make_guide(reviewed_by="a nurse", reviewed_on="2026-11-01")
    assert "Reviewed by a nurse on 1 November 2026." in text_of(PATH)
    guide.reviewed_by = ""
    guide.save()
    assert "Not yet reviewed by a clinician." in text_of(PATH)


def test_changes_are_told_by_day_and_reason_and_never_by_person(django_user_model):
    guide = make_guide()
    guide._change_reason = "The cost was put right"
    guide._history_user = django_user_model.objects.create(username="somebody-by-name")
    guide.save()
    page = text_of(PATH)
    assert "The cost was put right" in page
    assert "somebody-by-name" not in page


def test_drafts_are_shown_to_nobody():
    guide = make_guide(status="draft")
    make_question(status="draft", guide=guide)
    assert get(PATH).status_code == 404
    assert get("/faq/must-i-speak/").status_code == 404
    assert guide.title not in text_of("/guides/")
    assert text_of("/faq/").count("Must I speak") == 0


def test_guides_stand_under_their_sections_in_order():
    make_guide("b", title="Second", position=2)
    make_guide("a", title="First", position=1)
    make_guide("c", title="Warning signs", section="safety")
    page = text_of("/guides/")
    order = [
        page.index(words) for words in ("Before you go", "First", "Second", "Staying safe", "Warning signs")
    ]
    assert order == sorted(order)


def test_a_question_in_other_words_shows_the_answer_it_shares():
    main = make_question()
    make_question("do-i-talk", question="Do I have to talk?", same_as=main, markdown="x {.advice}")
    page = text_of("/faq/do-i-talk/")
    assert "Do I have to talk?" in page
    assert "You may listen." in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/faq/must-i-speak/"' in page


def test_a_word_says_whose_it_is_and_where_its_meaning_is_from():
    make_term(whose="NA", source=make_source())
    page = text_of("/glossary/")
    assert '<dt id="sponsor">sponsor</dt>' in page
    assert "A word of NA." in page
    assert "An invented source" in page


def test_what_a_writer_typed_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    guide = make_guide(title=evil, summary=evil, key_points=[evil], markdown=f"{evil}\n\n## {evil}\n")
    make_question(question=evil, guide=guide)
    make_term(word=evil, meaning=evil)
    for path in (PATH, "/guides/", "/faq/", "/faq/must-i-speak/", "/glossary/"):
        assert evil not in text_of(path), path


def test_pressing_yes_or_no_is_counted_and_nothing_else_is_kept():
    make_guide()
    for answer in ("yes", "yes", "no"):
        response = vote(answer)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-store"
    counted = Vote.objects.get()
    assert (counted.helpful, counted.not_helpful) == (2, 1)
    assert not response.cookies


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "perhaps"},
        {"token": ""},
        {"token": "forged:1:2"},
        {"token": visitor_forms.SALT},
        {"website": "https://spam.example"},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
        {"headers": {"Origin": "https://elsewhere.example"}},
        {"headers": {"Origin": "null"}},
    ],
)
def test_what_a_machine_or_another_site_sends_is_not_counted(wrong):
    make_guide()
    response = vote(**wrong)
    assert response.status_code == 400
    assert "Please press once more" in response.content.decode()
    assert not Vote.objects.exists()


def test_a_token_of_another_guide_does_not_count():
    make_guide()
    assert vote(token=visitor_forms.token("guide:other", 1)).status_code == 400


def test_a_network_that_presses_all_day_is_thanked_and_no_longer_counted():
    make_guide()
    for _number in range(25):
        assert vote().status_code == 200
    assert Vote.objects.get().helpful == 20


def test_the_address_of_the_buttons_leads_back_to_the_guide():
    make_guide()
    assert get(VOTE).headers["Location"] == PATH
    assert Client().post("/guides/nothing/helpful/").status_code == 404
