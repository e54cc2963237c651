"""What only paper needs: when it was printed, and the page's address as a picture for a phone's camera."""

import time

import segno
from django import template
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings import words
from meetings.times import local
from meetings.zone_names import zone_long

register = template.Library()
# Millimetres on paper: the whole code at least this, and each of its squares at least that.
SMALLEST_CODE, SMALLEST_SQUARE = 25.0, 0.5
QUIET_SQUARES = 4  # around it, as the standard asks


def code_of(address: str) -> segno.QRCode:
    """Level M: a fold or a stain may cover an eighth of it."""
    return segno.make(address, error="m", micro=False, boost_error=False)


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """The address as a picture, black on white in every colour scheme. In words it stands beside it."""
    code = code_of(address)
    squares = code.symbol_size(border=0)[0]
    side = max(SMALLEST_CODE / squares, SMALLEST_SQUARE)
    # Squares and numbers that segno made: nothing of the address is in it as text.
    drawn = code.svg_inline(
        scale=round(side, 2), unit="mm", border=QUIET_SQUARES, dark="#000", light="#fff", svgclass="qr"
    )
    return SafeString(drawn)


@register.filter
def without_scheme(address: str) -> str:
    return address.partition("://")[2]


@register.simple_tag
def printed_at(zone: str = "") -> str:
    """ "Printed 22 November 2026, 9:14 pm Central Standard Time": now, in the zone of what is listed."""
    zone, moment = zone or settings.TIME_ZONE, int(time.time())
    there = local(moment, zone)
    said = {
        "day": there.day,
        "month": MONTHS[there.month],
        "year": there.year,
        "clock": words.clock(moment, zone),
        "zone": zone_long(zone, moment),
    }
    return _("Printed %(day)d %(month)s %(year)d, %(clock)s %(zone)s.") % said
