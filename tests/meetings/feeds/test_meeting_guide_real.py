import pytest

from tests.meetings.feeds.lists import MEETING_GUIDES, assert_storable, by_key, read, real


@pytest.mark.parametrize("name", MEETING_GUIDES)
def test_every_row_of_real_lists_is_a_record_or_a_problem(name):
    parsed = read("meeting-guide", real(name))
    told = {problem.key for problem in parsed.problems}
    assert parsed.rows == len(parsed.meetings) + len(told - by_key(parsed).keys())
    assert parsed.unreadable_keys == 0
    assert_storable(parsed)


@pytest.mark.parametrize(
    "name, told", [("san-jose-aa", 254), ("northwest-texas-aa", 197), ("edmonton-aa", 77), ("memphis-na", 0)]
)
def test_monthly_words_of_real_lists_are_told(name, told):
    parsed = read("meeting-guide", real(f"meeting-guide-{name}.json"))
    assert len({problem.key for problem in parsed.problems if problem.kind == "needs-a-person"}) == told


def test_the_real_list_of_san_jose_has_its_closed_buildings():
    parsed = read("meeting-guide", real("meeting-guide-san-jose-aa.json"))
    assert sum(record.closed_for_now for record in parsed.meetings) == 129
    attendance = [record.attendance for record in parsed.meetings]
    assert [attendance.count(kind) for kind in ("online", "hybrid")] == [325, 96]
    assert "&amp;" not in str([record.online_url for record in parsed.meetings])


def test_the_real_list_of_memphis():
    parsed = read("meeting-guide", real("meeting-guide-memphis-na.json"))
    assert all(record.duration for record in parsed.meetings)
    states = [record.venue.state for record in parsed.meetings if record.venue]
    assert [states.count(state) for state in ("AR", "MS")] == [8, 3]
