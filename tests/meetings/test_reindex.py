import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import reindex as module
from meetings.exceptions import Closed, Exceptions
from meetings.models import NOWHERE_CELL, ONLINE_CELL, Cancellation, Meeting, SearchRow, SearchWord
from meetings.reindex import check, reindex, reindex_all, reindex_ended
from tests.oracles import rows as oracle
from tests.world import make_fellowship, make_format, make_group, make_meeting, make_venue, publish

pytestmark = pytest.mark.django_db
Status = SearchRow.Status
LONG_AGO = dt.date(2020, 1, 1)


def words(meeting):
    return set(SearchWord.objects.filter(meeting=meeting).values_list("word", flat=True))


def row(meeting):
    return SearchRow.objects.get(pk=meeting.pk)


def columns(meeting):
    found = row(meeting)
    return {name: getattr(found, name) for name in oracle.row_of(meeting)}


def queries_of(action, *args):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        action(*args)
    return len(captured)


def test_every_row_and_word_of_the_world_is_what_its_meeting_says(world):
    meetings = list(Meeting.objects.all())
    assert {one.pk: columns(one) for one in meetings} == {one.pk: oracle.row_of(one) for one in meetings}
    assert {one.pk: words(one) for one in meetings} == {one.pk: oracle.words_of(one) for one in meetings}
    assert check() == []


def test_languages_slips_and_formats_become_tokens():
    meeting = make_meeting(formats=["open", "wheelchair"], languages=["es", "pt-BR"], slips="yes")
    formats = ",".join(str(pk) for pk in sorted(meeting.formats.values_list("pk", flat=True)))
    assert row(meeting).format_set == f"{formats},Les,Lpt-BR,Syes,Px"


def test_too_many_tokens_are_cut_between_two_of_them():
    languages = [f"x-{number:05}" for number in range(60)]
    found = row(make_meeting(languages=languages)).format_set
    assert len(found) <= module.TOKENS_LENGTH
    assert found.split(",") == [f"L{language}" for language in languages][: len(found.split(","))]


def test_online_meetings_stand_in_no_place_even_with_coordinates():
    online = make_meeting(attendance="online", venue=make_venue())
    assert (row(online).cell, row(online).latitude) == (ONLINE_CELL, None)
    nowhere = make_meeting(venue=make_venue(latitude=None, longitude=None))
    assert row(nowhere).cell == NOWHERE_CELL
    assert row(make_meeting(venue=None)).cell == NOWHERE_CELL


def test_a_hidden_address_gives_away_neither_street_nor_building_nor_house(world):
    found = row(world.hidden)
    card = oracle.card_of(found)
    venue = world.hidden.venue
    assert card["hidden"]
    assert card["approximate"]
    assert card["town"] == "Memphis, TN"
    assert "venue" not in card
    assert "street" not in card
    for secret in ("secret", "lane", "quiet", "house", "38103", str(venue.latitude), str(venue.longitude)):
        assert secret not in f"{found.card} {found.format_set} {found.exceptions}".lower()
        assert secret not in words(world.hidden)
    assert (found.latitude, found.longitude) == (35.1, -90.0)


def test_hiding_an_address_takes_its_words_away():
    meeting = make_meeting(venue=make_venue(name="Quiet House"))
    assert {"quiet", "house"} <= words(meeting)
    meeting.venue.address_hidden = True
    meeting.venue.save()
    reindex([meeting.pk])
    assert words(meeting) == {"lamp", "group", "memphis", "tn"}


@pytest.mark.parametrize("status", ["draft", "unlisted"])
def test_what_is_not_listed_is_hidden_and_has_no_words(status):
    meeting = make_meeting(status=status)
    assert row(meeting).status == Status.HIDDEN
    assert words(meeting) == set()


def test_a_merged_meeting_is_hidden():
    kept, gone = make_meeting("Kept"), make_meeting("Gone")
    gone.merged_into = kept
    gone.save()
    publish(gone)
    assert (row(kept).status, row(gone).status) == (Status.LISTED, Status.HIDDEN)


def test_meetings_of_a_programme_that_is_not_published_are_hidden():
    hidden = make_meeting(fellowship=make_fellowship("ha", published=False))
    assert row(hidden).status == Status.HIDDEN
    assert list(SearchRow.objects.listed()) == []
    assert list(Meeting.objects.listed()) == []


def test_a_meeting_that_is_unlisted_loses_its_words():
    meeting = make_meeting()
    assert words(meeting)
    meeting.status = Meeting.Status.UNLISTED
    meeting.save()
    reindex([meeting.pk])
    assert words(meeting) == set()


def test_closures_cancelled_dates_and_holidays_mark_a_row():
    usual, closed, cancelled, in_closed_venue = (make_meeting() for _number in range(4))
    holiday = make_meeting(formats=["closed-on-holidays"])
    for_now = make_meeting(closed_for_now=True)
    closed.closures.create(first_day=dt.date(2026, 1, 1))
    Cancellation.objects.create(meeting=cancelled, date=dt.date(2099, 1, 1))
    in_closed_venue.venue.closures.create(first_day=dt.date(2026, 1, 1), last_day=dt.date(2099, 1, 1))
    publish(*Meeting.objects.all())
    marked = set(SearchRow.objects.filter(status=Status.LISTED_WITH_EXCEPTIONS).values_list("pk", flat=True))
    assert marked == {one.pk for one in (closed, cancelled, in_closed_venue, holiday, for_now)}
    assert row(usual).exceptions == ""


def test_marked_rows_know_their_exceptions():
    meeting = make_meeting()
    meeting.closures.create(first_day=dt.date(2026, 1, 1), last_day=dt.date(2099, 1, 1), reason="Repairs")
    reindex([meeting.pk])
    rows = SearchRow.objects.listed().narrow()
    (found,) = SearchRow.objects.exceptions(rows).values()
    span = Closed(dt.date(2026, 1, 1), dt.date(2099, 1, 1), "Repairs")
    assert found == Exceptions(meeting_closed=(span,), country="US", state="TN")


def test_where_no_row_is_marked_no_query_asks_for_exceptions():
    make_meeting()
    rows = SearchRow.objects.listed().narrow()
    assert queries_of(SearchRow.objects.exceptions, rows) == 0


def test_a_closure_that_has_ended_unmarks_the_row():
    meeting = make_meeting()
    closure = meeting.closures.create(first_day=LONG_AGO)
    reindex([meeting.pk])
    closure.last_day = LONG_AGO
    closure.save()
    assert reindex_ended() == 1
    assert row(meeting).status == Status.LISTED
    assert reindex_ended() == 0


def test_reindexing_again_changes_nothing(world):
    def everything():
        return list(SearchRow.objects.order_by("pk").values()), list(
            SearchWord.objects.order_by("pk").values()
        )

    before = everything()
    assert reindex_all() == len(before[0])
    assert everything() == before


def test_the_same_meeting_twice_is_reindexed_once():
    meeting = make_meeting()
    SearchWord.objects.all().delete()
    assert reindex([meeting.pk, meeting.pk]) == 1
    assert words(meeting) == {"lamp", "group", "invented", "hall", "memphis", "tn"}


def test_what_is_not_there_is_passed_over():
    assert reindex([]) == reindex([987_654]) == 0


def test_two_meetings_cost_as_many_queries_as_forty():
    ids = [make_meeting(f"Group {number}", group=make_group(f"G {number}")).pk for number in range(40)]
    SearchRow.objects.all().delete()
    SearchWord.objects.all().delete()
    few, many = queries_of(reindex, ids[:2]), queries_of(reindex, ids[2:])
    assert few == many <= 10
    # The same again: nothing to write but the rows.
    assert queries_of(reindex, ids[:2]) == queries_of(reindex, ids) < few


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: SearchRow.objects.filter(pk=one.pk).update(start=1),
        lambda one: SearchRow.objects.filter(pk=one.pk).update(card="{}"),
        lambda one: SearchRow.objects.filter(pk=one.pk).update(exceptions="{}"),
        lambda one: SearchRow.objects.filter(pk=one.pk).delete(),
        lambda one: SearchWord.objects.filter(meeting=one).first().delete(),
        lambda one: SearchWord.objects.create(word="stray", meeting=one),
        lambda one: one.formats.add(make_format("speaker")),
        lambda one: Meeting.writing.filter(pk=one.pk).update(status="unlisted"),
        lambda one: one.closures.create(first_day=LONG_AGO),
    ],
    ids="start card exceptions no-row no-word stray-word format unlisted closure".split(),
)
def test_check_finds_what_does_not_agree_and_reindexing_mends_it(spoil):
    spoilt, sound = make_meeting("One"), make_meeting("Two")
    spoil(spoilt)
    assert check() == [spoilt.pk]
    reindex([spoilt.pk])
    assert check() == []
    assert row(sound).status == Status.LISTED


def test_dates_stand_in_one_order_so_that_every_process_writes_the_same():
    dates = [dt.date(2026, 1, 1) + dt.timedelta(days=number * 37) for number in range(30)]
    text = Exceptions(cancelled=frozenset(dates)).as_text()
    assert [text.index(str(date)) for date in dates] == sorted(text.index(str(date)) for date in dates)
