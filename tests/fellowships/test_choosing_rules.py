"""The rows that staff edit, as rules; and the ones we ship."""

import json

import pytest
from django.core.management import call_command

from fellowships import version
from fellowships.choosing import Group, ways
from fellowships.choosing_rules import choosing_rules
from fellowships.loading import LOADERS, load_fellowships, shipped
from fellowships.loading_choosing import load_choosing
from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay, Fellowship
from tests.programmes import make_question, make_reason, make_source, make_way

pytestmark = pytest.mark.django_db

ME, SOMEONE = 1, 2


def rules():
    found = choosing_rules(0)
    slugs = Fellowship.objects.published().values_list("slug", flat=True)
    return found.__class__(found.questions, found.reasons, tuple(slugs), found.together)


def test_rows_become_rules_in_the_order_of_the_questions():
    second = make_question("far", "Near", position=2)
    first = make_question("drug", "This", "That", position=1)
    make_question("hidden", "X", position=3, published=False)
    make_reason(second, 1, "na", text="Far.")
    make_reason(first, 2, "na", "against", "Drug.", source=make_source())
    make_way("na", "ha")
    found = rules()
    assert [question.slug for question in found.questions] == ["drug", "far"]
    assert [option.text for option in found.questions[0].options] == ["This", "That"]
    assert [(one.text, one.source) for one in found.reasons] == [("Drug.", "An invented text"), ("Far.", "")]
    assert [one.programmes for one in found.together] == [("na", "ha")]


def test_the_rules_cost_as_much_with_forty_reasons_as_with_two(django_assert_num_queries):
    question = make_question("drug", *"123456789")
    for number in (1, 2):
        make_reason(question, number, "na")
        make_way("na", "ha", slug=f"one-{number}")
    with django_assert_num_queries(5):
        choosing_rules(0)
    for number in range(1, 10):
        for programme in ("ha", "aa", "smart", "wfs"):
            make_reason(question, number, programme, source=make_source(f"s-{number}"))
    for number in range(10):
        make_way("na", "ha", slug=f"way-{number}", source=make_source())
    with django_assert_num_queries(5):
        choosing_rules(0)


def test_what_we_ship_is_loaded_with_the_programmes():
    assert load_choosing in [load for _name, load in LOADERS]
    call_command("load_fellowships", verbosity=0)
    assert ChoosingQuestion.objects.count() == 8
    assert ChoosingWay.objects.get(slug="na-and-ha").fellowships.count() == 2
    for model in (ChoosingQuestion, ChoosingOption, ChoosingReason, ChoosingWay):
        for row in model.objects.all():
            row.full_clean()


def test_the_second_load_writes_nothing():
    load_fellowships()
    first, before = load_choosing(), version.current()
    again = load_choosing()
    assert (again.created, again.updated, again.left_alone) == (0, 0, [])
    assert again.unchanged == first.created
    assert version.current() == before


def test_what_staff_changed_or_took_away_is_left_alone_and_named():
    load_fellowships()
    load_choosing()
    changed = ChoosingReason.objects.order_by("pk").first()
    changed.text = "In our own words."
    changed.save()
    gone = ChoosingOption.objects.get(question__slug="what", number=5)
    gone.delete()
    result = load_choosing()
    changed.refresh_from_db()
    assert changed.text == "In our own words."
    assert not ChoosingOption.objects.filter(question__slug="what", number=5).exists()
    assert "In our own words." in result.left_alone
    assert (result.created, result.updated) == (0, 0)


def test_every_reason_for_or_against_says_where_it_is_from():
    bare = [
        reason["text"]
        for question in shipped("fellowships/choosing.json")
        for option in question["options"]
        for reason in option["reasons"]
        if reason["speaks"] != "leaves-out" and not reason["source"]
    ]
    assert bare == []


def shipped_groups(*answers):
    found = {group: [] for group in Group}
    for way in ways((*answers, *[0] * (8 - len(answers))), rules()):
        found[way.group].append("+".join(way.programmes))
    return found


@pytest.fixture
def loaded():
    load_fellowships()
    load_choosing()


@pytest.mark.usefixtures("loaded")
def test_for_mostly_opioids_na_ha_and_both_are_worth_a_look_first():
    first = shipped_groups(ME, 1)[Group.FIRST]
    assert first == ["na+ha", "na", "ha"]


@pytest.mark.usefixtures("loaded")
def test_who_takes_a_medicine_is_shown_mara_and_smart_first_and_na_with_a_word():
    found = shipped_groups(ME, 1, 0, 1)
    assert {"mara", "smart"} <= set(found[Group.FIRST])
    assert {"na", "ha", "aa"} <= set(found[Group.WEIGH])
    said = json.dumps([one.text for one in rules().reasons if (one.question, one.number) == ("medicine", 1)])
    assert "Groups vary" in said


@pytest.mark.usefixtures("loaded")
def test_who_asks_for_someone_they_love_is_shown_family_programmes_and_open_meetings():
    found = shipped_groups(SOMEONE, 1)
    assert "nar-anon" in found[Group.FIRST]
    assert "na" in found[Group.WEIGH]
    every = {slug for group in found.values() for slug in group}
    assert not every & {"smart", "mara", "ca", "wfs"}
    family = set(Fellowship.objects.filter(audience="family").values_list("slug", flat=True))
    own = {slug for group in shipped_groups(ME).values() for slug in group}
    assert not own & family


@pytest.mark.usefixtures("loaded")
def test_who_wants_no_spiritual_side_and_an_own_goal_is_shown_smart_first():
    assert "smart" in shipped_groups(ME, 0, 2, 0, 2)[Group.FIRST]


@pytest.mark.usefixtures("loaded")
def test_nobody_is_left_with_nothing():
    for question, asked in enumerate(rules().questions):
        for option in asked.options:
            answers = [0] * 8
            answers[question] = option.number
            assert any(shipped_groups(*answers).values())
