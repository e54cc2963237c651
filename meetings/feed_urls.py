"""Addresses of meetings for other people's programs; feeds have no language in their path."""

from django.urls import URLPattern, re_path

from meetings.views.feeds.bmlt import bmlt

urlpatterns: list[URLPattern] = [
    # Clients put slashes together as they like, and old ones name a file.
    re_path(
        r"^/*bmlt/+(?P<slug>[^/]+)/+client_interface/+(?P<output>[A-Za-z]+)/*(?:index\.php/*)?$",
        bmlt,
        name="bmlt",
    ),
]
