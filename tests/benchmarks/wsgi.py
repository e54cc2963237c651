"""The site, and beside it in the same process Django without any middleware, under /bench/bare/."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

BARE = "/bench/bare/"
site = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    bare = WSGIHandler()


def application(environ, start_response):
    if environ["PATH_INFO"] == BARE:
        environ["PATH_INFO"] = "/bench/empty/"
        return bare(environ, start_response)
    return site(environ, start_response)
