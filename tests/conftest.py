"""What every test gets: no network but loopback, repeatable random values, clean caches."""

import gc
import os
import shutil
import socket
from ipaddress import ip_address

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.base import Template
from django.test.signals import template_rendered
from django.utils import translation

from fellowships import remembered
from recovery_site.roles import make_roles
from tests.shared_world import (  # noqa: F401 (fixtures of every test)
    _shipped_in_this_file,
    _world_of_this_file,
    shared_world,
    shipped_rows,
)
from tests.world import world  # noqa: F401

hypothesis.settings.register_profile(
    "here", deadline=None, max_examples=20, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile(
    "ci", parent=hypothesis.settings.get_profile("here"), derandomize=True, database=None, print_blob=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _refuse_outside(host):
    if host in (None, "", b"", "localhost", b"localhost"):
        return
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        outside = not ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        outside = True
    if outside:
        pytest.fail(f"the test tried to reach {text}: tests reach nothing but loopback")


def _checked(connect):
    def wrapper(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_outside(address[0])
        return connect(self, address)

    return wrapper


def _getaddrinfo_inside(host, *args, **kwargs):
    _refuse_outside(host)
    return _getaddrinfo(host, *args, **kwargs)


def pytest_configure():
    socket.socket.connect = _checked(_connect)
    socket.socket.connect_ex = _checked(_connect_ex)
    socket.getaddrinfo = _getaddrinfo_inside


def pytest_unconfigure():
    socket.socket.connect, socket.socket.connect_ex = _connect, _connect_ex
    socket.getaddrinfo = _getaddrinfo
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, with the groups of staff as a migration makes them: once, not for every person."""
    with django_db_blocker.unblock():
        make_roles()


@pytest.fixture(scope="session", autouse=True)
def _heard_once_a_page(django_test_environment):
    """For `answer.context` Django copies that of every template: a staff page has hundreds of widgets."""

    def render(self, context):
        if context.template is self and not (self.name or "").startswith(("django/forms/", "admin/widgets/")):
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    """What one test kept (cache, lists held for a person, the language) is not there in the next."""
    translation.activate("en")
    cache.clear()
    remembered.forget()
    # Numbers of runs begin again with every test: another's list would be taken for this one's.
    shutil.rmtree(settings.DATA_DIR / "held-runs", ignore_errors=True)


# Begun first: a long file begun last would keep one worker busy while the others wait.
LONG_FILES = (
    "site/test_staff_roles.py",
    "site/test_staff_scope.py",
    "test_real_files.py",
    "fuzz/test_pages.py",
    "test_gazetteer.py",
    "test_finder_cost.py",
    "test_demo_shown.py",
)


DATABASES = {"db", "transactional_db", "live_site", "django_db_setup"}
# What a role or a scope may reach is decided in Python: their long walks are made on SQLite.
WALKS = ("site/test_staff_roles.py", "site/test_staff_scope.py")


def _same_on_both(item):
    """Whether a test says on PostgreSQL what it said on SQLite, since it asks no database or walks roles."""
    asks = item.get_closest_marker("django_db") or DATABASES.intersection(getattr(item, "fixturenames", ()))
    return not asks or item.path.as_posix().endswith(WALKS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") and "CI" in os.environ:
        again = [item for item in items if _same_on_both(item)]
        config.hook.pytest_deselected(items=again)
        seen = set(again)
        items[:] = [item for item in items if item not in seen]
    # What is loaded by now stays to the end: looking through it for waste again and again takes a while.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONG_FILES))
