"""Who made a version, in words for staff: a person with their role, a list's run, a group's contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fellowships.roles import role_label


@dataclass(frozen=True, slots=True)
class Maker:
    who: str
    when: str


def maker(version: Any, lists: Mapping[int, str] | None = None) -> Maker:
    """Of a row of a history, read with its `history_user`; `lists` names the lists of runs."""
    return Maker(_who(version, lists or {}), when(version.history_date))


def _who(version: Any, lists: Mapping[int, str]) -> str:
    if version.run_number:
        said = {"list": lists.get(version.run_number, _("A list")), "number": version.run_number}
        return _("%(list)s, reading %(number)s") % said
    person = version.history_user
    if person is None:
        return role_label(version.role) if version.role else _("This site itself")
    name = person.get_full_name() or person.get_username()
    return _("%(name)s (%(role)s)") % {"name": name, "role": role_label(version.role or "staff")}


def when(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
