"""A meeting's formats as Meeting Guide types: the 87 codes every client knows, then the fellowship's own.

Clients drop codes they do not know, and the same letters mean other things in other fellowships. So a format
gets the common code that is nearest; the fellowship's own code follows where it cannot be mistaken for
another. What no common code says is given as words for the notes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from fellowships.remembered import ByVersion
from meetings.labels import FellowshipLabel, FormatLabel, labels
from meetings.language_names import language_name
from meetings.models import FormatCode

CLOSED: Final = "TC"  # Location Temporarily Closed
PROOF: Final = "POA"  # Proof of Attendance; in lists of families it reads Parents of Alcoholics
LANGUAGES: Final = {
    **{tag: tag.upper() for tag in "af am ar bg da de el en fa fi fr he hi hr hu is ja ka lt".split()},
    **{tag: tag.upper() for tag in "ml mt ne nl no sk sl sv th tl uk".split()},
    "es": "S", "it": "ITA", "ko": "KOR", "pl": "POL", "pt": "POR", "pa": "PUN", "ru": "RUS", "tr": "TUR",
    "ase": "ASL", "fil": "TL", "nb": "NO", "nn": "NO",
}  # fmt: skip
# Our formats, each with the common code that is nearest to it.
NEAREST: Final = {
    slug: tuple(codes.split("+"))
    for slug, codes in (
        line.split()
        for line in """
        open O
        closed C
        beginners BE
        women W
        men M
        non-binary NB
        young-people Y
        seniors SEN
        lgbtq LGBTQ
        gay G
        lesbian L
        bisexual BI
        transgender T
        people-of-color POC
        native-american N
        professionals P
        dual-diagnosis DD
        secular A
        discussion D
        topic D
        speaker SP
        speaker-discussion SP+D
        step-study ST
        step-guide ST
        steps-five-and-ten ST
        tradition TR
        traditions-workshop TR
        literature LIT
        pamphlet LIT
        basic-text LIT
        it-works LIT
        just-for-today LIT
        living-clean LIT
        guiding-principles LIT
        spiritual-principle LIT
        big-book B
        twelve-and-twelve 12x12
        as-bill-sees-it ABSI
        daily-reflections DR
        living-sober LS
        grapevine GR
        eleventh-step 11
        meditation MED
        candlelight CAN
        cross-talk XT
        birthday H
        breakfast BRK
        digital-basket DB
        wheelchair X
        wheelchair-toilet XB
        sign-language ASL
        children-welcome CF
        children-supervised CF
        child-care BA
        smoking SM
        fragrance-free FF
        outdoor OUT
        with-al-anon AL-AN
        with-alateen AL
        """.strip().splitlines()
    )
}
# All 87: those above, TC, POA, NDG (Indigenous, which is Native American here), and the languages.
COMMON: Final = frozenset(
    {CLOSED, PROOF, "NDG", *LANGUAGES.values(), *(code for codes in NEAREST.values() for code in codes)}
)
PROPOSED: Final = frozenset("BV-I D-HOH LO-I QSL RSL ONL".split())
# ISO 639-1: two letters that read as a language, now or one day.
TONGUES: Final = frozenset(
    "AA AB AE AF AK AM AN AR AS AV AY AZ BA BE BG BH BI BM BN BO BR BS CA CE CH CO CR CS CU CV CY DA DE "
    "DV DZ EE EL EN EO ES ET EU FA FF FI FJ FO FR FY GA GD GL GN GU GV HA HE HI HO HR HT HU HY HZ IA ID "
    "IE IG II IK IO IS IT IU JA JV KA KG KI KJ KK KL KM KN KO KR KS KU KV KW KY LA LB LG LI LN LO LT LU "
    "LV MG MH MI MK ML MN MR MS MT MY NA NB ND NE NG NL NN NO NR NV NY OC OJ OM OR OS PA PI PL PS PT QU "
    "RM RN RO RU RW SA SC SD SE SG SI SK SL SM SN SO SQ SR SS ST SU SV SW TA TE TG TH TI TK TL TN TO TR "
    "TS TT TW TY UG UK UR UZ VE VI VO WA WO XH YI YO ZA ZH ZU".split()
)


class Typed(NamedTuple):
    """`words` tell what no common code says, and `exactly` all of it by our own slugs (see `of`)."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    exactly: Mapping[str, tuple[str, ...] | str] = {}


Own = Mapping[int | str, str]  # a format's number or a language -> the code of a fellowship, or of all


@dataclass
class GuideTypes:
    """The types of one fellowship. Meetings that say alike share their answer."""

    formats: Mapping[int, FormatLabel]
    own: Own
    world: Own
    for_family: bool
    known: dict[str, Typed] = field(default_factory=dict)

    def of(self, tokens: str) -> Typed:
        """Of a search row's tokens (meetings/reindex.py)."""
        found = self.known.get(tokens)
        if found is None:
            parts = [self._one(token) for token in tokens.split(",") if token]
            codes = dict.fromkeys(code for part in parts for code in part.codes)
            words = tuple(words for part in parts for words in part.words)
            found = Typed(tuple(codes), words, self._exactly(tokens.split(",")))
            self.known[tokens] = found
        return found

    def _exactly(self, tokens: list[str]) -> Mapping[str, tuple[str, ...] | str]:
        """Keys of our own: other sites of this software read them back without a loss."""
        known = (self.formats.get(int(token)) for token in tokens if token.isdigit())
        return {
            "x_formats": tuple(sorted(label.slug for label in known if label)),
            "x_languages": tuple(token[1:] for token in tokens if token.startswith("L")),
            "x_slips": next((token[1:] for token in tokens if token.startswith("S")), ""),
        }

    def _one(self, token: str) -> Typed:
        if token.isdigit():
            label = self.formats.get(int(token))
            return self._format(label) if label else Typed((), ())
        if token.startswith("L"):
            return self._language(token[1:])
        return self._slips(token[1:])

    def _format(self, label: FormatLabel) -> Typed:
        agreed = self.world.get(label.pk, "")
        common = (agreed,) if agreed in COMMON else NEAREST.get(label.slug, ())
        return Typed((*common, *self._own(label.pk)), () if common else (label.label,))

    def _language(self, tag: str) -> Typed:
        code = LANGUAGES.get(tag) or LANGUAGES.get(tag.split("-")[0])
        if code:
            return Typed((code, *self._own(tag)), ())
        return Typed(tuple(self._own(tag)), (language_name(tag),))

    def _own(self, key: int | str) -> Iterator[str]:
        """The fellowship's own code, unless it says something else to other clients."""
        code = self.own.get(key, "")
        if code and code not in COMMON and code not in PROPOSED and self._no_other_tongue(key, code):
            yield code

    def _no_other_tongue(self, key: int | str, code: str) -> bool:
        return code not in TONGUES or (isinstance(key, str) and code == key.split("-")[0].upper())

    def _slips(self, answer: str) -> Typed:
        if answer == "yes" and not self.for_family:
            return Typed((PROOF,), ())
        words = {
            "yes": _("Signs attendance slips"),
            "no": _("Does not sign attendance slips"),
            "ask": _("Ask before the meeting whether it signs attendance slips"),
        }
        return Typed((), (words[answer],) if answer in words else ())


_TYPES = ByVersion[dict[int, GuideTypes]](most=1)


def guide_types(version: int) -> dict[int, GuideTypes]:
    """Of every fellowship by its number: one query for each data version, and what labels() asks."""
    return _TYPES.get(version, "types", lambda: _read(version))


def _read(version: int) -> dict[int, GuideTypes]:
    rows = FormatCode.objects.filter(scheme=FormatCode.Scheme.MEETING_GUIDE, feed=None, preferred=True)
    own: dict[int | None, dict[int | str, str]] = {None: {}}
    for whose, format_id, language, code in rows.order_by("-pk").values_list(
        "fellowship_id", "format_id", "language", "code"
    ):
        key = format_id if format_id is not None else language
        if key:
            own.setdefault(whose, {})[key] = code
    known = labels(version)

    def of(fellowship: FellowshipLabel) -> GuideTypes:
        mine = own.get(fellowship.pk, {})
        return GuideTypes(known.formats, mine, own[None], fellowship.for_family)

    return {fellowship.pk: of(fellowship) for fellowship in known.fellowships.values()}
