"""What a feed was asked, in the words of the finder; refusals are JSON, read from any site."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Final, NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from fellowships.caching import data_version
from meetings.exports.finder_ids import NoSuchPlace
from meetings.filters import Asked
from meetings.labels import Labels, labels

HOUR: Final = 3600
View = Callable[..., HttpResponseBase]


class Question(NamedTuple):
    """`moment` in seconds since 1970: the hour the answer is true for."""

    asked: Asked
    labels: Labels
    moment: int

    @property
    def headers(self) -> dict[str, str]:
        """Of what people type, and of where they are, nobody on the way keeps the answer."""
        return {} if self.asked.in_our_words else {"Cache-Control": "private, no-store"}


def question_of(request: HttpRequest) -> Question:
    known = labels(data_version(request))
    return Question(Asked.parse(request.GET, known), known, this_hour())


def this_hour() -> int:
    """Its beginning: a feed is true for the hour (fellowships/caching.py)."""
    return int(time.time()) // HOUR * HOUR


def refusing(view: View) -> View:
    """A place that is none, and too many values, are told in `{"message": …}`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NoSuchPlace as wrong:
            return refused(wrong.message, wrong.status)
        except SuspiciousOperation:
            return refused(_("These are too many values."), 400)

    return answer


def refused(message: str, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
