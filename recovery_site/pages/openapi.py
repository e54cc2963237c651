"""`/feeds/openapi.json`: what other programs may read here, as OpenAPI 3.1."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponse
from django.utils.translation import gettext_lazy as _

from fellowships.caching import data_version, public_feed
from meetings.exports.bmlt_switchers import OUTPUTS
from meetings.exports.csv_file import COLUMNS
from meetings.labels import Labels, labels
from meetings.views.lists import MOST
from meetings.views.search_calendar import MOST as MOST_OF_SEARCH
from recovery_site.pages import openapi_parameters as parameters
from recovery_site.pages.openapi_parameters import SEARCH, Described, Known, Said
from recovery_site.pages.openapi_schemas import ANSWERS, TEXT, listed, ref, schemas

ALL: Final = "all"
JSON: Final = "application/json"
CALENDAR: Final = "text/calendar"
ROOT: Final = "/feeds/bmlt/{fellowship}/client_interface"


@public_feed(hourly=False)
def openapi_file(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(settings.SITE_URL, settings.SITE_NAME, known(labels(data_version(request)))))


def known(of: Labels) -> Known:
    axes: dict[str, set[str]] = {"type": set(), "format": set(), "access": set()}
    for one in of.formats.values():
        axes[one.axis].add(one.slug)
    return Known(sorted(of.by_fellowship_slug), {axis: sorted(slugs) for axis, slugs in axes.items()})


def document(site_url: str, site_name: str, known: Known) -> dict[str, Any]:
    paths = {**_bmlt(known), **_meetings(known), **_calendars(known), **_others()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site_name,
            "version": settings.RELEASE,
            "summary": _("Recovery meetings for other programs: no key, no account, no price."),
            "description": _("In words, with examples: %(address)s") % {"address": f"{site_url}/feeds/"},
        },
        "servers": [{"url": site_url}],
        "security": [{}],
        "paths": paths,
        "components": {"schemas": schemas(), "parameters": said_once(paths)},
    }


def said_once(paths: Described) -> Described:
    """Parameters that several paths share, by a name; the paths then only name them."""
    uses = Counter(one["name"] for path in paths.values() for one in path["get"]["parameters"])
    shared: Described = {}
    for path in paths.values():
        needs = path["get"]["parameters"]
        for index, one in enumerate(needs):
            name = one["name"]
            if uses[name] > 1 and shared.setdefault(name, one) == one:
                needs[index] = {"$ref": f"#/components/parameters/{name}"}
    return shared


HEADERS: Final = {
    "ETag": _("Send it back as If-None-Match."),
    "Last-Modified": _("Send it back as If-Modified-Since."),
    "Link": _("The license of all of it (rel=license), or the page that says whose list is under which."),
    "X-Meetings": _("How many there are."),
    "X-By-Appointment": _("How many of them have no day and time."),
    "X-Monthly-Left-Out": _("Left out because they are not held every week."),
}
FEED: Final = ("ETag", "Last-Modified")
OF_TABLE: Final = (*FEED, "Link", "X-Meetings")
OF_GUIDE: Final = tuple(HEADERS)


def asked(says: Said, needs: Sequence[Described], answers: Described, **more: Any) -> Described:
    """A GET; `answers` by status."""
    return {"get": {"summary": says, "parameters": list(needs), "responses": answers, **more}}


def answered(says: Said, kind: str, schema: Described, headers: Sequence[str] = FEED) -> Described:
    """With the answer to a repeat, where it has a tag."""
    told = {name: {"schema": TEXT, "description": HEADERS[name]} for name in headers}
    found: Described = {"200": {"description": says, "content": {kind: {"schema": schema}}, "headers": told}}
    return found | ({"304": {"description": _("Nothing has changed since.")}} if told else {})


def refused(says: Said, kind: str = JSON) -> Described:
    return {"description": says, "content": {kind: {"schema": ref("Message") if kind == JSON else TEXT}}}


def _bmlt(known: Known) -> Described:
    """Which parameters belong to which switcher stands in `x-parameters`, what it answers in `x-answers`."""
    whose = parameters.path("fellowship", parameters.one_of(known.programs), _("A program."))
    every = [one for needs in parameters.BMLT.values() for one in needs]
    search = list(parameters.BMLT[SEARCH])
    refusals = {
        "400": refused(_("The question lacks something, or holds too much.")),
        "404": refused(_("No such program.")),
        "422": refused(_("No such switcher, or a value that cannot be read.")),
    }
    any_answer = {"anyOf": list(ANSWERS.values())}
    more = {
        "x-parameters": {name: [one["name"] for one in needs] for name, needs in parameters.BMLT.items()},
        "x-answers": ANSWERS,
    }

    def switcher(output: str) -> Described:
        names = sorted(OUTPUTS[output])
        return parameters.parameter("switcher", parameters.one_of(names), _("What to answer."), required=True)

    def ok(kind: str, schema: Described) -> Described:
        return answered(_("As a BMLT server answers."), kind, schema) | refusals

    return {
        f"{ROOT}/json/": asked(
            _("BMLT's Semantic API"), [whose, switcher("json"), *every], ok(JSON, any_answer), **more
        ),
        f"{ROOT}/jsonp/": asked(
            _("The same as a call of a function"),
            [whose, switcher("jsonp"), parameters.CALLBACK, *every],
            ok("text/javascript", TEXT),
        ),
        f"{ROOT}/tsml/": asked(
            _("Search results for the TSML plugin"),
            [whose, switcher("tsml"), *search],
            ok(JSON, listed("TsmlMeeting")),
        ),
        f"{ROOT}/csv/": asked(
            _("A table for NA World Services"),
            [whose, switcher("csv"), parameters.SERVICE_BODY],
            ok("text/csv", TEXT),
        ),
    }


PLACES: Final = {
    "400": refused(_("Several places have that name: the sentence names them.")),
    "404": refused(_("No such program or place.")),
}


def _meetings(known: Known) -> Described:
    whose = parameters.path("fellowship", parameters.one_of([*known.programs, ALL]), _("A program, or all."))
    guide = answered(
        _("Weekly meetings, and those by appointment."), JSON, listed("MeetingGuideMeeting"), OF_GUIDE
    )
    table = answered(_("A header, then a row each; with a byte order mark."), "text/csv", TEXT, OF_TABLE)
    return {
        "/feeds/meeting-guide/{fellowship}.json": asked(
            _("Meeting Guide JSON"), [whose, *parameters.finder(known)], guide | PLACES
        ),
        "/feeds/meetings.csv": asked(
            _("All meetings, or those of a search, as a table (RFC 4180)"),
            parameters.finder(known),
            table | PLACES,
            **{"x-columns": {name: _(says) for name, says in COLUMNS.items()}},
        ),
    }


def _calendars(known: Known) -> Described:
    chosen_ones = answered(_("Events with RRULE; gone meetings are cancelled."), CALENDAR, TEXT, ())
    found = answered(_("Events with RRULE."), CALENDAR, TEXT, ["ETag"])
    plain = {name: refused(PLACES[name]["description"], "text/plain") for name in PLACES}
    numbers = {"type": "array", "items": parameters.number(minimum=1), "maxItems": MOST}
    chosen = parameters.parameter("m", numbers, _("Numbers of meetings."), required=True)
    address = (
        parameters.path("fellowship", parameters.one_of(known.programs), _("Its program.")),
        parameters.path(
            "meeting", parameters.text(), _("Its name and number, as in the address of its page.")
        ),
    )
    return {
        "/meetings/calendar.ics": asked(
            _("Any search as a calendar: the soonest %(most)d") % {"most": MOST_OF_SEARCH},
            [*parameters.finder(known), *parameters.CALENDAR],
            found | plain,
        ),
        "/list/calendar.ics": asked(
            _("Chosen meetings as a calendar"),
            [chosen, *parameters.CALENDAR],
            chosen_ones | {"404": refused(_("No such meeting."), "text/html")},
        ),
        "/meetings/{fellowship}/{meeting}/calendar.ics": asked(
            _("One meeting as a calendar"),
            [*address, *parameters.CALENDAR],
            chosen_ones | {"404": refused(_("No such meeting."), "text/html")},
        ),
    }


def _others() -> Described:
    guides = answered(_("The last changed first."), "application/atom+xml", TEXT)
    this = answered(_("OpenAPI 3.1."), JSON, {"type": "object", "required": ["openapi", "info", "paths"]})
    return {
        "/feeds/guides.atom": asked(_("Our guides, as Atom"), [], guides),
        "/feeds/openapi.json": asked(_("This description"), [], this),
    }
