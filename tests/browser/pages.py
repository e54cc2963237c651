"""The pages a browser looks at, by name, in one small invented world."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.management.color import no_style
from django.db import connection

from articles.loading import load_guides
from fellowships.loading import load_fellowships
from meetings.models import Report
from meetings.reporting import answer_back, receive
from tests.programmes import write_programmes
from tests.world import make_meeting, make_place, small_world

# What their addresses answer, where it is not 200.
MISSING = {"no such programme": 404, "page not found": 404, "unknown place": 404, "meeting gone": 410}

PAGES = {
    "home": "/",
    "questions": "/choose/",
    "what might suit": "/choose/?a=2",
    "compare which": "/compare/",
    "compared": "/compare/na/ha/",
    "compared near": "/compare/na/ha/nar-anon/smart/?near=memphis-tn",
    "compared where": "/compare/na/ha/?near=Springfield",
    "programmes": "/fellowships/",
    "programme": "/fellowships/na/",
    "programme near": "/fellowships/na/?near=memphis-tn",
    "no such programme": "/fellowships/nothing/",
    "guides": "/guides/",
    "guide with a table": "/guides/medicines/",
    "guide with meetings": "/guides/around-memphis/",
    "guide with a plan": "/guides/keeping-going/",
    "guide with warnings": "/guides/withdrawal/",
    "answers": "/faq/",
    "answer": "/faq/sponsor/",
    "glossary": "/glossary/",
    "help now": "/help-now/",
    "help near": "/help-now/?near=memphis-tn",
    "offline": "/offline/",
    "privacy": "/privacy/",
    "cover your tracks": "/cover-your-tracks/",
    "accessibility": "/accessibility/",
    "about": "/about/",
    "sources": "/sources/",
    "feeds": "/feeds/",
    "style guide": "/styleguide/",
    "finder": "/meetings/",
    "results": "/meetings/near/memphis-tn/",
    "filtered results": "/meetings/near/memphis-tn/?fellowship=na&type=women&radius=50",
    "no result": "/meetings/near/memphis-tn/?fellowship=ha&day=monday",
    "several places": "/meetings/?near=Springfield",
    "no such place": "/meetings/?near=Memfis",
    "online": "/meetings/online/",
    "by name": "/meetings/?q=lantern",
    "meeting": "/meetings/na/lamp-group-{meeting}/",
    "online meeting": "/meetings/na/lantern-online-{online}/",
    "meeting with a hidden address": "/meetings/na/harbor-group-{hidden}/",
    "joining": "/meetings/na/lantern-online-{online}/join/",
    "report form": "/meetings/na/lamp-group-{meeting}/report/",
    "report form of a hidden address": "/meetings/na/harbor-group-{hidden}/report/",
    "missing meeting": "/meetings/new/",
    "report sent": "/reports/{report}/sent/",
    "report followed": "/reports/{report}/",
    "list": "/list/?m={meeting}&m={online}&m={hidden}&m={gone}",
    "empty list": "/list/",
    "results on paper": "/meetings/near/memphis-tn/?layout=booklet",
    "comparison on paper": "/compare/na/ha/nar-anon/smart/?near=memphis-tn&layout=print",
    "blank sheet": "/list/?layout=attendance",
    "page not found": "/no-such-page/",
    "unknown place": "/meetings/near/nowhere-zz/",
    "meeting gone": "/meetings/na/gone-group-{gone}/",
}
# A results page with a second page behind it.
MORE_THAN_A_PAGE = 26


# Roles and what they may do: making them anew would take longer than most tests.
ALWAYS_THERE = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}


def clear_away():
    """Whatever stands in the database, but for roles."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), sorted(tables - ALWAYS_THERE)))


def furnish():
    """The small world, two towns of one name, a meeting gone, and more results than one page holds."""
    world = small_world()
    write_programmes(3)
    load_fellowships()
    load_guides()
    for state in ("IL", "MA"):
        make_place("Springfield", state, point=(40.0, -80.0), population=150_000)
    gone = make_meeting("Gone Group", status="unlisted", feed=world.feed)
    for number in range(MORE_THAN_A_PAGE - 10):
        make_meeting(
            f"Paper Boat {number}",
            venue=world.hall,
            weekday=number % 7,
            start=f"{8 + number % 12:02}:30",
            formats=["open", "speaker", "beginners"],
        )
    began_just_now("Night Lamp Group", venue=world.hall)
    return {
        "meeting": world.lamp.pk,
        "online": world.online.pk,
        "hidden": world.hidden.pk,
        "gone": gone.pk,
        "report": reported(world.online).token,
    }


def began_just_now(name, **changes):
    """A meeting that is on, whenever the tests run: today's, even if it began before midnight."""
    began = dt.datetime.now(ZoneInfo("America/Chicago")) - dt.timedelta(minutes=5)
    make_meeting(name, weekday=began.isoweekday() % 7, start=f"{began:%H:%M}", **changes)


def reported(meeting):
    """A report with a note, fields, an e-mail address and a message."""
    said = {"start": "20:00", "name": "Another Lantern", "online_url": "https://video.example/j/a-new-room"}
    note = "Nobody was there.\nThe room was empty for twenty minutes."
    report = receive(meeting, Report.Reason.LINK_DEAD, said, note=note, email="someone@post.example")
    answer_back(report, "It was on Friday.")
    return report
