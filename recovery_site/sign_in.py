"""Signing in, counted by user name alone: nothing of the machine somebody sits at is kept.

Axes' own handler keeps the browser's name, the path, what was typed and a hash of the session, so we give
it ours. Five wrong tries close a name for a quarter of an hour, whether anybody has that name or not; tries
while it is closed are not counted, so that nobody can keep it closed by going on.
"""

import math
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone

from recovery_site.accounts.second_factor import ask_for_code, has_device
from recovery_site.models import SignIn

KEEP_DAYS = 365
LONGEST_NAME = 150


def no_address(request: HttpRequest) -> str | None:
    """For django-axes: sign-ins are counted by user name alone."""
    return None


def note(name: str, outcome: SignIn.Outcome, at: datetime | None = None) -> None:
    """One line on record; what is older than a year goes."""
    now = at or timezone.now()
    SignIn.objects.create(name=name, outcome=outcome, at=now)
    SignIn.objects.filter(at__lt=now - timedelta(days=KEEP_DAYS)).delete()


def minutes_to_wait(name: str) -> int:
    """How long a closed name stays closed; 0 when it is not."""
    attempts = list(_counted(name).values_list("attempt_time", flat=True))
    if len(attempts) < settings.AXES_FAILURE_LIMIT:
        return 0
    opens = sorted(attempts)[-settings.AXES_FAILURE_LIMIT] + _cool_off()
    return int(max(1, math.ceil((opens - timezone.now()).total_seconds() / 60)))


def open_again(name: str) -> int:
    """What an administrator does for somebody who is shut out; says how many tries were forgotten."""
    forgotten, _of_each = AccessAttempt.objects.filter(username=name).delete()
    return int(forgotten)


class ByName(AxesBaseHandler, AbstractAxesHandler):  # type: ignore[misc]
    """What axes calls when somebody tries to sign in."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        return int(_counted(_name(credentials)).count())

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        name = _name(credentials)
        if minutes_to_wait(name):
            note(_known(name), SignIn.Outcome.LOCKED)
            return
        AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - _cool_off()).delete()
        AccessAttempt.objects.create(username=name, failures_since_start=1)
        note(_known(name), SignIn.Outcome.REFUSED)

    def user_logged_in(self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
        open_again(user.get_username())
        asked = has_device(user)
        ask_for_code(request, asked)
        note(user.get_username(), SignIn.Outcome.CODE_ASKED if asked else SignIn.Outcome.IN)

    def user_logged_out(self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
        if user is not None:
            note(user.get_username(), SignIn.Outcome.OUT)

    def post_save_access_attempt(self, instance: AccessAttempt, **kwargs: Any) -> None:
        """Axes calls it; there is nothing left to do."""

    post_delete_access_attempt = post_save_access_attempt


def _name(credentials: dict[str, Any] | None) -> str:
    return str((credentials or {}).get("username") or "")[:LONGEST_NAME]


def _known(name: str) -> str:
    return name if get_user_model()._default_manager.filter(username=name).exists() else ""


def _counted(name: str) -> Any:
    return AccessAttempt.objects.filter(username=name, attempt_time__gt=timezone.now() - _cool_off())


def _cool_off() -> timedelta:
    found: timedelta = get_cool_off()
    return found
