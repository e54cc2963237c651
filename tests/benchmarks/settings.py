"""The project's own settings as in production, with one address more."""

from recovery_site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
