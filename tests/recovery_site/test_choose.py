"""A few questions, and what might suit."""

import re

import pytest

from tests.programmes import make_question, make_reason, make_source, make_way
from tests.site.markup import Page
from tests.site.visiting import visit
from tests.world import make_fellowship, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Two questions; the first speaks for NA and HA, the second asks to weigh HA and leaves Nar-Anon out."""
    for slug in ("na", "ha", "smart", "nar-anon"):
        make_fellowship(slug, whom_it_is_for=f"Whom {slug} is for.")
    drug, far = make_question("drug", "This", "That"), make_question("far", "Near", "Far", position=2)
    make_reason(drug, 1, "na", text="NA is for this.", source=make_source(title="A text of NA"))
    make_reason(drug, 1, "ha", text="HA is for this.")
    make_reason(
        far, 1, "ha", "against", "HA is in few places.", source=make_source("b", title="Another text")
    )
    make_reason(far, 2, "nar-anon", "leaves-out", "Left out.")
    make_way("na", "ha", title="NA and HA, both", source=make_source())
    publish()


def look(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def hrefs(page):
    return [link.attrs["href"] for link in page.all("a") if "main" in link.ancestors]


@pytest.mark.usefixtures("asked")
def test_every_question_can_be_skipped_and_is_at_first(client):
    page = look(client, "/choose/")
    assert [legend.text for legend in page.all("legend")] == ["Which drug?", "Which far?"]
    (form,) = page.all("form")
    assert (form.attrs["action"], form.attrs.get("method", "get")) == ("/choose/", "get")
    radios = [one.attrs for one in page.all("input") if one.attrs["type"] == "radio"]
    assert [one["value"] for one in radios if one["name"] == "q1"] == ["1", "2", "0"]
    assert {one["value"] for one in radios if "checked" in one} == {"0"}
    assert "Skip this" in form.text


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("q1=1&q2=2", "12"),
        ("q1=1", "10"),
        ("q2=0", "00"),
        ("q1=9&q2=x", "00"),
        ("q1=12&q2=1", "11"),
        ("q1=&q2=1", "01"),
        ("q2=%00&a=11", "00"),
    ],
)
def test_answers_lead_on_to_one_short_neutral_value(client, sent, address):
    response = client.get(f"/choose/?{sent}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/choose/?a={address}"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("address", ["/choose/", "/choose/?a=11", "/choose/?q1=1", "/es/choose/?a=11"])
def test_nobody_keeps_the_page_or_finds_it_by_searching(client, address):
    response = client.get(address)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "ETag" not in response.headers
    assert not response.cookies
    if response.status_code == 200:
        page = Page(response.content.decode())
        assert "noindex" in {meta.attrs.get("content") for meta in page.all("meta")}


@pytest.mark.usefixtures("asked")
def test_the_title_tells_nothing_and_the_address_to_share_holds_no_answer(client):
    page = look(client, "/choose/?a=11")
    assert page.one("title").text.startswith("A few questions –")
    main = page.one("main")
    assert re.search(r"Your answers are not in it: \S+/choose/(\s|$)", main.text)
    assert not [href for href in hrefs(page) if "a=" in href]


@pytest.mark.usefixtures("asked")
def test_the_answer_names_several_with_reasons_for_and_against(client):
    text = look(client, "/choose/?a=11").one("main").text
    first, weigh = text.index("Worth a look first"), text.index("Also possible, with something to weigh")
    less = text.index("Says less about what you chose")
    assert first < text.index("NA is for this.") < weigh < text.index("NA and HA, both") < less
    assert weigh < text.index("HA is for this.") < text.index("HA is in few places.") < less
    assert less < text.index("SMART Recovery")


@pytest.mark.usefixtures("asked")
def test_each_reason_leads_to_its_source(client):
    page = look(client, "/choose/?a=11")
    sources = page.all("ol")[-1]
    assert sources.text == "A text of NA Another text"
    marks = [href for href in hrefs(page) if href.startswith("#source-")]
    assert len(marks) == 3  # the way of both has the source of NA
    assert all(page.by_id(mark[1:]) for mark in marks)


@pytest.mark.usefixtures("asked")
def test_it_leads_to_profiles_to_the_finder_and_to_at_most_four_side_by_side(client):
    found = hrefs(look(client, "/choose/?a=11"))
    assert {"/fellowships/na/", "/fellowships/ha/", "/compare/na/ha/", "/meetings/"} <= set(found)
    assert {"/meetings/?fellowship=na", "/meetings/?fellowship=na&fellowship=ha"} <= set(found)


@pytest.mark.usefixtures("asked")
def test_what_is_not_meant_for_an_answer_is_left_out(client):
    assert "Nar-Anon" not in look(client, "/choose/?a=12").one("main").text
    assert "Nar-Anon" in look(client, "/choose/?a=11").one("main").text


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("address", ["/choose/", "/choose/?a=11", "/choose/?a=", "/choose/?a=00"])
def test_it_always_says_that_one_need_not_decide_and_that_no_group_is_a_reason_to_stop_a_medicine(
    client, address
):
    page = look(client, address)
    assert "You can try any of them. You need not decide today." in page.one("main").text
    assert "No group is a reason to stop it." in page.one("main").text
    assert page.by_id("help-now") is not None


@pytest.mark.usefixtures("asked")
def test_a_score_or_a_diagnosis_is_nowhere(client):
    text = look(client, "/choose/?a=11").one("main").text
    assert "It is not a score and not a diagnosis." in text
    assert not re.search(r"\d+ ?%|\d+ (?:out )?of \d+|best (?:match|fit)|points", text)


@pytest.mark.usefixtures("asked")
def test_whoever_skips_everything_sees_all_programmes(client):
    page = look(client, "/choose/?a=00")
    text = page.one("main").text
    assert "You skipped every question." in text
    assert all(name in text for name in ("Narcotics Anonymous", "SMART Recovery", "Nar-Anon Family Groups"))


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("value", ["99", "", "1" * 5000, "%00", "%F0%9F%98%80", "-1", "%3Cscript%3E"])
def test_wrong_values_are_read_as_skipped(client, value):
    page = look(client, f"/choose/?a={value}")
    assert "What might suit" in page.one("h1").text
    assert [one.attrs.get("src") for one in page.all("script")] == ["/static/js/site.js"]


@pytest.mark.usefixtures("asked")
def test_the_answers_can_be_changed(client):
    radios = look(client, "/choose/?a=20").all("input")
    checked = {(one.attrs["name"], one.attrs["value"]) for one in radios if "checked" in one.attrs}
    assert checked == {("q1", "2"), ("q2", "0")}


def test_without_any_question_the_page_still_stands(client):
    make_fellowship("na")
    publish()
    assert "All" in look(client, "/choose/?a=11").one("main").text
    assert client.get("/choose/").status_code == 200


def test_a_second_question_costs_no_more_and_the_rules_are_read_once(django_assert_max_num_queries, client):
    drug = make_question("drug", *"123456789")
    make_reason(drug, 1, "na")
    make_way("na", "ha")
    publish()
    visit("/")
    assert len(visit("/choose/?a=1").queries) <= 6
    for number in range(2, 10):
        for programme in ("ha", "aa", "smart", "wfs", "nar-anon"):
            make_reason(drug, number, programme, source=make_source(f"s-{number}"))
    publish()
    visit("/")
    assert len(visit("/choose/?a=2").queries) <= 6
    with django_assert_max_num_queries(1):
        client.get("/choose/?a=3")
