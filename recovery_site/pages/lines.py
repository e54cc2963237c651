"""A help line in words: who answers, cost, hours, languages, and where its number is from."""

import re
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fellowships.models import HelpLine
from fellowships.page_language import ENGLISH, Said, foreign, said


def present_line(line: HelpLine) -> dict[str, Any]:
    return {
        "name": said(line.name),
        "what_for": said(line.what_for),
        "ways": _ways(line),
        "told": [
            (_("Who answers"), _told(line.who_answers)),
            (_("Cost"), Said(_cost(line.free))),
            (_("Hours"), _told(line.hours)),
            (_("Languages"), _told(line.languages)),
            (_("In Spanish"), _told(line.spanish)),
        ],
        "from": Said(line.source_name, foreign(ENGLISH)),
        "from_url": line.source_url,
        "read": _read(line),
        "checked": _checked(line),
    }


def _told(text: str) -> Said:
    """Without its full stop: the line sets one."""
    words, language = said(text)
    return Said(words.rstrip(".") or _("Not stated"), language)


def _ways(line: HelpLine) -> list[tuple[str, str]]:
    ways = []
    if line.number:
        ways.append((f"tel:{_dialled(line.number)}", _("Call %(number)s") % {"number": line.number}))
    if line.text_number:
        said = {"word": line.text_word, "number": line.text_number}
        words = _("Text %(word)s to %(number)s") if line.text_word else _("Text %(number)s")
        ways.append((f"sms:{_dialled(line.text_number)}", words % said))
    return ways


def _dialled(number: str) -> str:
    """Also the shortest: 911, 988."""
    return re.sub(r"[^\d+]", "", number)


def _cost(free: bool | None) -> str:
    if free is None:
        return _("Not stated")
    return _("Free") if free else _("Not free")


def _read(line: HelpLine) -> str:
    return date_format(line.source_read_on, "DATE_FORMAT") if line.source_read_on else ""


def _checked(line: HelpLine) -> str:
    """Empty until a person really called."""
    if line.last_checked is None:
        return ""
    return _("Checked by a person on %(date)s.") % {"date": date_format(line.last_checked, "DATE_FORMAT")}
