"""A screenshot as a PNG of few colors, a fraction of its size: the most frequent, or the nearest of these."""

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLORS = 64


def with_few_colors(png):
    """Of what a browser writes: eight bits, no interlacing, RGB or RGBA."""
    width, height, kind, body = _parts(png)
    channels = {2: 3, 6: 4}[kind]
    pixels = _pixels(zlib.decompress(body), width, height, channels)
    palette = [color for color, _count in Counter(pixels).most_common(COLORS)]
    number = {color: place for place, color in enumerate(palette)}
    for color in set(pixels) - number.keys():
        number[color] = min(range(len(palette)), key=lambda place: _apart(palette[place], color))
    rows = (pixels[start : start + width] for start in range(0, len(pixels), width))
    body = b"".join(b"\0" + bytes(number[color] for color in row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colors = b"".join(bytes(color) for color in palette)
    parts = ((b"IHDR", head), (b"PLTE", colors), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _parts(png):
    assert png.startswith(SIGNATURE)
    place, body, head = len(SIGNATURE), b"", ()
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        data = png[place + 8 : place + 8 + length]
        head = struct.unpack(">IIBBBBB", data) if name == b"IHDR" else head
        body += data if name == b"IDAT" else b""
        place += length + 12
    width, height, _depth, kind, *_rest = head
    return width, height, kind, body


def _pixels(raw, width, height, channels):
    size, above, found = width * channels, bytes(width * channels), []
    for row in range(height):
        start = row * (size + 1)
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + size]), above, channels)
        found += zip(above[0::channels], above[1::channels], above[2::channels], strict=True)
    return found


def _unfiltered(kind, line, above, step):
    for place in range(len(line)):
        left = line[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guess = (0, left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))[kind]
        line[place] = (line[place] + guess) & 255
    return line


def _paeth(left, above, corner):
    far = left + above - corner
    return min((left, above, corner), key=lambda one: abs(far - one))


def _apart(one, other):
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
