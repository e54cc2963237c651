"""`/feeds/meetings.csv`: the finder's question, answered as a table."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from fellowships.caching import public_feed
from meetings.exports.csv_file import csv_file
from meetings.exports.finder_ids import ids_asked
from meetings.exports.licences import licence_link
from meetings.exports.stream import answer
from meetings.views.feeds.asking import question_of, refusing


@public_feed()
@refusing
def meetings_csv(request: HttpRequest) -> HttpResponseBase:
    """Without a question all that may be passed on; else what the finder finds, on all its pages."""
    question = question_of(request)
    asked, known, moment = question
    ids = ids_asked(asked, moment, known)
    headers = {
        **question.headers,
        "Content-Disposition": 'attachment; filename="meetings.csv"',
        "Link": licence_link(known.version),
        "X-Meetings": str(len(ids)),
    }
    return answer(csv_file(ids, moment, known), "text/csv; charset=utf-8", headers)
