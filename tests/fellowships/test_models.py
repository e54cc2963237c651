import pytest

from fellowships.models import DataVersion, Fellowship, HelpLine
from tests.meetings.models.refusing import refused
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db


def test_a_help_line_has_a_number_to_call_or_to_text():
    HelpLine.objects.create(slug="call", name="Call", number="555 0100")
    HelpLine.objects.create(slug="text", name="Text", text_number="555 01")
    with refused("help_line_has_a_number"):
        HelpLine.objects.create(slug="none", name="None")


@pytest.mark.parametrize("model", [Fellowship, HelpLine], ids=lambda model: model.__name__)
def test_a_slug_is_taken_once(model):
    values = {Fellowship: {"approach": "other", "audience": "own-use"}, HelpLine: {"number": "1"}}[model]
    model.objects.create(slug="na", name="One", **values)
    with refused("slug"):
        model.objects.create(slug="na", name="Other", **values)


def test_until_a_person_called_a_line_it_counts_as_unchecked():
    assert HelpLine.objects.create(slug="call", name="Call", number="555 0100").last_checked is None


def test_only_programmes_for_family_and_friends_are_for_family():
    audiences = {one: Fellowship(audience=one).for_family for one in Fellowship.Audience.values}
    assert audiences == {"own-use": False, "family": True, "women": False}


def test_programmes_stand_in_their_order_then_by_name():
    make_fellowship("smart", position=2)
    make_fellowship("na", position=1)
    make_fellowship("aa", position=2)
    assert [one.slug for one in Fellowship.objects.all()] == ["na", "aa", "smart"]


def test_they_are_called_by_their_names():
    assert str(Fellowship(name="Narcotics Anonymous")) == "Narcotics Anonymous"
    assert str(HelpLine(name="A line")) == "A line"
    assert str(DataVersion(number=7)) == "7"
