"""The formats of a BMLT mount: permanent numbers, keys that no two share, what is no format said by one."""

import pytest

from meetings.exports.bmlt_codes import Said, codebook
from meetings.exports.bmlt_mount import OTHERS, Mount
from meetings.labels import labels
from meetings.models import Format, Meeting, ServiceBody
from tests.world import make_fellowship, make_meeting, make_service_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(shipped_rows):
    return shipped_rows


def book(slug="na"):
    return codebook(make_fellowship(slug).pk, 0)


def token(slug):
    return str(Format.objects.get(slug=slug).pk)


def said(tokens="", attendance="in-person", closed=False, weeks=0):
    return Said(tokens, attendance, closed, weeks)


@pytest.mark.parametrize("slug", ["na", "aa"])
def test_no_two_formats_share_a_number_or_a_key(shipped, slug):
    codes = book(slug).stock
    assert len({code.id for code in codes}) == len(codes)
    assert len({code.key for code in codes}) == len(codes)
    assert all(0 < code.id < 2**31 and 0 < len(code.key) <= 10 for code in codes)


def test_formats_every_server_has_keep_their_number_and_key(shipped):
    codes = {code.key: code.id for code in book().stock}
    assert (codes["B"], codes["C"], codes["O"], codes["So"], codes["WC"]) == (1, 4, 17, 26, 33)
    assert (codes["VM"], codes["TC"], codes["HY"], codes["ES"], codes["GP"]) == (54, 55, 56, 9, 52)


def test_a_format_only_we_have_keeps_one_number_for_good(shipped):
    ours = Format.objects.get(slug="big-book")
    assert book("aa").code(str(ours.pk)).id == book("na").code(str(ours.pk)).id == 1000 + ours.pk


def test_open_or_closed_stands_first_and_numbers_ascend(shipped):
    tokens = ",".join([token("discussion"), token("beginners"), token("open")])
    assert book().words(said(tokens)) == ("O,B,D", "1,8,17")


@pytest.mark.parametrize(
    ("meeting", "keys"),
    [
        (said(attendance="online"), "VM"),
        (said(attendance="phone"), "VM"),
        (said(attendance="hybrid"), "HY"),
        (said(attendance="online", closed=True), "VM,TC"),
        (said(closed=True), "TC"),
        (said(weeks=0b100001), "Week-1,Week-last"),
        (said("Syes"), "Slips-yes"),
        (said("Les"), "ES"),
        (said("Lfr"), "FR"),
        (said("99999,,Sperhaps"), ""),
    ],
)
def test_what_is_no_format_is_said_by_one(shipped, meeting, keys):
    assert book().words(meeting)[0] == keys


def test_every_language_has_a_number_of_its_own(shipped):
    tags = ["fr", "pt", "pt-BR", "zh", "zh-Hans", "zh-Hant-TW", "ase", "haw"]
    numbers = {book().code(f"L{tag}").id for tag in tags}
    assert len(numbers) == len(tags) - 1  # one of more than six letters counts as its language
    assert all(number < 2**31 for number in numbers)


@pytest.fixture
def mount(db):
    na = make_fellowship("na")
    return Mount(labels(0).fellowships[na.pk], 0, 1_795_000_000)


def test_every_meeting_has_a_service_body_that_is_shown(mount):
    area = make_service_body("Invented Area")
    make_meeting("With", service_body=area, republish=True)
    make_meeting("Without", republish=True)
    for meeting in Meeting.objects.all():
        assert mount.body_of(meeting.service_body_id).id in mount.bodies
    assert {body.id for body in mount.bodies.values()} == {area.pk, OTHERS + mount.fellowship.pk}


def test_only_bodies_of_meetings_that_are_passed_on_are_shown_with_all_above_them(mount):
    region = make_service_body("Invented Region")
    area = make_service_body("Invented Area", parent=region)
    make_service_body("Another Area", parent=region)
    make_meeting("Lamp", service_body=area, republish=True)
    make_meeting("Not passed on", service_body=make_service_body("Third"), republish=False)
    assert {body.name: body.parent for body in mount.bodies.values()} == {
        "Invented Region": 0,
        "Invented Area": region.pk,
    }
    assert mount.below({region.pk}) == {region.pk, area.pk}


def test_a_circle_of_bodies_has_a_top(mount):
    first = make_service_body("First")
    second = make_service_body("Second", parent=first)
    ServiceBody.writing.filter(pk=first.pk).update(parent=second)
    make_meeting("Lamp", service_body=second, republish=True)
    assert {body.id: body.parent for body in mount.bodies.values()} == {first.pk: 0, second.pk: first.pk}
    assert mount.below({first.pk}) == {first.pk, second.pk}
