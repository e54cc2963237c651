import pytest

from fellowships.models import Fellowship, HelpLine
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db


def slugs(rows):
    return {row.slug for row in rows}


def test_published_programmes_are_those_visitors_see():
    make_fellowship("na")
    make_fellowship("ha", published=False)
    assert slugs(Fellowship.objects.published()) == {"na"}


def test_national_lines_are_published_ones_marked_so():
    for slug, changes in {
        "national": {"national": True},
        "local": {},
        "withdrawn": {"national": True, "published": False},
    }.items():
        HelpLine.objects.create(slug=slug, name=slug, number="1", **changes)
    assert slugs(HelpLine.objects.published()) == {"national", "local"}
    assert slugs(HelpLine.objects.national()) == {"national"}


def test_a_plain_update_says_what_to_do_instead():
    with pytest.raises(TypeError, match=r"save\(\)"):
        Fellowship.objects.update(name="Other")


def test_a_writer_that_keeps_history_itself_may_update():
    make_fellowship("na")
    assert Fellowship.writing.filter(slug="na").update(name="Other") == 1
