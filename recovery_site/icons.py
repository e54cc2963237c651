"""Our own small drawings, as paths on a field of 24 by 24; they decorate words and never stand alone."""

from typing import Final

PATHS: Final = {
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4",
    "filter": "M4 7h16M7 12h10m-7 5h4",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "heart": "M12 20C5 15 3 12 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 12 19 15 12 20z",
    "join": "M4 7h11v10H4zM15 11l5-3v8l-5-3",
    "leave": "M6 6l12 12M18 6 6 18",
    "phone": "M6 3h3l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 2v3c0 1-1 2-2 2C10 20 4 14 4 5c0-1 1-2 2-2z",
    "pin": "M12 21c5-6 7-8.5 7-12a7 7 0 0 0-14 0c0 3.5 2 6 7 12zm0-9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "save": "M6 3h12v18l-6-5-6 5z",
    "share": "M12 15V3M8 7l4-4 4 4M5 12v9h14v-9",
    "way": "M21 3 3 11l7 3 3 7z",
}
