"""How clients read a Meeting Guide feed, slowly and obviously, from meeting-guide.md 2.1 to 2.6.

`load` is TSML UI 1.8: what blanks the whole page, what it drops or warns of, what it shows as inactive.
`refused_by_plugin` is the TSML plugin, `refused_by_app` AA's app, `refused_by_pdf` the printed list.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, available_timezones

HOSTS = (
    "bluejeans.com discord.gg freeconference.com freeconferencecall.com goto.com gotomeet.me "
    "gotomeeting.com horizon.meta.com maps.secondlife.com meet.google.com meet.jit.si "
    "meetings.dialpad.com signal.group skype.com slurl.com teams.live.com teams.microsoft.com "
    "vrchat.com webex.com zoho.com zoom.us"
).split()
CODES = (
    "11 12x12 A ABSI AF AL AL-AN AM AR ASL B BA BE BG BI BRK C CAN CF D DA DB DD DE DR EL EN FA FI FF "
    "FR G GR H HE HI HR HU IS ITA JA KA KOR L LGBTQ LIT LS LT M MED ML MT N NB NDG NE NL NO O OUT P "
    "POA POC POL POR PUN RUS S SEN SK SL SM SP ST SV T TC TH TL TR TUR UK W X XB XT Y"
).split()
IN_PERSON_ONLY = set("AL AL-AN BA BRK CAN CF FF OUT SM X XB".split())


class Blank(Exception):
    """The page shows nothing but "Loading error"."""


@dataclass
class Shown:
    active: bool
    online: bool
    in_person: bool
    types: list
    by_appointment: bool
    on_map: bool
    weekday: int | None
    clock: str


@dataclass
class Page:
    meetings: dict = field(default_factory=dict)  # by slug
    warnings: list = field(default_factory=list)
    dropped: list = field(default_factory=list)

    @property
    def inactive(self):
        return {slug for slug, one in self.meetings.items() if not one.active}


def load(rows):
    if not isinstance(rows, list) or not rows:
        raise Blank("data is not in the correct format")
    if sum(isinstance(row.get("day"), list) and len(row["day"]) > 1 for row in rows) > 1:
        raise Blank("two arrays of days")
    page = Page()
    for row in rows:
        _row(row, page)
    return page


def _row(row, page):
    _kills(row)
    slug = row.get("slug")
    if not slug or slug in page.meetings:
        return _drop(page, row, "no slug, or one that was there before")
    if "/" in str(slug):
        page.warnings.append((slug, "its page cannot be opened"))
    if isinstance(row.get("day"), list):
        page.warnings.append((slug, "doubled: its day is an array"))
    if not _address(row):
        return _drop(page, row, "no address")
    has_time = "day" in row and row.get("time")
    if has_time and not row.get("timezone"):
        return _drop(page, row, "no time zone")
    if has_time:
        _check_time(row, page)
    page.meetings[slug] = _shown(row, page)
    return None


def _drop(page, row, why):
    page.dropped.append((row.get("slug"), why))
    page.warnings.append((row.get("slug"), why))


def _kills(row):
    day = row.get("day", 0)
    if day is not None and not isinstance(day, list) and not re.fullmatch(r"\d+", str(day)):
        raise Blank(f"a day that is no number: {day!r}")
    types = row.get("types")
    if isinstance(types, list) and any(not isinstance(one, str | int) for one in types):
        raise Blank("a type that is no text")
    if not isinstance(row.get("formatted_address", ""), str):
        raise Blank("an address that is no text")
    if isinstance(row.get("conference_phone"), int | float):
        raise Blank("a phone number that is no text")


def _address(row):
    parts = (row.get(name) or "" for name in ("address", "city", "state", "postal_code", "country"))
    return row.get("formatted_address") or ", ".join(filter(None, parts))


def _check_time(row, page):
    slug, zone = row["slug"], ZoneInfo(row["timezone"])
    if row["day"] is None:
        page.warnings.append((slug, "shown as today"))
    start = _clock(row["time"], zone)
    if row.get("end_time"):
        minutes = (_clock(row["end_time"], zone) - start).total_seconds() / 60
        if minutes > 120:
            page.warnings.append((slug, f"unusually long ({minutes:.0f} mins)"))


def _clock(words, zone):
    hour, minute = (int(part) for part in words.split(":")[:2])
    return dt.datetime(2026, 11, 24, hour, minute, tzinfo=zone)


def _shown(row, page):
    slug = row["slug"]
    online = _known_host(row.get("conference_url", "")) or bool(_phone(row.get("conference_phone", "")))
    if row.get("conference_url") and not _known_host(row["conference_url"]):
        page.warnings.append((slug, "unknown conference_url"))
    if row.get("conference_phone") and not _phone(row["conference_phone"]):
        page.warnings.append((slug, "invalid conference_phone"))
    if row.get("website") and not re.match(r"https?://[^/]+", row["website"]):
        page.warnings.append((slug, "its page crashes: a website without a scheme"))
    if row.get("updated") and not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["updated"]):
        page.warnings.append((slug, "invalid updated"))
    types = row.get("types") if isinstance(row.get("types"), list) else []
    kept = [one for one in types if one in CODES]
    in_person = "TC" not in kept and not _approximate(row)
    if not in_person:
        kept = [one for one in kept if one not in IN_PERSON_ONLY]
    return Shown(
        active=online or in_person,
        online=online,
        in_person=in_person,
        types=kept,
        by_appointment=not ("day" in row and row.get("time")),
        on_map=in_person and bool(row.get("latitude") and row.get("longitude")),
        weekday=row.get("day"),
        clock=row.get("time", ""),
    )


def _known_host(url):
    found = re.match(r"https?://([^/:?#]+)", url)
    return bool(found) and any(found[1].lower().endswith(host) for host in HOSTS)


def _phone(words):
    digits = re.sub(r"[^\d,+#]", "", words)
    return digits if len(digits) >= 10 else ""


def _approximate(row):
    said = row.get("approximate")
    if isinstance(said, bool):
        return said
    if isinstance(said, str):
        return said.lower() == "yes"
    return len(_address(row).split(",")) < 4


def refused_by_plugin(row):
    """What the TSML plugin cannot import, or erases."""
    wrong = []
    if not row.get("formatted_address"):
        wrong.append("no address: the row is refused")
    if row.get("conference_url") and not _known_host(row["conference_url"]):
        wrong.append("the conference_url is erased")
    if row.get("regions") and not row.get("region"):
        wrong.append("only region and sub_region are read")
    if row.get("timezone") not in available_timezones():
        wrong.append("no such time zone")
    return wrong


def refused_by_app(row):
    """AA's app needs slug, day, time and geography; what is by appointment it leaves out."""
    wrong = [] if re.fullmatch(r"[a-z0-9-]{1,64}", str(row.get("slug"))) else ["slug"]
    if "day" in row:
        if not (type(row["day"]) is int and 0 <= row["day"] <= 6):
            wrong.append("day")
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", row.get("time", "")):
            wrong.append("time")
    return wrong if _address(row) else [*wrong, "geography"]


def refused_by_pdf(row):
    """The printed list: a clock of five characters, and "yes" or "no"."""
    wrong = [name for name in ("time", "end_time") if name in row and len(row[name]) != 5]
    return wrong if row.get("approximate") in ("yes", "no") else [*wrong, "approximate"]
