import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from fellowships import version
from meetings.labels import labels
from meetings.language_names import language_name
from tests.world import make_feed, make_fellowship, make_format, make_meeting

pytestmark = pytest.mark.django_db


def queries():
    with CaptureQueriesContext(connection) as captured:
        labels(version.current())
    return len(captured) - 1


def test_words_are_read_once_for_each_version_of_the_data():
    version.bump()
    assert queries() == 3  # formats, programmes, whether this is a demonstration
    assert queries() == 0
    version.bump()
    assert queries() == 3


def test_a_change_is_seen_after_the_version_rose():
    make_fellowship("na")
    version.bump()
    assert labels().by_fellowship_slug["na"].name == "Narcotics Anonymous"
    make_fellowship("na", name="Narcotics Anonymous, renamed")
    version.bump()
    assert labels().by_fellowship_slug["na"].name == "Narcotics Anonymous, renamed"


def test_a_programme_that_is_not_published_has_no_words():
    make_fellowship("na")
    make_fellowship("ha", published=False)
    assert set(labels().by_fellowship_slug) == {"na"}


def test_programmes_stand_in_their_order():
    make_fellowship("wfs"), make_fellowship("ha"), make_fellowship("na")
    assert list(labels().by_fellowship_slug) == ["na", "ha", "wfs"]


def test_programmes_for_family_and_friends_are_told_apart():
    make_fellowship("na"), make_fellowship("nar-anon")
    assert labels().family == {"nar-anon"}
    assert labels().by_fellowship_slug["nar-anon"].for_family
    assert not labels().by_fellowship_slug["na"].for_family


def test_tokens_of_a_search_row_are_read_by_dimension():
    ids = {slug: make_format(slug).pk for slug in ("open", "women", "discussion", "wheelchair")}
    tokens = ",".join([*map(str, ids.values()), "Les", "Lpt-BR", "Sask"])
    assert labels().kinds(tokens) == {
        "openness": ("open",),
        "who": ("women",),
        "format": ("discussion",),
        "access": ("wheelchair",),
        "language": ("es", "pt-BR"),
        "slips": ("ask",),
    }
    known = labels()
    assert known.kinds(tokens) is known.kinds(tokens)


@pytest.mark.parametrize("tokens", ["", "999999", "X1", ",,"])
def test_tokens_nobody_knows_mean_nothing(tokens):
    assert labels().kinds(tokens) == {}


def test_the_site_knows_that_its_meetings_are_invented():
    make_meeting()
    assert not labels().demo
    make_meeting("Invented", feed=make_feed("Demo", kind="demo"))
    assert labels().demo


@pytest.mark.parametrize(
    "tag, name",
    [
        ("es", "Spanish"),
        ("pt-BR", "Brazilian Portuguese"),
        ("en-US", "English"),
        ("ase", "American Sign Language"),
    ],
)
def test_a_language_has_a_name(tag, name):
    with translation.override("en"):
        assert str(language_name(tag)) == name


def test_a_language_nobody_named_stands_by_its_tag():
    assert language_name("xx") == "xx"
