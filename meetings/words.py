"""Times, distances and answers in words. Pure: moments are arguments, instants are seconds since 1970."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, wraps
from typing import ParamSpec

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from fellowships import dates
from fellowships.text import fold
from meetings.geo import KM_PER_MILE
from meetings.models import Attendance
from meetings.times import LAST, MINUTE, Occurrence, local
from meetings.zone_names import short_name

P = ParamSpec("P")
SOON_MINUTES = 90
EVERY_WEEK_OF_FIVE = 0b11111
ORDINALS = (
    gettext_noop("1st"),
    gettext_noop("2nd"),
    gettext_noop("3rd"),
    gettext_noop("4th"),
    gettext_noop("5th"),
)


def once_per_language(words: Callable[P, str]) -> Callable[P, str]:
    """Remembers answers by language: the same few words stand on every page. Arguments must be hashable."""
    kept = lru_cache(maxsize=4096)(lambda _language, *args: words(*args))  # type: ignore[call-arg]

    @wraps(words)
    def remembered(*args: P.args, **_none: P.kwargs) -> str:
        return kept(get_language(), *args)

    return remembered


def clock(instant: int, time_zone: str) -> str:
    """The clock people there will see: "7:00 pm"."""
    there = local(instant, time_zone)
    return clock_words(there.hour, there.minute)


clock_words = once_per_language(dates.clock_words)


def span(occurrence: Occurrence, duration: int | None, time_zone: str) -> str:
    """From when to when, "7:00 – 8:30 pm"; an end that nobody stated is not shown."""
    starts = local(occurrence.start, time_zone)
    if not duration:
        return _span(starts.hour, starts.minute, -1, 0)
    stops = local(occurrence.start + duration * MINUTE, time_zone)
    return _span(starts.hour, starts.minute, stops.hour, stops.minute)


@once_per_language
def _span(hour: int, minute: int, end_hour: int, end_minute: int) -> str:
    """Clock to clock; an end hour of -1 is not stated."""
    begins = clock_words(hour, minute)
    if end_hour < 0:
        return begins
    ends = clock_words(end_hour, end_minute)
    if (hour < 12) == (end_hour < 12) and "12:00" not in f"{begins} {ends}":
        begins = f"{hour % 12 or 12}:{minute:02d}"
    return _("%(start)s – %(end)s") % {"start": begins, "end": ends}


@once_per_language
def weekday_name(weekday: int) -> str:
    """0 = Sunday."""
    return str(WEEKDAYS[(weekday - 1) % 7])


@once_per_language
def date_words(date: dt.date, today: dt.date) -> str:
    """ "Tuesday 24 November"; with the year when it is another one."""
    words = {
        "weekday": WEEKDAYS[date.weekday()],
        "day": date.day,
        "month": MONTHS[date.month],
        "year": date.year,
    }
    if date.year == today.year:
        return _("%(weekday)s %(day)d %(month)s") % words
    return _("%(weekday)s %(day)d %(month)s %(year)d") % words


def day_heading(date: dt.date, today: dt.date) -> str:
    """ "Today, Sunday 22 November"."""
    words = date_words(date, today)
    days = (date - today).days
    if days == 0:
        return _("Today, %(date)s") % {"date": words}
    if days == 1:
        return _("Tomorrow, %(date)s") % {"date": words}
    return capfirst(words)


def when(occurrence: Occurrence, moment: int, time_zone: str) -> str:
    """How soon, as one would say it: "In 25 minutes", "Tomorrow 7:00 pm CST"."""
    day = soon(occurrence, moment, time_zone)
    if _is_soon(occurrence, moment):
        return day
    there = local(occurrence.start, time_zone)
    time = f"{clock_words(there.hour, there.minute)} {short_name(time_zone, there.tzname() or '')}"
    if 0 <= (there.date() - local(moment, time_zone).date()).days < 7:
        return _("%(day)s %(time)s") % {"day": day, "time": time}
    return _("%(day)s, %(time)s") % {"day": day, "time": time}


def soon(occurrence: Occurrence, moment: int, time_zone: str) -> str:
    """How soon, where the clock stands beside it: "In 25 minutes", "Tomorrow"."""
    if _is_soon(occurrence, moment):
        passed = (moment - occurrence.start) // MINUTE
        return _("In %(minutes)s") % {"minutes": minutes_words(-passed)} if passed < 0 else _running(passed)
    date, today = local(occurrence.start, time_zone).date(), local(moment, time_zone).date()
    days = (date - today).days
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Tomorrow")
    return capfirst(str(WEEKDAYS[date.weekday()]) if 1 < days < 7 else date_words(date, today))


def _is_soon(occurrence: Occurrence, moment: int) -> bool:
    """Whether it is under way or so near that minutes say more than the clock."""
    return occurrence.running_at(moment) or 0 < occurrence.start - moment <= SOON_MINUTES * MINUTE


@once_per_language
def _running(minutes: int) -> str:
    if minutes == 0:
        return _("On now, just started")
    ago = minutes_words(minutes) if minutes <= SOON_MINUTES else length_in_words(minutes)
    return _("On now, started %(minutes)s ago") % {"minutes": ago}


@once_per_language
def minutes_words(minutes: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


@once_per_language
def length_in_words(duration: int | None) -> str:
    """Minutes as "1 hour 30 minutes"."""
    if not duration:
        return _("Not stated")
    hours, minutes = divmod(duration, 60)
    words = ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    if not hours:
        return minutes_words(minutes)
    return f"{words} {minutes_words(minutes)}" if minutes else words


def weeks_in_words(weeks: int, weekday: int) -> str:
    """The mask of Meeting.weeks: "Every Tuesday", "1st and last Saturday of the month"."""
    day = weekday_name(weekday)
    if not weeks or weeks & EVERY_WEEK_OF_FIVE == EVERY_WEEK_OF_FIVE:
        return _("Every %(day)s") % {"day": day}
    numbers = [_(ordinal) for place, ordinal in enumerate(ORDINALS) if weeks & 1 << place]
    if weeks & LAST:
        numbers.append(_("last"))
    return capfirst(_("%(weeks)s %(day)s of the month") % {"weeks": joined(numbers), "day": day})


def usually(weekday: int | None, start: dt.time | None, weeks: int = 0) -> str:
    """ "Every Tuesday at 7:00 pm"; "By appointment" for what has no day."""
    if weekday is None or start is None:
        return _("By appointment")
    values = {"weeks": weeks_in_words(weeks, weekday), "time": clock_words(start.hour, start.minute)}
    return _("%(weeks)s at %(time)s") % values


def joined(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    said = {"first": ", ".join(words[:-1]), "last": words[-1]}
    sound = fold(words[-1])
    if sound.startswith(("i", "hi")) and not sound.startswith(("hie", "hia")):
        # Spanish says "español e inglés", never "y inglés".
        return pgettext("before the sound of i", "%(first)s and %(last)s") % said
    return _("%(first)s and %(last)s") % said


def distance_in_words(miles: float, unit: str, approximate: bool = False) -> str:
    """In miles, or km where `unit` is "km"; no more exact than the venue's place is known."""
    far = miles * KM_PER_MILE if unit == "km" else miles
    if far < 1:
        return _far_words(0.0, unit, False)
    rounded = float(round(far)) if approximate or far >= 9.95 else round(far, 1)
    return _far_words(rounded, unit, approximate)


@once_per_language
def _far_words(rounded: float, unit: str, approximate: bool) -> str:
    if not rounded:
        return _("less than 1 km") if unit == "km" else _("less than 1 mile")
    whole = rounded == int(rounded)
    number = number_format(int(rounded) if whole else rounded, None if whole else 1)
    if unit == "km":
        words = _("%(number)s km") % {"number": number}
    else:
        words = ngettext("%(number)s mile", "%(number)s miles", 1 if rounded == 1 else 2) % {"number": number}
    return _("about %(distance)s") % {"distance": words} if approximate else words


@once_per_language
def attendance_words(attendance: str) -> str:
    known = Attendance.parse(attendance)
    return str(known.label) if known else _("Not stated")


def openness_words(slugs: Collection[str]) -> str:
    """From a meeting's format slugs; never a guess."""
    return _openness("open" in slugs, "closed" in slugs)


@once_per_language
def _openness(is_open: bool, is_closed: bool) -> str:
    if is_open and is_closed:
        return _("Listed as open and as closed: ask before you go")
    if is_open:
        return _("Open: anyone may come")
    if is_closed:
        return _("Closed: only for people who come for themselves")
    return _("Open or closed: not stated")
