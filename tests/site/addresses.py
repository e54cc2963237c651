"""Every public address of the site: an example of it, what it answers, and what it may cost.

A URL pattern without a line here fails tests/site/test_addresses.py. `{words}` in a path are filled in by the
world that tests/site/visiting.py makes. `queries` is the most that one visit may take that no cache knows of;
`why` says what they are. Names of programmes and formats, and whether this is a demonstration, are not
counted: a worker reads them once for each data version.
"""

from django.urls import URLResolver, get_resolver

from tests.site.address import VERSION, XML, Address
from tests.site.feed_addresses import FEED_STATES, FEEDS

CALENDAR = "text/calendar"
UNSEEN_ID, LOCKED_ID = 7_701, 7_702  # a meeting with a hidden address, one with a passcode
REPORT_TOKEN = "an-invented-private-address-of-a-report"
BOTH = f"m={UNSEEN_ID}&m={LOCKED_ID}"
SKIPPED_NAMESPACES = frozenset({"admin"})


MEETING = f"{VERSION}, the meeting"
OURS = "where we differ from its list, its versions"
NEAR = (
    f"{VERSION}, place, rows of its cells, what may stop a meeting, online rows, results, lists, "
    "phone lines, towns on the map"
)
FURTHER = f"{NEAR}; as nothing is found also rows further and further out, and whose lists we have"
GUIDE = (
    f"{VERSION}, guide, its programmes, guides, questions, changes, sources; for its live blocks words, "
    "lines, facts, place, rows of its cells, what may stop a meeting, whose lists we have, online rows"
)
PROFILE = f"{VERSION}, programme, rows, facts, lines, online rows, what may stop a meeting, results, guides"
SIDE_BY_SIDE = f"{VERSION}, programmes with their lines, rows with their facts, ways of several"
CLOSURES = "meeting, formats, closures, cancellations, holidays"


ADDRESSES: dict[str, Address] = {
    **FEEDS,
    "robots-file": Address("/robots.txt", 1, VERSION, kind="text/plain"),
    "sitemap": Address(
        "/sitemap.xml",
        9,
        f"{VERSION}, changes of profiles (2), guides, questions, words, towns (2), meetings",
        kind=XML,
    ),
    "sitemap-file": Address("/sitemap-meetings-1.xml", 2, f"{VERSION}, meetings", kind=XML),
    "opensearch": Address("/opensearch.xml", 1, VERSION, kind="application/opensearchdescription+xml"),
    "worker": Address("/sw.js", 0, "", kind="text/javascript"),
    "manifest": Address("/manifest.webmanifest", 1, VERSION, kind="application/manifest+json"),
    "offline": Address("/offline/", 2, f"{VERSION}, guides"),
    "security-file": Address("/.well-known/security.txt", 0, "", status=404, kind="text/plain"),
    "home": Address("/", 4, f"{VERSION}, guides, online rows, what may stop a meeting"),
    "help-now": Address("/help-now/", 3, f"{VERSION}, lines, whether the guide is there"),
    "privacy": Address("/privacy/", 1, VERSION),
    "cover-your-tracks": Address("/cover-your-tracks/", 1, VERSION),
    "accessibility": Address("/accessibility/", 1, VERSION),
    "about": Address("/about/", 1, VERSION),
    # Holds every sheet and every piece; whoever reads it builds pages, and is in no hurry.
    "styleguide": Address("/styleguide/", 1, VERSION, most=24_000),
    "sources": Address(
        "/sources/",
        9,
        f"{VERSION}, texts, lines, lists, their numbers, problems, last runs; meetings confirmed, reports",
    ),
    "guides": Address("/guides/", 2, f"{VERSION}, guides"),
    "guide": Address("/guides/first-meeting/", 17, GUIDE),
    "guide-vote": Address("/guides/first-meeting/helpful/", 1, VERSION, status=302, posts=True),
    "faq": Address("/faq/", 2, f"{VERSION}, questions"),
    "question": Address("/faq/must-i-speak/", 3, f"{VERSION}, question, sources"),
    "glossary": Address("/glossary/", 2, f"{VERSION}, words"),
    "choose": Address(
        "/choose/", 6, f"{VERSION}, once for each data version questions, answers, reasons, ways"
    ),
    "fellowships": Address("/fellowships/", 2, f"{VERSION}, programmes"),
    "fellowship": Address("/fellowships/na/", 8, PROFILE),
    "compare-choice": Address("/compare/", 1, VERSION),
    "compare": Address("/compare/na/ha/", 4, SIDE_BY_SIDE),
    "finder": Address("/meetings/", 2, f"{VERSION}, countries"),
    "finder-near": Address("/meetings/near/memphis-tn/", 8, NEAR),
    "finder-calendar": Address(
        "/meetings/calendar.ics?near=memphis-tn&title=name&place=1&link=1",
        9,
        f"{VERSION}, place, rows of its cells, what may stop a meeting; {CLOSURES}",
        kind=CALENDAR,
    ),
    "online": Address("/meetings/online/", 5, f"{VERSION}, online rows, hybrid rows, results, their lists"),
    "meeting-new": Address("/meetings/new/", 1, VERSION, posts=True),
    "meeting-report": Address(
        "/meetings/na/lamp-group-{meeting}/report/", 4, f"{MEETING}, formats, its version", posts=True
    ),
    "still-true": Address(
        "/meetings/still-true/{asked}/",
        3,
        f"{VERSION}, the contact with its group, its meetings",
        posts=True,
    ),
    "report-outcome": Address(
        f"/reports/{REPORT_TOKEN}/", 4, f"{VERSION}, the report, its fields and messages", posts=True
    ),
    "report-sent": Address(f"/reports/{REPORT_TOKEN}/sent/", 8, f"the report; {NEAR}"),
    "list-page": Address(f"/list/?m={{meeting}}&m={{online}}&{BOTH}", 3, f"{VERSION}, rows, results"),
    "list-calendar": Address(
        f"/list/calendar.ics?m={{meeting}}&m={{online}}&{BOTH}", 5, CLOSURES, kind=CALENDAR
    ),
    "meeting-page": Address(
        "/meetings/na/lamp-group-{meeting}/",
        15,
        f"{MEETING}, its lists (2), formats, others there, their rows; {OURS}, their formats, versions of "
        "its venue, names of what those speak of (2)",
    ),
    "meeting-join": Address("/meetings/na/lantern-online-{online}/join/", 2, MEETING),
    "meeting-calendar": Address("/meetings/na/lamp-group-{meeting}/calendar.ics", 5, CLOSURES, kind=CALENDAR),
}

# Other states of the same addresses that visitors meet often enough to guard them like pages.
STATES: dict[str, Address] = {
    **FEED_STATES,
    "sitemap of places": Address("/sitemap-places-1.xml", 3, f"{VERSION}, towns, their names", kind=XML),
    "sitemap of guides": Address(
        "/sitemap-guides-1.xml", 4, f"{VERSION}, guides, questions, words", kind=XML
    ),
    "no such sitemap": Address("/sitemap-nothing-1.xml", 1, VERSION, status=404),
    "what might suit": Address("/choose/?a=2", 1, VERSION),
    "answers sent": Address("/choose/?q1=1", 1, VERSION, status=302),
    "no such programme": Address("/fellowships/nothing/", 3, f"{VERSION}, programme, all", status=404),
    "a programme near": Address("/fellowships/na/?near=memphis-tn", 14, f"{PROFILE}; place, what is near"),
    "a place typed": Address(
        "/fellowships/na/?near=Memphis,+TN", 3, f"{VERSION}, programme, places", status=302
    ),
    "no such guide": Address("/guides/nothing/", 2, f"{VERSION}, guide", status=404),
    "no such question": Address("/faq/nothing/", 2, f"{VERSION}, question", status=404),
    "compared near": Address(
        "/compare/na/ha/?near=memphis-tn",
        12,
        f"{SIDE_BY_SIDE}; place, rows, what may stop a meeting, the nearest (2), results, lists (2)",
    ),
    "compared, what differs": Address("/compare/ha/na/?rows=different", 4, SIDE_BY_SIDE),
    "compared, ticked": Address("/compare/?with=na&with=ha", 1, VERSION, status=302),
    "compared, too few": Address("/compare/?near=Memphis", 1, VERSION),
    "compared, a place typed": Address(
        "/compare/na/ha/?near=Memphis,+TN", 2, f"{VERSION}, places", status=302
    ),
    "compared, no such place": Address("/compare/na/ha/?near=Memfis", 4, f"{VERSION}, place, suggestions"),
    "compared, one alone": Address("/compare/na/", 1, VERSION, status=302),
    "compared, unknown": Address("/compare/na/nothing/", 1, VERSION, status=404),
    "a search on paper": Address("/meetings/near/memphis-tn/?layout=print", 9, f"{NEAR}, ways in"),
    "a search to fold": Address(
        "/meetings/near/memphis-tn/?layout=booklet&layout=large&layout=neutral&layout=plain",
        9,
        f"{NEAR}, ways in",
    ),
    "online on paper": Address(
        "/meetings/online/?layout=print",
        7,
        f"{VERSION}, online rows, hybrid rows, results, ways in, lists, phone lines",
    ),
    "words on paper": Address(
        "/meetings/?q=lamp&layout=print",
        8,
        f"{VERSION}, words, rows, what may stop, results, ways in, lists, phone lines",
    ),
    "near me on paper": Address("/meetings/?lat=35.15&lng=-90.05&layout=print", 9, f"{NEAR}, ways in"),
    "a list on paper": Address(
        f"/list/?m={{meeting}}&m={{online}}&{BOTH}&m={{gone}}&layout=print",
        8,
        f"{VERSION}, rows, what may stop, results, ways in, lists, phone lines, which are gone",
    ),
    "a comparison on paper": Address(
        "/compare/na/ha/?near=memphis-tn&layout=print",
        12,
        f"{SIDE_BY_SIDE}; place, rows, what may stop a meeting, the nearest (2), results, lists (2)",
    ),
    "a guide on paper": Address("/guides/first-meeting/?layout=print", 17, GUIDE),
    "a blank sheet": Address("/list/?layout=attendance", 1, VERSION),
    "no such page": Address("/no-such-page/", 1, VERSION, status=404),
    "help near": Address("/help-now/?near=memphis-tn", 4, f"{VERSION}, place, lines, guide"),
    "help, a town typed": Address("/help-now/?near=Memphis", 3, f"{VERSION}, place, places", status=302),
    "help, rubbish typed": Address("/help-now/?near=%00%3Cscript%3E", 6, f"{VERSION}, places, lines, guide"),
    "a town typed": Address("/meetings/?near=Memphis,+TN", 2, f"{VERSION}, places", status=302),
    "a slip typed": Address("/meetings/?near=Memfis", 4, f"{VERSION}, places, suggestions, names"),
    "rubbish typed": Address("/meetings/?near=%00%3Cscript%3E", 3, f"{VERSION}, places, names of meetings"),
    "a programme": Address("/meetings/?fellowship=na", 5, f"{VERSION}, rows, what may stop, results, lists"),
    "words": Address("/meetings/?q=lamp", 6, f"{VERSION}, words, rows, what may stop, results, lists"),
    "near me": Address("/meetings/?lat=35.15&lng=-90.05", 9, NEAR),
    "near me as a calendar": Address(
        "/meetings/calendar.ics?lat=35.15&lng=-90.05",
        10,
        f"{VERSION}, nearest town, rows of its cells, what may stop a meeting; {CLOSURES}",
        kind=CALENDAR,
    ),
    "online as a calendar": Address(
        "/meetings/calendar.ics?attendance=online,phone",
        10,
        f"{VERSION}, online rows, hybrid rows, what may stop a meeting; {CLOSURES}",
        kind=CALENDAR,
    ),
    "a calendar of nothing named": Address(
        "/meetings/calendar.ics", 1, VERSION, status=400, kind="text/plain"
    ),
    "a calendar of no such place": Address(
        "/meetings/calendar.ics?near=Memfis",
        4,
        f"{VERSION}, place, places, suggestions",
        status=404,
        kind="text/plain",
    ),
    "nothing there": Address(
        "/meetings/near/nashville-tn/?fellowship=na&day=monday",
        13,
        FURTHER,
    ),
    "filtered": Address(
        "/meetings/near/memphis-tn/?fellowship=na&type=open&radius=50&attendance=hybrid",
        13,
        FURTHER,
    ),
    "an unknown place": Address("/meetings/near/nowhere-zz/", 2, f"{VERSION}, place", status=404),
    "another name": Address("/meetings/na/other-name-{meeting}/", 2, MEETING, status=301),
    "gone": Address("/meetings/na/gone-group-{gone}/", 6, f"{MEETING}, what is near instead", status=410),
    "no such meeting": Address("/meetings/na/nothing-999999/", 2, MEETING, status=404),
    "online meeting": Address(
        "/meetings/na/lantern-online-{online}/", 7, f"{MEETING}, its list, other lists, formats, {OURS}"
    ),
    "hidden meeting": Address(
        f"/meetings/na/unseen-group-{UNSEEN_ID}/", 7, f"{MEETING}, lists (2), formats, {OURS}"
    ),
    "hidden calendar": Address(
        f"/meetings/na/unseen-group-{UNSEEN_ID}/calendar.ics", 5, CLOSURES, kind=CALENDAR
    ),
    "hidden join": Address(f"/meetings/na/unseen-group-{UNSEEN_ID}/join/", 2, MEETING, status=404),
    "report on a hidden meeting": Address(
        f"/meetings/na/unseen-group-{UNSEEN_ID}/report/", 4, f"{MEETING}, formats, its version", posts=True
    ),
    "report on a locked meeting": Address(
        f"/meetings/na/locked-group-{LOCKED_ID}/report/", 4, f"{MEETING}, formats, its version", posts=True
    ),
    "report by another name": Address(
        "/meetings/na/other-name-{meeting}/report/", 2, MEETING, status=301, posts=True
    ),
    "report on one that is gone": Address(
        "/meetings/na/gone-group-{gone}/report/", 6, f"{MEETING}, what is near instead", 410, posts=True
    ),
    "no such link of a group": Address(
        "/meetings/still-true/nothing/", 2, f"{VERSION}, the contact", status=410, posts=True
    ),
    "no such report": Address("/reports/nothing/", 2, f"{VERSION}, the report", status=404),
    "hidden in a list": Address(f"/list/?m={UNSEEN_ID}", 3, f"{VERSION}, rows, results"),
    "locked meeting": Address(
        f"/meetings/na/locked-group-{LOCKED_ID}/", 7, f"{MEETING}, lists (2), formats, {OURS}"
    ),
    "locked calendar": Address(
        f"/meetings/na/locked-group-{LOCKED_ID}/calendar.ics", 5, CLOSURES, kind=CALENDAR
    ),
    "locked join": Address(f"/meetings/na/locked-group-{LOCKED_ID}/join/", 2, MEETING),
    "empty list": Address("/list/", 1, VERSION),
    "a list of nothing": Address("/list/?m=999999&m=x", 3, f"{VERSION}, rows, meetings"),
}


def public_patterns(resolver=None, namespace="", route=""):
    """(name, route) of every pattern that is not the staff's, included ones too."""
    for item in (resolver or get_resolver()).url_patterns:
        here = route + str(item.pattern)
        if isinstance(item, URLResolver):
            if item.namespace not in SKIPPED_NAMESPACES:
                inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
                yield from public_patterns(item, inner, here)
        else:
            yield (f"{namespace}{item.name}" if item.name else None), here
