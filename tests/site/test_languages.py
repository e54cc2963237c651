"""Every page in Spanish: nothing left untranslated, and the same page one link away in the other language."""

import gettext
import re
from contextlib import contextmanager

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.db import transaction
from django.utils.translation import override, trans_real

from fellowships.models import (
    ChoosingOption,
    ChoosingQuestion,
    ChoosingReason,
    ChoosingWay,
    Fellowship,
    HelpLine,
)
from meetings.models import Format, Venue
from recovery_site.languages import is_in_english, path_in
from recovery_site.templatetags import fragments
from recovery_site.templatetags.languages import language_link
from tests.site.addresses import ADDRESSES, STATES
from tests.site.markup import Page
from tests.site.sources import ROOT
from tests.site.visiting import everything, visit

pytestmark = pytest.mark.django_db
# For developers and designers, in English; and what has no address in a language.
NOT_IN_SPANISH = re.compile(r"/(?:feeds|styleguide)/|/[^/]*\.\w+$")
ALL = ADDRESSES | STATES
PAGES = {name: one for name, one in ALL.items() if one.is_page and not NOT_IN_SPANISH.match(one.path)}
SAME_COST = ("finder-near", "meeting-page")


class Untranslated(gettext.NullTranslations):
    """Stands behind the Spanish catalog and keeps what is asked of it."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return message

    def ngettext(self, one, many, number):
        self.asked.add(one)
        return one if number == 1 else many


@contextmanager
def what_has_no_translation():
    """What is looked up and not found meanwhile; what was put into words before is forgotten first."""
    fragments._rendered.cache_clear()
    spanish, found = trans_real.translation("es"), Untranslated()
    behind, spanish._fallback = spanish._fallback, found
    try:
        yield found.asked
    finally:
        spanish._fallback = behind


def words_of_the_world():
    """Invented by the tests: as if our staff had written them."""
    for model, fields in (
        (Format, ("label", "meaning")),
        (Fellowship, ("whom_it_is_for",)),
        (HelpLine, ("name", "what_for", "who_answers", "hours", "languages", "spanish")),
        (Venue, ("building_kind",)),
        (ChoosingQuestion, ("text", "help")),
        (ChoosingOption, ("text",)),
        (ChoosingReason, ("text",)),
        (ChoosingWay, ("title", "text")),
    ):
        for row in model._default_manager.values_list(*fields):
            yield from row


def cost_of_both(path):
    """Of a page that this worker has shown before in both languages."""
    visit(path)
    return [len(visit(one).queries) for one in (path, path_in("es", path))]


@pytest.fixture(scope="module")
def spanish(django_db_setup, django_db_blocker):
    """{name: Visit} of every page in Spanish, what was not translated there, and what English ones cost."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = everything()
        visit("/es/")
        with what_has_no_translation() as asked:
            visits = {name: visit(path_in("es", one.path.format(**site))) for name, one in PAGES.items()}
        costs = {name: cost_of_both(PAGES[name].path.format(**site)) for name in SAME_COST}
        missing = asked - set(words_of_the_world())
        transaction.set_rollback(True)
    return visits, missing, costs


@pytest.fixture
def visits(spanish):
    return spanish[0]


def test_nothing_that_a_page_says_lacks_a_translation(spanish):
    missing = sorted(spanish[1])
    how = "make messages, fill the empty msgstr in locale/es/LC_MESSAGES/django.po, make messages again:"
    assert missing == [], "\n".join([how, *missing])


def test_every_page_answers_as_it_does_in_english(visits):
    assert {name: one.response.status_code for name, one in visits.items()} == {
        name: page.status for name, page in PAGES.items()
    }
    assert {one.page.one("html").attrs["lang"] for one in visits.values()} == {"es"}


def links(page, **wanted):
    return [
        one.attrs["href"]
        for one in page.all("a", "link")
        if all(one.attrs.get(name) == value for name, value in wanted.items())
    ]


def test_a_link_leads_to_the_same_page_in_english_with_place_and_filters(visits):
    """Home for what is no page in any language."""
    wrong = {}
    for name, one in visits.items():
        (found,) = links(one.page, rel="alternate", lang="en")
        if found != ("/" if name == "no such page" else path_in("en", one.path)):
            wrong[name] = found
    assert wrong == {}


def test_after_a_form_the_link_leads_to_its_page_and_without_a_question_home(client):
    page = Page(client.post("/es/meetings/new/?x=1", {"note": "sent"}).content.decode())
    assert links(page, rel="alternate", lang="en") == ["/meetings/new/"]
    with override("es"):
        assert 'href="/"' in language_link({})


def test_search_engines_learn_of_both_languages_from_each(visits):
    wrong = {}
    for name, one in visits.items():
        found = {
            link.attrs["hreflang"]: link.attrs["href"]
            for link in one.page.all("link")
            if link.attrs.get("rel") == "alternate" and "hreflang" in link.attrs
        }
        if found != expected_alternates(one.page):
            wrong[name] = found
    assert wrong == {}


def expected_alternates(page):
    """Of a page that an index may hold in both languages: itself, the other, and English for all others."""
    own = links(page, rel="canonical")
    robots = [one for one in page.all("meta") if one.attrs.get("name") == "robots"]
    if not own or robots or "/es/" not in own[0]:
        return {}
    english = settings.SITE_URL + path_in("en", own[0].removeprefix(settings.SITE_URL))
    return {"en": english, "es": own[0], "x-default": english}


LINK = re.compile(r'<a [^>]*href="(/es/[^"]*)"[^>]*>.*?</a>(?:\s*\(en inglés\))?', re.S)


def test_what_is_in_english_has_one_address_and_links_to_it_say_so_once(visits):
    wrong = set()
    for name, one in visits.items():
        if is_in_english(one.path) and (own := links(one.page, rel="canonical")):
            assert "/es/" not in own[0], name
        for link in LINK.finditer(one.body.decode()):
            if is_in_english(link[1]) and link[0].count("(en inglés)") != 1:
                wrong.add((name, link[0]))
    assert wrong == set()


def test_no_english_is_left_on_a_page_where_it_is_not_marked(visits):
    """Of all that the catalog has in Spanish: kept in memory by mistake, it would stand there in English."""
    with (ROOT / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        english = {
            one.id for one in read_po(file) if one.id and isinstance(one.id, str) and one.string != one.id
        }
    wrong = {}
    for name, one in visits.items():
        if found := set(spoken(one.page)) & english:
            wrong[name] = found
    assert wrong == {}


def spoken(page):
    """The texts of a page outside what is marked as English."""
    for element in page.elements:
        if any(one.attrs.get("lang") == "en" for one in around(element)):
            continue
        yield from (" ".join(child.split()) for child in element.children if isinstance(child, str))


def around(element):
    while element is not None:
        yield element
        element = element.parent


def test_a_page_costs_the_same_in_both_languages(spanish):
    _visits, _missing, costs = spanish
    assert {name: cost for name, cost in costs.items() if cost[0] != cost[1]} == {}
