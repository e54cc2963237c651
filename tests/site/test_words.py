"""Every word a visitor reads can be translated, none of them is unkind, and all are US English."""

import json
import re

import pytest

from tests.site.sources import ROOT, name_of, python_files, templates
from tests.site.words import (
    translated_in_python,
    untranslated_in_python,
    untranslated_in_template,
    words_of_template,
)

# Words in templates that are the same in every language, by file.
SAME_EVERYWHERE = {
    "templates/500.html": "static: sent when nothing works any more, translation included",
    "templates/500.es.html": "the same in Spanish",
}
# Python whose strings reach a page.
SPEAKING = """meetings/views meetings/filters.py meetings/availability.py meetings/times.py meetings/cards.py
    meetings/suggestions.py meetings/models meetings/exports/icalendar.py recovery_site/pages
    recovery_site/templatetags recovery_site/context.py articles/views.py articles/models.py
    fellowships/models meetings/presenting meetings/words.py meetings/zone_names.py
    meetings/language_names.py
""".split()
UNKIND = re.compile(
    r"\b(?:addicts?|junkies?|drunks?|alcoholics?|abusers?|abuse|clean time|relapsers?)\b", re.I
)
A_FELLOWSHIPS_OWN_NAME = re.compile(
    r"(?:narcotics|alcoholics|heroin|cocaine|crystal meth|marijuana) anonymous", re.I
)
BRITISH = re.compile(
    r"\b(?:programmes?|centre[sd]?|\w*(?:organis(?:e|ing|ation)|behaviour|counsellor|recognis(?:e|ing)|colour)"
    r"\w*|neighbour\w*|favour\w*|licence[sd]?|dialling)\b",
    re.I,
)
# Of what we ship: names that programs read, and what others called their own works.
READ_BY_PROGRAMS = {"slug", "criterion", "source", "section", "code", "format", "fellowship", "address"}
ANOTHERS_OWN_NAME = {"title", "author", "publisher"}
IN_GUIDES_FOR_PROGRAMS = re.compile(r"^section = .*$|\]\([^)]*\)|\[\^[^\]]*\]|\[\[.*?\]\]", re.M)


def speaking_files():
    paths = [ROOT / name for name in SPEAKING]
    return [path for path in paths if path.is_file()] + python_files(*[p for p in paths if p.is_dir()])


def html_templates():
    return [path for path in templates() if name_of(path) not in SAME_EVERYWHERE]


def test_every_word_of_a_template_goes_through_gettext():
    found = {
        name_of(path): words
        for path in html_templates()
        if (words := untranslated_in_template(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_every_sentence_in_python_goes_through_gettext():
    found = [
        f"{name_of(path)}:{line} {words!r}"
        for path in speaking_files()
        for line, words in untranslated_in_python(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_words_are_about_people_first():
    found = {}
    for path in html_templates():
        text = A_FELLOWSHIPS_OWN_NAME.sub("", path.read_text(encoding="utf-8"))
        if hits := UNKIND.findall(text):
            found[name_of(path)] = hits
    assert found == {}


def strings_in(value, without):
    """Every text in what a JSON file holds."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [part for key, part in value.items() if key not in without]
    return [text for part in value for text in strings_in(part, without)] if isinstance(value, list) else []


def shipped_words(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return [IN_GUIDES_FOR_PROGRAMS.sub("", text)]
    names = ANOTHERS_OWN_NAME if path.parent.name == "sources" else set()
    return strings_in(json.loads(text), READ_BY_PROGRAMS | names)


def all_words():
    """(file, what it says) of templates, of all that gettext is given, and of the texts we ship."""
    for path in templates():
        yield path, words_of_template(path.read_text(encoding="utf-8"))
    for path in python_files():
        yield path, translated_in_python(path.read_text(encoding="utf-8"))
    for folder in ("fellowships", "formats", "guides"):
        for path in sorted((ROOT / "fixtures" / folder).rglob("*.*")):
            yield path, shipped_words(path)


def test_words_are_spelled_as_in_the_united_states():
    found = {name_of(path): hits for path, said in all_words() if (hits := BRITISH.findall(" ".join(said)))}
    assert found == {}


@pytest.mark.parametrize(
    "said",
    [
        words_of_template('<p class="programmes">{% translate "Compare programmes" %}</p>'),
        words_of_template('<a title="{% translate "In the centre" %}">{{ name }}</a>'),
        words_of_template("{% blocktranslate %}Near {{ place }}, a centre{% endblocktranslate %}"),
        translated_in_python('x = _("%(programme)s is a programme") % {"programme": y}'),
        translated_in_python('x = lazy("Programme")'),
        strings_in([{"slug": "organisation", "help": ["How it is organised"]}], READ_BY_PROGRAMS),
    ],
)
def test_a_british_spelling_is_found_once(said):
    assert len(BRITISH.findall(" ".join(said))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "<p>Find a meeting</p>",
        '<img alt="A map">',
        '<input placeholder="{{ x }} or town">',
        "{% if a %}near{% endif %}",
    ],
)
def test_a_word_outside_gettext_is_found(source):
    assert untranslated_in_template(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p class="big">{% translate "Find a meeting" %} {{ count }} · &nbsp;</p>',
        "{% blocktranslate %}near {{ place }}{% endblocktranslate %}{# a note #}",
        "<script>let word = 'x'</script><a href='{% url 'home' %}'>{{ name }}</a>",
    ],
)
def test_a_word_inside_gettext_is_fine(source):
    assert untranslated_in_template(source) == []


def test_a_sentence_in_python_outside_gettext_is_found_and_others_are_not():
    source = (
        'def f(x: "a hint here"):\n    "A docstring is fine."\n'
        '    if x:\n        raise ValueError("not for a page")\n'
        '    return _("is translated well"), "is not translated"\n'
    )
    assert untranslated_in_python(source) == [(5, "is not translated")]
