"""Addresses of everything about meetings. Fixed ones stand before `<fellowship>/`, which takes any slug."""

from django.urls import path

from meetings.views import finder

urlpatterns = [
    path("meetings/", finder.find_page, name="finder"),
    path("meetings/near/<slug:place>/", finder.near_page, name="finder-near"),
    path("meetings/online/", finder.online_meetings, name="online"),
]
