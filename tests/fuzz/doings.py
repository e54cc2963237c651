"""Random values for those who change the directory: few of each, so that the same ones meet again."""

import datetime as dt

from django.utils import timezone
from hypothesis import strategies as st

from tests.meetings.feeds.saving import ROOT, row

TODAY = timezone.localdate()
NUMBERS = st.integers(0, 40)
DATES = st.integers(-20, 40).map(lambda days: TODAY + dt.timedelta(days=days))
STARTS = st.sampled_from(["07:00", "19:00", "23:30"])
LISTS = st.lists(
    st.builds(
        row,
        st.integers(1, 6),
        root_server_uri=st.sampled_from([ROOT, ROOT, "https://others.example/server"]),
        meeting_name=st.sampled_from(["Lamp", "Lantern", "Porch"]),
        start_time=st.sampled_from(["07:00:00", "20:00:00"]),
        weekday_tinyint=st.sampled_from(["1", "3", "5"]),
        published=st.sampled_from(["1", "1", "1", "0"]),
        location_text=st.sampled_from(["Invented Hall", "Another Hall"]),
    ),
    max_size=6,
    unique_by=lambda said: (said["root_server_uri"], said["id_bigint"]),
)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Lamp", "Candle"]),
        "start": STARTS.map(dt.time.fromisoformat),
        "weekday": st.integers(0, 6),
        "duration": st.sampled_from([None, 60, 90]),
        "weeks": st.sampled_from([0, 1, 33]),
        "notes": st.sampled_from(["", "Ring twice"]),
        "status": st.sampled_from(["listed", "draft", "unlisted"]),
        "languages": st.sampled_from([[], ["en"], ["es", "en"]]),
    },
)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Lamp", "Reported"]),
        "start": STARTS,
        "notes": st.sampled_from(["", "Door locked"]),
        "venue.city": st.sampled_from(["Memphis", "Nashville"]),
        "venue.name": st.sampled_from(["First Hall", "Reported Hall"]),
    },
)
LINKED = st.fixed_dictionaries(
    {},
    optional={
        "formats": st.sets(st.integers(0, 2)),
        "venue": st.integers(0, 1),
        "group": st.none() | st.integers(0, 1),
    },
)
