import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from fellowships.loading import shipped
from fellowships.models import Fellowship
from meetings.feeds.records import Code
from meetings.formats import Vocabulary, load_formats
from meetings.models import Feed, Format, FormatCode

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
needs_real_lists = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real lists is not here")

LEFT_UNMAPPED_NA = {"H", "RF", "BK", "LT", "MR", "Ti", "E", "Spe", "ENG", "WEB", "OE", "CP", "ME"}


@pytest.fixture
def words(shipped_rows):
    """The words and codes we ship."""


def vocabulary(fellowship):
    feed = Feed.objects.create(
        kind="meeting-guide",
        name=f"Invented list {Feed.objects.count()}",
        fellowship=Fellowship.objects.get(slug=fellowship),
    )
    return Vocabulary.for_feed(feed)


def guide(*codes):
    return [Code(code, "meeting-guide") for code in codes]


def key(code, world_id="", **more):
    return Code(code, "bmlt-key", world_id=world_id, **more)


def slugs(reading):
    return set(Format.objects.filter(pk__in=reading.formats).values_list("slug", flat=True))


def test_the_second_load_writes_nothing(words, django_assert_num_queries):
    with django_assert_num_queries(6):  # savepoint, formats, programmes, format slugs, codes, release
        result = load_formats()
    assert (result.created, result.updated, result.left_alone) == (0, 0, [])


def test_a_word_that_staff_changed_is_left_alone_and_named(words):
    word = Format.objects.get(slug="open")
    word.label = "Everyone"
    word.save()
    assert load_formats().left_alone == ["Everyone"]
    assert Format.objects.get(slug="open").label == "Everyone"


def test_a_code_that_staff_explained_anew_is_left_alone(words):
    code = FormatCode.objects.get(scheme="bmlt-key", code="Pi")
    code.format = Format.objects.get(slug="discussion")
    code.save()
    assert load_formats().left_alone == ["bmlt-key:Pi"]


def test_every_shipped_word_is_valid_and_explained(words):
    for word in Format.objects.all():
        word.full_clean()
        assert word.meaning.endswith(".")
    assert Format.objects.get(slug="wheelchair").axis == "access"
    assert Format.objects.get(slug="women").axis == "type"
    assert Format.objects.get(slug="step-study").axis == "format"


def test_all_world_codes_are_known():
    known = {row["code"] for row in shipped("formats/codes.json") if row["scheme"] == "naws"}
    assert known == set(
        """BEG BT CAN CH CLOSED CPT CW DISC GL GP HYBR IP IW JFT LANG LC LIT M MED NC NS OPEN QA RA S-D SMOK
        SPAD SPK STEP SWG TC TOP TRAD VAR VM W WCHR Y""".split()
    )


def test_all_types_of_the_meeting_guide_standard_are_known_for_aa(words):
    types = """11 12x12 A ABSI AF AL AL-AN AM AR ASL B BA BE BG BI BRK C CAN CF D DA DB DD DE DR EL EN FA FI
        FF FR G GR H HE HI HR HU IS ITA JA KA KOR L LGBTQ LIT LS LT M MED ML MT N NB NDG NE NL NO O OUT P POA
        POC POL POR PUN RUS S SEN SK SL SM SP ST SV T TC TH TL TR TUR UK W X XB XT Y""".split()
    assert len(types) == 87
    reading = vocabulary("aa").read(guide(*types))
    assert reading.unmapped == ()
    assert len(reading.languages) == 38
    assert reading.slips == "yes"


def test_one_code_is_preferred_for_each_word_scheme_and_programme():
    preferred = Counter(
        (row["scheme"], row["fellowship"], row["format"])
        for row in shipped("formats/codes.json")
        if row.get("preferred") and "format" in row
    )
    doubled = [which for which, times in preferred.items() if times > 1]
    assert doubled == []


def test_language_codes_of_the_standard_are_languages_in_aa_only(words):
    assert vocabulary("aa").read(guide("NL", "LT", "S")).languages == ("nl", "lt", "es")
    for fellowship in ("na", "recovery-dharma", "ha", "smart"):
        reading = vocabulary(fellowship).read(guide("NL", "LT", "S"))
        assert (reading.languages, reading.unmapped) == ((), ("NL", "LT", "S"))


def test_one_code_means_different_things_in_different_programmes(words):
    assert slugs(vocabulary("recovery-dharma").read(guide("IS"))) == {"inquiry"}
    assert vocabulary("aa").read(guide("IS")).languages == ("is",)
    assert slugs(vocabulary("ha").read(guide("B", "JFT"))) == {"big-book", "just-for-today"}
    assert vocabulary("ha").read(guide("BT", "IW", "LC")).unmapped == ("BT", "IW", "LC")


def test_labels_are_read_whatever_their_case_and_punctuation(words):
    labels = [
        "topic",
        "Wheelchair accessible",
        "NON SMOKING",
        "[open]",
        "It Works study",
        "LGBTQ+",
        "Concurrent with Al-Anon",
    ]
    assert slugs(vocabulary("na").read(guide(*labels))) == {
        "topic", "wheelchair", "no-smoking", "open", "it-works", "lgbtq", "with-al-anon",
    }  # fmt: skip


def test_a_label_may_name_a_language_in_any_list(words):
    assert vocabulary("na").read(guide("Spanish", "español")).languages == ("es",)
    assert vocabulary("na").read([key("X9", "LANG", name="En Español")]).languages == ("es",)


def test_the_key_tells_speaker_discussion_where_the_world_code_says_speaker(words):
    assert slugs(vocabulary("na").read([key("SD", "SPK")])) == {"speaker-discussion"}
    assert slugs(vocabulary("na").read([key("So", "SPK")])) == {"speaker"}


def test_the_key_names_the_language_and_lang_alone_never_does(words):
    reading = vocabulary("na").read(
        [key("ES", "LANG"), key("L/R", "LANG"), key("XX", "LANG"), Code("LANG", "naws")]
    )
    assert reading.languages == ("es", "lt", "ru")
    assert reading.unmapped == ("XX", "LANG")


def test_a_key_that_another_server_gave_another_meaning_gives_way_to_its_world_code(words):
    na = vocabulary("na")
    assert na.read([key("D", "LANG", name="Dansk")]).formats == frozenset()
    assert slugs(na.read([key("M", "MED", name="Meditazione")])) == {"meditation"}
    assert slugs(na.read([key("ES", "STEP")])) == {"step-study"}
    assert na.read([key("ES", "STEP")]).languages == ()
    assert na.read([key("B", "", language="de")]).unmapped == ("B",)
    assert slugs(na.read([key("Z", "WCHR", language="de")])) == {"wheelchair"}


def test_a_lists_own_code_comes_before_all(words):
    feed = Feed.objects.create(kind="bmlt", name="Invented", fellowship=Fellowship.objects.get(slug="na"))
    FormatCode.objects.create(scheme="bmlt-key", feed=feed, code="D", language="da")
    reading = Vocabulary.for_feed(feed).read([key("D", "DISC")])
    assert (reading.formats, reading.languages) == (frozenset(), ("da",))


def test_codes_that_only_repeat_the_attendance_are_known_and_say_nothing(words):
    reading = vocabulary("na").read(
        [key("VM", "VM"), key("HY", "HYBR"), key("BL", "LANG"), *guide("TC", "ONL"), *guide("")]
    )
    assert (reading.formats, reading.languages, reading.unmapped) == (frozenset(), (), ())


def test_a_list_of_no_single_programme_reads_what_holds_for_all(words):
    several = Vocabulary.for_feed(Feed.objects.create(kind="meeting-guide", name="Invented"))
    assert slugs(several.read(guide("O", "Topic"))) == {"open", "topic"}
    assert several.read(guide("B", "S")).unmapped == ("B", "S")


def test_a_vocabulary_costs_one_query(words, django_assert_num_queries):
    feed = Feed.objects.create(kind="bmlt", name="Invented", fellowship=Fellowship.objects.get(slug="na"))
    with django_assert_num_queries(1):
        Vocabulary.for_feed(feed).read([key("SD", "SPK"), *guide("nothing", "D")])


@needs_real_lists
@pytest.mark.parametrize(
    "name,fellowship,unmapped",
    [
        ("memphis-na", "na", LEFT_UNMAPPED_NA),
        ("tennessee-na", "na", LEFT_UNMAPPED_NA),
        ("tennessee-recovery-dharma", "recovery-dharma", {"NL", "FBS"}),
        ("tennessee-ha", "ha", set()),
        ("memphis-aa", "aa", {"BTB"}),
        ("san-jose-aa", "aa", {"BS"}),
        ("northwest-texas-aa", "aa", set()),
        ("edmonton-aa", "aa", set()),
    ],
)
def test_only_doubtful_codes_of_real_lists_stay_unmapped(words, name, fellowship, unmapped):
    rows = json.loads((DATA / f"meeting-guide-{name}.json").read_bytes())
    codes = {code for row in rows for code in listed_types(row)}
    reading = vocabulary(fellowship).read(guide(*sorted(codes)))
    assert set(reading.unmapped) <= unmapped
    if fellowship != "aa":
        assert reading.languages == ()


@needs_real_lists
def test_every_format_of_a_real_bmlt_list_is_known(words):
    rows = json.loads((DATA / "bmlt-greater-new-york.formats.json").read_bytes())
    na = vocabulary("na")
    codes = [
        key(row["key_string"], row["world_id"], name=row["name_string"], language=row["lang"]) for row in rows
    ]
    assert na.read(codes).unmapped == ()
    assert na.read(codes).languages == ("es", "fi", "en", "fa", "lt", "ru")


@needs_real_lists
def test_no_meaning_is_copied_from_a_list():
    theirs = " ".join(
        row["description_string"]
        for row in json.loads((DATA / "bmlt-greater-new-york.formats.json").read_bytes())
    )
    for word in shipped("formats/formats.json"):
        assert plain(word["meaning"]) not in plain(theirs)


def listed_types(row):
    types = row.get("types") or []
    return [types] if isinstance(types, str) else types


def plain(text):
    return " ".join(re.findall(r"\w+", text.lower()))
