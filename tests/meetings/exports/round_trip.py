"""The table of docs/round-trip.md, read, and each of its rules as a function: what a field may differ by."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from meetings.models import Format, SourceRecord

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "round-trip.md"
ROW = re.compile(r"^\| `(?P<field>[\w.]+)` \| .+ \| `(?P<rule>[\w-]+)` \|$", re.MULTILINE)
ROOT = "/feeds/bmlt/na/"
PROMPT = "#@-@#"
ZONE = "America/New_York"
NATIONS = {"", "USA", "U.S.A", "United States", "US", "United States of America"}


def table(heading):
    """Field -> rule of the table below that heading."""
    _before, _heading, rest = DOCUMENT.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    return dict(ROW.findall(rest.partition("\n## ")[0]))


@dataclass
class Served:
    """The NA meetings of a list as we serve them; `formats` by key and `bodies` by id beside them."""

    feed: str
    meetings: list[dict]
    formats: dict[str, dict]
    bodies: dict[str, dict]
    list_bodies: dict[str, dict]
    number_in_its_list: dict[str, str]
    changed: dict[str, str]
    seen: dict[str, str] = field(default_factory=dict)


def asked_of(client, feed, service_bodies):
    """Three questions to our BMLT server, as a client asks them."""
    records = SourceRecord.objects.filter(feed=feed).values_list("meeting", "key", "meeting__updated_at")
    numbers, changed = {}, {}
    for pk, key, moment in records:
        numbers[str(pk)], changed[str(pk)] = key.rpartition(":")[2], moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    ours = [one for one in ask(client, "GetSearchResults") if one["id_bigint"] in numbers]
    return Served(
        feed=feed.name,
        meetings=ours,
        formats={one["key_string"]: one for one in ask(client, "GetFormats")},
        bodies={one["id"]: one for one in ask(client, "GetServiceBodies")},
        list_bodies={one["id"]: one for one in json.loads(Path(service_bodies).read_bytes())},
        number_in_its_list=numbers,
        changed=changed,
    )


def ask(client, switcher):
    answer = client.get(f"{ROOT}client_interface/json/", {"switcher": switcher})
    assert answer.status_code == 200
    return json.loads(answer.getvalue())


def plain(words):
    """Without needless blanks, as a browser shows it."""
    return "\n".join(" ".join(line.split()) for line in words.splitlines()).strip()


def _our_number(said, ours, served):
    return served.number_in_its_list[ours["id_bigint"]] == said["id_bigint"]


def _our_server(_said, ours, served):
    return ours["root_server_uri"] == settings.SITE_URL + ROOT.rstrip("/")


def _our_body(said, ours, served):
    """One of ours for each of theirs, of the same name, type and world id."""
    theirs, number = said["service_body_bigint"], ours["service_body_bigint"]
    same = served.seen.setdefault(f"body {theirs}", number) == number
    same &= served.seen.setdefault(f"our body {number}", theirs) == theirs
    was, now = served.list_bodies[theirs], served.bodies[number]
    return same and all(plain(was[name]) == now[name] for name in ("name", "type", "world_id"))


def _in_person(said, ours, _served):
    """Where neither type nor link is given, people meet in person."""
    silent = not said["venue_type"] and not said["virtual_meeting_link"] and not said["phone_meeting_number"]
    return silent and ours["venue_type"] == "1"


def _zone(said, ours, _served):
    return not said["time_zone"] and ours["time_zone"] == ZONE


def _a_meter(name):
    """Seven decimals; and one point for meetings that share a building."""

    def near(said, ours, _served):
        off = abs(float(ours[name]) - float(said[name]))
        return off < 0.00001 and ours[name] == repr(round(float(ours[name]), 7))

    return near


def _nation(said, ours, _served):
    return said["location_nation"] in NATIONS and ours["location_nation"] == "US"


def _blanks(name):
    return lambda said, ours, _served: ours[name] == plain(said[name]) and PROMPT not in said[name]


def _prompt(name):
    return lambda said, ours, _served: (
        PROMPT in said[name] and ours[name] == plain(said[name].rpartition(PROMPT)[2])
    )


def _without_bilingual(said, ours, _served):
    return ours["formats"].split(",") == [key for key in said["formats"].split(",") if key != "BL"]


def _ids_of_the_keys(_said, ours, served):
    ids = [int(served.formats[key]["id"]) for key in ours["formats"].split(",")]
    return ours["format_shared_id_list"] == ",".join(map(str, sorted(ids)))


def _page(_said, ours, _served):
    page = rf"{re.escape(settings.SITE_URL)}/meetings/na/[a-z0-9-]+-{ours['id_bigint']}/"
    return re.fullmatch(page, ours["url"])


def _list(_said, ours, served):
    return ours["origin"] == served.feed


def _no_licence(_said, ours, _served):
    return ours["origin_licence"] == ""


def _changed(_said, ours, served):
    return ours["last_changed"] == served.changed[ours["id_bigint"]]


PLAIN_RULES = {
    "our-number": _our_number,
    "our-server": _our_server,
    "our-body": _our_body,
    "in-person": _in_person,
    "zone-of-the-list": _zone,
    "nation": _nation,
    "without-bilingual": _without_bilingual,
    "ids-of-the-keys": _ids_of_the_keys,
    "page": _page,
    "list": _list,
    "licence": _no_licence,
    "last-change": _changed,
}
RULES_BY_FIELD = {"a-meter": _a_meter, "blanks": _blanks, "prompt": _prompt}


def rule(name, of_field):
    return PLAIN_RULES.get(name) or RULES_BY_FIELD[name](of_field)


def csv_rows(body):
    return list(csv.DictReader(io.StringIO(body.decode())))


def _nothing(_before, after, name):
    return not after[name]


def _without_passcode_in_link(before, after, name):
    return after[name] == before[name].partition("?pwd=")[0]


def _without_passcode_lines(before, after, name):
    kept = [one for one in before[name].split("\n") if before["passcode"] not in one]
    return before["passcode"] and after[name] == "\n".join(kept)


def _in_the_directions(before, after, name):
    return not after[name] and before[name] in after["venue.getting_in"]


def _with_the_notes(before, after, name):
    """Of all meetings in the house, whose directions its page shows."""
    return after[name].startswith(before[name]) and after[name] != before[name]


def _with_the_transit(before, after, name):
    return after[name].split("\n") == [before[name], before["venue.transit"]]


def _borough(before, after, name):
    return before["venue.neighborhood"].startswith(f"{after[name]}, ")


def _quarter(before, after, name):
    return before[name] == f"{after['venue.city']}, {after[name]}"


def _closed_wins(before, after, name):
    gone = set(before[name]) - set(after[name])
    return set(after[name]) < set(before[name]) and gone == {Format.objects.get(slug="open").pk}


def _day_of_change(before, after, name):
    return before[name] is None and after[name] == timezone.now().date().isoformat()


def _longer_than_half_a_day(before, after, name):
    return before[name] > 12 * 60 and after[name] is None


def _five_decimals(before, after, name):
    return after[name] == round(before[name], 5)


# Of values before and after, by name.
BACK = {
    "nothing": _nothing,
    "no-passcode-in-link": _without_passcode_in_link,
    "no-passcode-in-notes": _without_passcode_lines,
    "in-the-directions": _in_the_directions,
    "with-the-notes": _with_the_notes,
    "with-the-transit": _with_the_transit,
    "borough": _borough,
    "quarter": _quarter,
    "closed-wins": _closed_wins,
    "day-of-change": _day_of_change,
    "longer-than-half-a-day": _longer_than_half_a_day,
    "five-decimals": _five_decimals,
}
