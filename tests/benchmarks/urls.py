"""The site's addresses, and an empty answer to measure against."""

from django.http import HttpResponse
from django.urls import path

from recovery_site.urls import handler500
from recovery_site.urls import urlpatterns as of_the_site

__all__ = ["handler500", "urlpatterns"]


def empty(_request):
    return HttpResponse(b"", headers={"Content-Length": "0"})


urlpatterns = [path("bench/empty/", empty), *of_the_site]
