"""Addresses of everything about meetings. Fixed ones stand before `<fellowship>/`, which takes any slug."""

from django.urls import path

from meetings.views import finder, lists, meeting, outcome, search_calendar, still_true, suggest

urlpatterns = [
    path("meetings/", finder.find_page, name="finder"),
    path("meetings/near/<slug:place>/", finder.near_page, name="finder-near"),
    path("meetings/online/", finder.online_meetings, name="online"),
    path("meetings/calendar.ics", search_calendar.search_calendar, name="finder-calendar"),
    path("meetings/new/", suggest.new_meeting, name="meeting-new"),
    path("meetings/still-true/<str:token>/", still_true.still_true_page, name="still-true"),
    path("list/", lists.list_page, name="list-page"),
    path("list/calendar.ics", lists.list_calendar, name="list-calendar"),
    path("meetings/<slug:fellowship>/<str:name_and_id>/", meeting.meeting_page, name="meeting-page"),
    path("meetings/<slug:fellowship>/<str:name_and_id>/join/", meeting.meeting_join, name="meeting-join"),
    path(
        "meetings/<slug:fellowship>/<str:name_and_id>/calendar.ics",
        meeting.meeting_calendar_file,
        name="meeting-calendar",
    ),
    path(
        "meetings/<slug:fellowship>/<str:name_and_id>/report/", suggest.meeting_report, name="meeting-report"
    ),
    path("reports/<slug:token>/", outcome.report_outcome, name="report-outcome"),
    path("reports/<slug:token>/sent/", outcome.report_sent, name="report-sent"),
]
