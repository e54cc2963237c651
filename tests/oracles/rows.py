"""What a search row and the search words of a meeting must be, read field by field from the meeting."""

import json

from anyascii import anyascii

ONLINE, NOWHERE = -1, -2


def row_of(meeting):
    """Every column but `exceptions`, and the card as a dict."""
    venue = meeting.venue if meeting.attendance in ("in-person", "hybrid") else None
    point = None
    if venue and venue.latitude is not None:
        point = (venue.latitude, venue.longitude)
        if venue.address_hidden:
            point = (round(venue.latitude, 1), round(venue.longitude, 1))
    return {
        "cell": cell(point)
        if point
        else NOWHERE
        if meeting.attendance in ("in-person", "hybrid")
        else ONLINE,
        "weekday": meeting.weekday,
        "start": None if meeting.start is None else meeting.start.hour * 60 + meeting.start.minute,
        "duration": meeting.duration,
        "time_zone": meeting.time_zone,
        "weeks": meeting.weeks,
        "fellowship_id": meeting.fellowship.pk,
        "attendance": meeting.attendance,
        "format_set": ",".join(
            [str(one.pk) for one in meeting.formats.order_by("pk")]
            + ["L" + language for language in meeting.languages]
            + (["S" + meeting.slips] if meeting.slips else [])
            + ([] if not point or venue.address_hidden else ["Pa" if venue.approximate else "Px"])
        ),
        "latitude": point and point[0],
        "longitude": point and point[1],
    }


def listed(meeting):
    return meeting.status == "listed" and meeting.merged_into is None and meeting.fellowship.published


def cell(point):
    rows_of_cells = range(-360, 360)  # quarter degrees from the equator
    row = next(one for one in rows_of_cells if one / 4 <= point[0] < (one + 1) / 4)
    column = next(one for one in range(-720, 720) if one / 4 <= point[1] < (one + 1) / 4)
    return (row + 360) * 1440 + column + 720


def words_of(meeting):
    if not listed(meeting):
        return set()
    venue = meeting.venue
    texts = [meeting.name, meeting.group.name if meeting.group else ""]
    if venue and not venue.address_hidden:
        texts.append(venue.name)
    if venue:
        texts += [venue.city, venue.state]
    letters = "".join(
        letter if letter.isalnum() else "" if letter == "'" else " "
        for letter in anyascii(" ".join(texts)).lower()
    )
    return set(letters.split())


def card_of(row):
    return json.loads(row.card)
