"""`/feeds/meeting-guide/<fellowship>.json` and `all.json`, with the finder's questions."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from fellowships.caching import public_feed
from meetings.exports.licences import licence_link
from meetings.exports.meeting_guide import meeting_guide, weekly
from meetings.exports.stream import answer
from meetings.views.feeds.asking import Question, question_of, refused, refusing

ALL: Final = "all"


@public_feed()
@refusing
def meeting_guide_feed(request: HttpRequest, fellowship: str) -> HttpResponseBase:
    """A bare array, `[]` when there is nothing, though TSML UI then says that it cannot read the data."""
    question = question_of(request)
    known = question.labels
    if fellowship == ALL:
        return _answer(_of_all(question), None)
    whose = known.by_fellowship_slug.get(fellowship)
    if whose is None:
        return refused(_("There is no program of that name here."), 404)
    of_it = question._replace(asked=question.asked.only(fellowship=(fellowship,)))
    return _answer(of_it, whose.pk)


def _of_all(question: Question) -> Question:
    """Naming every program, so that a search does not leave out those for family and friends."""
    chosen = question.asked.fellowship or tuple(sorted(question.labels.by_fellowship_slug))
    return question._replace(asked=question.asked.only(fellowship=chosen))


def _answer(question: Question, fellowship: int | None) -> HttpResponseBase:
    asked, known, moment = question
    found = weekly(asked, moment, known)
    headers = {
        **question.headers,
        "Link": licence_link(known.version, fellowship),
        "X-Meetings": str(len(found.ids)),
        "X-By-Appointment": str(found.by_appointment),
        "X-Monthly-Left-Out": str(found.monthly),
    }
    return answer(meeting_guide(found.ids, moment, known), "application/json", headers)
