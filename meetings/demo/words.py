"""What demonstration meetings are made of: everything here is invented and says so."""

# (fellowship, how many of a hundred groups are its)
FELLOWSHIPS = (
    ("na", 38),
    ("aa", 24),
    ("ha", 8),
    ("smart", 8),
    ("recovery-dharma", 6),
    ("nar-anon", 6),
    ("ca", 5),
    ("wfs", 3),
    ("mara", 2),
)
US_TOWNS = 50
BY_APPOINTMENT_EVERY = 97
CANCELLED_EVERY = 30
TOWNS_ABROAD = (
    "london-gb",
    "dublin-ie",
    "toronto-ca",
    "montreal-ca",
    "mexico-city-mx",
    "berlin-de",
    "paris-fr",
    "madrid-es",
    "sao-paulo-br",
    "kolkata-in",
    "sydney-au",
    "auckland-nz",
    "johannesburg-za",
)
LANGUAGE_OF = {"MX": "es", "DE": "de", "FR": "fr", "ES": "es", "BR": "pt"}
GROUPS = (
    "Lamp",
    "Harbor",
    "Open Door",
    "Morning Bread",
    "Blue Chair",
    "Second Cup",
    "River Bend",
    "Paper Boat",
    "Quiet Corner",
    "Sunflower",
    "Long Bridge",
    "Lantern",
    "Warm Soup",
    "Green Bench",
    "Next Step",
    "Kite",
)
BUILDINGS = (
    ("Community Center", "community center"),
    ("Library", "library"),
    ("Church Hall", "church"),
    ("Clubhouse", "clubhouse"),
    ("Health Center", "clinic"),
    ("School", "school"),
)
STREETS = ("Example Street", "Sample Avenue", "Invented Lane", "Pretend Road", "Model Square")
GETTING_IN = (
    "",
    "",
    "Use the door at the side and go down one floor.",
    "Ring the bell marked “Meeting”.",
    "Second floor; there is a lift.",
)
TRANSIT = ("", "", "Bus stop in front of the door.", "Five minutes on foot from the train.")
# (hour, minute, how often)
STARTS = (
    (6, 30, 3),
    (7, 0, 6),
    (9, 0, 4),
    (10, 0, 5),
    (12, 0, 12),
    (12, 15, 2),
    (17, 30, 10),
    (18, 0, 12),
    (18, 30, 10),
    (19, 0, 22),
    (19, 30, 14),
    (20, 0, 12),
    (21, 0, 4),
    (22, 0, 3),
    (23, 0, 3),
)
DURATIONS = ((None, 25), (60, 40), (75, 5), (90, 28), (120, 2))
# Bits 0-4 are the 1st to 5th week, bit 5 the last; 0 is every week.
WEEKS = ((0, 93), (0b000001, 1), (0b000101, 2), (0b001010, 1), (0b100000, 2), (0b100001, 1))
OPEN_OR_CLOSED = ((("open",), 55), (("closed",), 20), ((), 24), (("open", "closed"), 1))
WHO = (
    ((), 78),
    (("beginners",), 8),
    (("women",), 4),
    (("men",), 4),
    (("young-people",), 3),
    (("lgbtq",), 3),
)
ACCESS = (
    ((), 55),
    (("wheelchair",), 25),
    (("wheelchair", "wheelchair-toilet"), 5),
    (("no-smoking",), 6),
    (("children-welcome",), 4),
    (("no-children",), 2),
    (("closed-on-holidays",), 2),
    (("sign-language",), 1),
)
WHAT = {
    "na": (
        "discussion",
        "basic-text",
        "just-for-today",
        "step-study",
        "speaker-discussion",
        "topic",
        "speaker",
    ),
    "aa": ("discussion", "big-book", "step-study", "twelve-and-twelve", "speaker", "daily-reflections"),
    "ha": ("big-book", "discussion", "speaker-discussion", "just-for-today"),
    "recovery-dharma": ("meditation", "inquiry", "literature"),
    "wfs": ("discussion", "topic"),
}
WHAT_ELSEWHERE = ("discussion", "topic", "step-study", "literature")
ATTENDANCE = (("in-person", 80), ("hybrid", 12), ("online", 6), ("phone", 2))
SLIPS = (("", 70), ("yes", 18), ("ask", 8), ("no", 4))
