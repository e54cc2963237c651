"""Who is changing something just now: a person signed in at /admin/, or a role without a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from simple_history.models import HistoricalRecords

from fellowships.roles import role_of

_named: ContextVar[str] = ContextVar("acting_role", default="")
_reason: ContextVar[str] = ContextVar("acting_reason", default="")


def person() -> Any | None:
    """The user whose request is being answered; None for commands, visitors and runs of lists."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def role() -> str:
    """The role of that person, or the one named by `acting_as`; empty for commands and runs of lists."""
    if named := _named.get():
        return named
    user = person()
    return role_of(user) if user is not None else ""


def reason() -> str:
    """Why rows are changed just now, for their histories."""
    return _reason.get()


@contextmanager
def acting_as(role: str = "", *, reason: str = "") -> Iterator[None]:
    """Histories written inside name this role (GROUP_CONTACT, VISITOR) and this reason."""
    roles = _named.set(role or _named.get())
    reasons = _reason.set(reason or _reason.get())
    try:
        yield
    finally:
        _named.reset(roles)
        _reason.reset(reasons)
