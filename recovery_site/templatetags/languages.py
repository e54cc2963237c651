"""A page in another language: the link that leads there, and what a page says of English on it."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import DEFAULT
from fellowships.caching import data_version
from fellowships.page_language import Said, foreign, is_a_page, page_language
from recovery_site.languages import is_in_english, languages_of, path_in

register = template.Library()
LEADS_TO = re.compile(r'\bhreflang="([^"]*)"')


@register.simple_tag(takes_context=True)
def language_link(context: dict[str, Any]) -> SafeString:
    """To this page in every other language, with its place and filters; home where it is no page of ours."""
    links = (
        (_there(context.get("request"), code), code, code, capfirst(LANG_INFO[code]["name_local"]))
        for code, _name in settings.LANGUAGES
        if code != page_language()
    )
    return format_html_join(" ", '<a rel="alternate" href="{}" lang="{}" hreflang="{}">{}</a>', links)


def _there(request: HttpRequest | None, language: str) -> str:
    """After a form was sent, to the page with the form."""
    with override(language):  # a path is one of ours only while its language is spoken
        if request is None or not is_a_page(path_in(language, request.path_info)):
            return reverse("home")
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return path_in(language, asked)


@register.simple_tag
def english() -> SafeString:
    """For the element around a text of ours that is in English only."""
    return _attribute("lang", foreign(DEFAULT)) if foreign(DEFAULT) else SafeString("")


@register.filter
def in_english(text: str) -> str:
    """The same for a text without an element of its own."""
    return _in_its_language(text, foreign(DEFAULT))


@register.filter
def spoken(text: Said) -> str:
    """Words with their language, where it is not that of the page."""
    return _in_its_language(text.words, text.language)


def _in_its_language(text: str, language: str) -> str:
    return format_html("<span{}>{}</span>", _attribute("lang", language), text) if language else text


def _attribute(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value)


@register.tag
def say_where_english(parser: Parser, _token: Token) -> "SayWhereEnglish":
    """Around a whole page: a link to what is in English only says so, if nobody said it yet."""
    inside = parser.parse(("endsay_where_english",))
    parser.delete_first_token()
    return SayWhereEnglish(inside)


class SayWhereEnglish(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.nodelist = inside

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        if not foreign(DEFAULT):
            return html
        note = str(format_html("{}", _("(in English)")))
        request = context.get("request")
        version = data_version(request) if request else None
        return SafeString(_links(note).sub(lambda link: _noted(link, note, version), html))


@lru_cache(maxsize=8)
def _links(note: str) -> re.Pattern[str]:
    """Links inside the site: attributes, address, words, and what is said of the language already."""
    return re.compile(rf'<a\b([^>]*\bhref="(/[^"]*)"[^>]*)>(.*?)</a>((?:\s*{re.escape(note)})?)', re.S)


def _noted(link: re.Match[str], note: str, version: int | None) -> str:
    attributes, path, words, said = link.groups()
    if said or 'rel="alternate"' in attributes:
        return link[0]
    told = LEADS_TO.search(attributes)
    if told and told[1] == DEFAULT:  # and its words are in English as well
        return f"<a{attributes}>{words} <span{_attribute('lang', page_language())}>{note}</span></a>"
    if told or not _is_foreign(path, version):
        return link[0]
    return f"<a{attributes}{_attribute('hreflang', DEFAULT)}>{words} {note}</a>"


def _is_foreign(path: str, version: int | None) -> bool:
    """Whether a path in the language of this page leads to what is not in it."""
    language = page_language()
    if not path.startswith(f"/{language}/"):
        return False
    return is_in_english(path) or (version is not None and language not in languages_of(path, version))
