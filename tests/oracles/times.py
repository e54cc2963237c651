"""When a meeting is held next, slowly and obviously: look at the clock on the wall, minute by minute."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE, HOUR = 60, 3600
LAST = 1 << 5
NAMES = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def wall(moment, zone):
    """The clock on the wall there at that instant, without a zone."""
    return dt.datetime.fromtimestamp(moment, ZoneInfo(zone)).replace(tzinfo=None)


@lru_cache(maxsize=4096)
def instant(date, minutes, zone):
    """The first minute at which the clock shows that time.

    Where none does, the minute counted on from the last one before the clock jumped over it.
    """
    shown = dt.datetime.combine(date, dt.time(minutes // 60, minutes % 60))
    as_if_utc = int(shown.replace(tzinfo=dt.UTC).timestamp())
    last_before = None
    for moment in range(_hours_before(shown, as_if_utc, zone), as_if_utc + 16 * HOUR, MINUTE):
        clock = wall(moment, zone)
        if clock == shown:
            return moment
        if clock < shown:
            last_before = moment
        elif last_before is not None:
            break
    return last_before + int((shown - wall(last_before, zone)).total_seconds())


def _hours_before(shown, as_if_utc, zone):
    """A moment from which to watch: three hours before the clock, looked at hourly, has come so far.

    No clock is set back by more, so that the first of two equal times is never missed.
    """
    hourly = range(as_if_utc - 16 * HOUR, as_if_utc + 17 * HOUR, HOUR)
    return next(moment for moment in hourly if wall(moment, zone) >= shown) - 3 * HOUR


@lru_cache(maxsize=8192)
def name_of(date):
    return date.strftime("%A")


@lru_cache(maxsize=8192)
def weeks_of(date):
    """{"1", ... "5", "last"}: which of its weekdays of the month a date is, by listing them."""
    month = [dt.date(date.year, date.month, day) for day in range(1, 32) if _exists(date, day)]
    same = [day for day in month if name_of(day) == name_of(date)]
    return {same.index(date), *([5] if date == same[-1] else [])}


def _exists(date, day):
    try:
        return bool(date.replace(day=day))
    except ValueError:
        return False


def held_on(date, weekday, weeks):
    if name_of(date) != NAMES[weekday]:
        return False
    return not weeks or any(weeks & 1 << number for number in weeks_of(date))


def occurrences(weekday, start, duration, zone, weeks, moment, without=(), days=420):
    """Every (date, start, end) that is not over at the moment, dates `without` left out."""
    first = wall(moment, zone).date() - dt.timedelta(days=3)
    for ahead in range(days):
        date = first + dt.timedelta(days=ahead)
        if held_on(date, weekday, weeks) and date not in without:
            begins = instant(date, start, zone)
            ends = begins + (60 if duration is None else duration) * MINUTE
            if ends > moment:
                yield date, begins, ends
