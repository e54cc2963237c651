"""The bytes of a list from its address: one answer, for BMLT three."""

from dataclasses import dataclass
from typing import Final

from meetings.feeds.bmlt_root import bmlt_urls
from meetings.feeds.download import fetch
from meetings.feeds.records import PARSER_VERSION, FeedBytes
from meetings.models import Feed

# Kept with the ETag: an answer that an older parser read is asked for again in full.
MARK: Final = f"{PARSER_VERSION}:"
LONGEST_ETAG: Final = 240


@dataclass(frozen=True, slots=True)
class Fetched:
    data: FeedBytes
    etag: str = ""  # as the feed keeps it
    last_modified: str = ""
    not_modified: bool = False


def fetch_list(feed: Feed, *, conditional: bool = True) -> Fetched:
    """Raises DownloadFailed or BackOff. `conditional`: nothing is sent again if it has not changed since."""
    known = conditional and feed.etag.startswith(MARK)
    addresses = bmlt_urls(feed.address) if feed.kind == Feed.Kind.BMLT else None
    main = fetch(
        addresses.meetings if addresses else feed.address,
        etag=feed.etag.removeprefix(MARK) if known else "",
        last_modified=feed.last_modified if known else "",
    )
    if main.not_modified:
        return Fetched(FeedBytes(b""), not_modified=True)
    formats = fetch(addresses.formats).body if addresses else b""
    bodies = fetch(addresses.service_bodies).body if addresses else b""
    etag = main.etag if len(main.etag) <= LONGEST_ETAG else ""
    return Fetched(FeedBytes(main.body, formats, bodies), MARK + etag, main.last_modified)
