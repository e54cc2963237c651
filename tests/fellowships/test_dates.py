"""Dates known only in part are said as far as they are known."""

import pytest
from django.core.exceptions import ValidationError

from fellowships.dates import check_partial_date, partial_date_words


@pytest.mark.parametrize(
    ("text", "words"),
    [("2018", "2018"), ("2018-05", "May 2018"), ("2018-05-31", "31 May 2018"), ("", ""), ("soon", "")],
)
def test_a_date_is_said_as_far_as_it_is_known(text, words):
    assert partial_date_words(text) == words


@pytest.mark.parametrize("text", ["18", "2018-13", "2018-02-30", "2018-00", "2018-05-00", "0000", "May 2018"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        check_partial_date(text)
    assert partial_date_words(text) == ""
