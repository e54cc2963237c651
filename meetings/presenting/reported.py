"""The flag on a meeting that people say is wrong, in words: on its page and on its rows in lists."""

import datetime as dt

from django.utils.translation import gettext as _

from meetings import words

CHECKED_WITHIN = 30  # days; after that the flag says that nobody looked


def flag_words(reported_on: dt.date | None, today: dt.date) -> str:
    """ "Reported on Tuesday 24 November, being checked"; nothing where nobody said anything."""
    if reported_on is None:
        return ""
    date = {"date": words.date_words(reported_on, today)}
    if (today - reported_on).days > CHECKED_WITHIN:
        return _("Reported on %(date)s, not yet checked") % date
    return _("Reported on %(date)s, being checked") % date
