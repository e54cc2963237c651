"""Addresses of meetings for other people's programs; feeds have no language in their path."""

from django.urls import URLPattern, path, re_path

from meetings.views.feeds.bmlt import bmlt
from meetings.views.feeds.csv_file import meetings_csv
from meetings.views.feeds.meeting_guide import meeting_guide_feed

urlpatterns: list[URLPattern] = [
    path("meetings.csv", meetings_csv, name="meetings-csv"),
    path("meeting-guide/<str:fellowship>.json", meeting_guide_feed, name="meeting-guide-feed"),
    # Clients put slashes together as they like, and old ones name a file.
    re_path(
        r"^(?:/*)bmlt/+(?P<slug>[^/]+)/+client_interface/+(?P<output>[A-Za-z]+)/*(?:index\.php/*)?$",
        bmlt,
        name="bmlt",
    ),
]
