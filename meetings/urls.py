"""Addresses of everything about meetings. Fixed ones stand before `<fellowship>/`, which takes any slug."""

from django.urls import path

from meetings.views import finder, lists, meeting

urlpatterns = [
    path("meetings/", finder.find_page, name="finder"),
    path("meetings/near/<slug:place>/", finder.near_page, name="finder-near"),
    path("meetings/online/", finder.online_meetings, name="online"),
    path("list/", lists.list_page, name="list-page"),
    path("list/calendar.ics", lists.list_calendar, name="list-calendar"),
    path("meetings/<slug:fellowship>/<str:name_and_id>/", meeting.meeting_page, name="meeting-page"),
    path("meetings/<slug:fellowship>/<str:name_and_id>/join/", meeting.meeting_join, name="meeting-join"),
    path(
        "meetings/<slug:fellowship>/<str:name_and_id>/calendar.ics",
        meeting.meeting_calendar_file,
        name="meeting-calendar",
    ),
]
