"""Settings come from the environment, refuse what they cannot read, and are safe when nothing is said."""

import os
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.site.sources import ROOT

LONG_KEY = "a1B2c3D4e5F6g7H8i9J0-" * 4
PRODUCTION = {
    "SECRET_KEY": LONG_KEY,
    "SITE_URL": "https://meetings.example",
    "ALLOWED_HOSTS": "meetings.example",
    "SECURITY_CONTACT": "mailto:security@meetings.example",
}
OURS = """ALLOWED_HOSTS CACHE_URL CONFIRM_DAYS DATABASE_URL DATA_DIR DEBUG EMAIL_URL FEEDS_ALLOW_PRIVATE
    HOME_PLACE REQUIRE_TOTP SECRET_KEY SECURITY_CONTACT SITE_NAME SITE_URL TIME_ZONE TRUST_PROXY_HEADERS
""".split()


@pytest.fixture
def read_settings(monkeypatch):
    """Reads the settings file anew with only these variables set."""

    def read(**environment):
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"SECRET_KEY": LONG_KEY, **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "recovery_site" / "settings.py"))

    return read


def manage(*arguments, **environment):
    """Runs manage.py as a person on a server would, with only these of our variables set."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        clean.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_debug_is_off_unless_asked_for(read_settings):
    assert read_settings()["DEBUG"] is False
    assert read_settings(DEBUG="1")["DEBUG"] is True


def test_without_a_key_nothing_starts_and_the_reader_learns_what_to_do():
    said = manage("check")
    assert said.returncode != 0
    assert "SECRET_KEY is not set" in said.stderr
    assert "token_urlsafe" in said.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CACHE_URL", "nonsense"),
        ("CONFIRM_DAYS", "soon"),
        ("CONFIRM_DAYS", "0"),
        ("DATABASE_URL", "nonsense"),
        ("DEBUG", "maybe"),
        ("EMAIL_URL", "nonsense"),
        ("FEEDS_ALLOW_PRIVATE", "perhaps"),
        ("REQUIRE_TOTP", "perhaps"),
        ("SECRET_KEY", ""),
        ("SITE_URL", "meetings.example"),
        ("SITE_URL", "ftp://meetings.example"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TRUST_PROXY_HEADERS", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_read_stops_the_start_and_is_named(read_settings, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(**{name: value})


def test_a_password_in_an_address_that_cannot_be_read_is_not_repeated(read_settings):
    with pytest.raises(ImproperlyConfigured) as said:
        read_settings(DATABASE_URL="wrong://user:hunter2@host/name")
    assert "hunter2" not in str(said.value)


def test_sqlite_is_set_up_for_many_readers_and_one_writer(read_settings):
    options = read_settings()["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]


def test_postgresql_comes_from_its_address(read_settings):
    database = read_settings(DATABASE_URL="postgres://reader:word@db.example:5433/meetings")["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["HOST"], database["PORT"], database["NAME"]) == (
        "reader",
        "db.example",
        5433,
        "meetings",
    )


def test_proxy_headers_count_only_when_trusted(read_settings):
    assert "SECURE_PROXY_SSL_HEADER" not in read_settings()
    assert "SECURE_PROXY_SSL_HEADER" in read_settings(TRUST_PROXY_HEADERS="1")


def test_production_settings_pass_djangos_own_checks(tmp_path):
    said = manage("check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **PRODUCTION)
    assert said.returncode == 0, said.stderr


def test_style_sheets_and_scripts_can_be_collected(tmp_path):
    said = manage("collectstatic", "--noinput", "--ignore", "admin", DATA_DIR=str(tmp_path), **PRODUCTION)
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "static" / "staticfiles.json").exists()
