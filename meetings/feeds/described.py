"""The list that the words of a command describe: found by its name, or new, with its options checked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from fellowships.models import Fellowship
from meetings.feeds.records import FeedBytes
from meetings.feeds.values import ZONES
from meetings.models import Feed
from meetings.places.countries import COUNTRIES
from meetings.places.regions import US_STATES

LARGEST_FILE: Final = 100 * 1024 * 1024
LONGEST_STATE: Final = 12


class Misuse(Exception):
    """What was asked for cannot be; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Description:
    source: str
    kind: str
    fellowship: str
    name: str = ""
    time_zone: str = ""
    formats: str = ""
    service_bodies: str = ""
    covers: list[str] = field(default_factory=list)
    republish: bool = False

    @property
    def is_address(self) -> bool:
        return self.source.lower().startswith(("http://", "https://"))


def described_feed(words: Description) -> tuple[Feed, bool]:
    """The list, not saved, and whether it must be. One query for a list we know, two for a new one."""
    name = words.name or (words.source if words.is_address else Path(words.source).name)
    if len(name) > 255:
        raise Misuse(_("The name of the list is too long: at most 255 characters."))
    feed = Feed.objects.select_related("fellowship").filter(name=name).first()
    if feed is None:
        feed = Feed(name=name, kind=words.kind, fellowship=_fellowship(words.fellowship))
    else:
        _same_list(feed, words)
    wanted = _options(words, feed)
    changed = [name for name, value in wanted.items() if getattr(feed, name) != value]
    for option in changed:
        setattr(feed, option, wanted[option])
    if changed:
        feed.etag = feed.last_modified = ""  # the list is read in full again, as the new options say
    return feed, bool(changed) or feed.pk is None


def given_bytes(words: Description) -> FeedBytes | None:
    """What the files hold; None for an address, which is fetched when the run begins."""
    beside = {"--formats": words.formats, "--service-bodies": words.service_bodies}
    for option, path in beside.items():
        if path and (words.kind != Feed.Kind.BMLT or words.is_address):
            raise Misuse(_("%(option)s goes with a file of kind bmlt only.") % {"option": option})
    if words.is_address:
        return None
    return FeedBytes(_file(words.source), *(_file(path) if path else b"" for path in beside.values()))


def _file(path: str) -> bytes:
    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            raise Misuse(_("%(path)s is larger than 100 MB; that cannot be a list.") % {"path": path})
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise Misuse(
            _("There is no file %(path)s. SOURCE is a file or a web address.") % {"path": path}
        ) from None
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        raise Misuse(_("%(path)s cannot be read: %(fault)s.") % {"path": path, "fault": fault}) from None


def _fellowship(slug: str) -> Fellowship:
    known = {fellowship.slug: fellowship for fellowship in Fellowship.objects.all()}
    if not known:
        raise Misuse(_("There are no programs yet: run load_fellowships (or bootstrap) first."))
    if slug not in known:
        names = ", ".join(sorted(known))
        raise Misuse(
            _("There is no program “%(slug)s”. It is one of: %(names)s.") % {"slug": slug, "names": names}
        )
    return known[slug]


def _same_list(feed: Feed, words: Description) -> None:
    slug = feed.fellowship.slug if feed.fellowship else ""
    if feed.kind != words.kind or slug != words.fellowship:
        raise Misuse(
            _("The list “%(name)s” is of kind %(kind)s and of %(slug)s. Give this one another --name.")
            % {"name": feed.name, "kind": feed.kind, "slug": slug or "-"}
        )


def _options(words: Description, feed: Feed) -> dict[str, Any]:
    """What the words set; a zone, a coverage or an address that is not given stays as it is."""
    wanted: dict[str, Any] = {"republish": words.republish}
    if words.time_zone:
        if words.time_zone not in ZONES:
            raise Misuse(
                _("There is no time zone “%(zone)s”. Write it as America/New_York.")
                % {"zone": words.time_zone}
            )
        wanted["time_zone"] = words.time_zone
    if words.covers:
        wanted["covers"] = [covered_place(place) for place in words.covers]
    if words.is_address:
        if len(words.source) > 500:
            raise Misuse(_("The web address is too long: at most 500 characters."))
        wanted["address"] = words.source
    return wanted


def covered_place(place: str) -> str:
    """A country or a state as a list's coverage names it; raises Misuse."""
    country, _dash, state = place.strip().lower().partition("-")
    known = country.upper() in COUNTRIES
    if state and country == "us":
        known = state.upper() in US_STATES
    elif state:
        known = known and state.isalnum() and len(state) <= LONGEST_STATE
    if not known or (_dash and not state):
        raise Misuse(
            _("“%(place)s” is no country or state. Write it as us (a country) or us-tn (a state).")
            % {"place": place}
        )
    return f"{country}{_dash}{state}"
