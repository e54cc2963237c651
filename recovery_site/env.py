"""Settings from the environment, through helpers that fail loudly and say what to do."""

import os
from collections.abc import Sequence
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def required(name: str, advice: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {advice}")
    return value


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off or nothing; anything else stops the start."""
    value = os.environ.get(name)
    if value is None:
        return default
    folded = value.strip().lower()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Set it to 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name)
    if not value:
        return default
    try:
        found = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from None
    if found < least:
        raise ImproperlyConfigured(f"{name}={found} is too small: {least} is the least.")
    return found


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list written with commas: `ALLOWED_HOSTS=example.org,www.example.org`."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else list(default)


def zone(name: str, default: str) -> str:
    value = text(name, default) or default
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a time zone. Use an IANA name such as America/Chicago."
        ) from None
    return value


def web_address(name: str, default: str) -> str:
    """An http(s) address of a site, without the slash at its end."""
    value = text(name, default) or default
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name}={value!r} is not an address such as https://example.org.")
    return value.rstrip("/")


def database(name: str, default: str) -> dict[str, object]:
    value = text(name, default) or default
    return _parsed(name, value, "postgres://user:password@host:5432/name", environ.Env.db_url_config)


def cache(name: str, default: str) -> dict[str, object]:
    value = text(name, default) or default
    return _parsed(name, value, "locmemcache:// or rediscache://host:6379/1", environ.Env.cache_url_config)


def email(name: str, default: str) -> dict[str, object]:
    value = text(name, default) or default
    return _parsed(name, value, "smtp+tls://user:password@host:587", environ.Env.email_url_config)


def _parsed(name: str, value: str, example: str, parse: object) -> dict[str, object]:
    try:
        found = dict(parse(value))  # type: ignore[operator]
    except Exception:
        found = {}
    backend = found.get("ENGINE") or found.get("BACKEND") or found.get("EMAIL_BACKEND")
    # An unknown scheme comes back as it stands, a known one as the dotted name of a module.
    if "." not in str(backend):
        # The value may hold a password: it is not repeated.
        raise ImproperlyConfigured(f"{name} cannot be read. It looks like {example}.")
    return found
