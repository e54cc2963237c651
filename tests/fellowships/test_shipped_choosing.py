"""The questions and reasons we ship: loaded once, never over a person's edit, and kind to whoever asks."""

import json

import pytest

from fellowships import version
from fellowships.choosing import Group, ways
from fellowships.loading import LOADERS, shipped
from fellowships.loading_choosing import load_choosing
from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay, Fellowship
from tests.fellowships.test_choosing_rules import rules

pytestmark = pytest.mark.django_db
ME, SOMEONE = 1, 2


@pytest.mark.usefixtures("shipped_rows")
def test_what_we_ship_is_loaded_with_the_programmes():
    assert load_choosing in [load for _name, load in LOADERS]
    assert ChoosingQuestion.objects.count() == 8
    assert ChoosingWay.objects.get(slug="na-and-ha").fellowships.count() == 2
    for model in (ChoosingQuestion, ChoosingOption, ChoosingReason, ChoosingWay):
        for row in model.objects.all():
            row.full_clean()


@pytest.mark.usefixtures("shipped_rows")
def test_the_second_load_writes_nothing():
    before = version.current()
    again = load_choosing()
    assert (again.created, again.updated, again.left_alone) == (0, 0, [])
    assert again.unchanged > 100
    assert version.current() == before


@pytest.mark.usefixtures("shipped_rows")
def test_what_staff_changed_or_took_away_is_left_alone_and_named():
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


@pytest.mark.usefixtures("shipped_rows")
def test_for_mostly_opioids_na_ha_and_both_are_worth_a_look_first():
    first = shipped_groups(ME, 1)[Group.FIRST]
    assert first == ["na+ha", "na", "ha"]


@pytest.mark.usefixtures("shipped_rows")
def test_who_takes_a_medicine_is_shown_mara_and_smart_first_and_na_with_a_word():
    found = shipped_groups(ME, 1, 0, 1)
    assert {"mara", "smart"} <= set(found[Group.FIRST])
    assert {"na", "ha", "aa"} <= set(found[Group.WEIGH])
    said = json.dumps([one.text for one in rules().reasons if (one.question, one.number) == ("medicine", 1)])
    assert "Groups vary" in said


@pytest.mark.usefixtures("shipped_rows")
def test_who_asks_for_someone_they_love_is_shown_family_programmes_and_open_meetings():
    found = shipped_groups(SOMEONE, 1)
    assert "nar-anon" in found[Group.FIRST]
    assert "na" in found[Group.WEIGH]
    every = {slug for group in found.values() for slug in group}
    assert not every & {"smart", "mara", "ca", "wfs"}
    family = set(Fellowship.objects.filter(audience="family").values_list("slug", flat=True))
    own = {slug for group in shipped_groups(ME).values() for slug in group}
    assert not own & family


@pytest.mark.usefixtures("shipped_rows")
def test_who_wants_no_spiritual_side_and_an_own_goal_is_shown_smart_first():
    assert "smart" in shipped_groups(ME, 0, 2, 0, 2)[Group.FIRST]


@pytest.mark.usefixtures("shipped_rows")
def test_nobody_is_left_with_nothing():
    for question, asked in enumerate(rules().questions):
        for option in asked.options:
            answers = [0] * 8
            answers[question] = option.number
            assert any(shipped_groups(*answers).values())
