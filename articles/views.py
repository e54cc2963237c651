"""Guides, questions and explained words."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.json_ld import question_nodes, questions_nodes
from articles.languages import in_best_language, own_address
from articles.models import DEFAULT, Guide, Question, Term, Text, Vote
from articles.presenting import (
    by_section,
    cited_in_order,
    guide_context,
    link,
    question_link,
    review_words,
    term_rows,
)
from articles.printing import guide_on_paper
from fellowships import visitor_forms
from fellowships.caching import data_version, never_kept, public_page
from fellowships.json_ld import graph
from fellowships.page_language import foreign, page_language
from fellowships.paper import on_paper

VOTES_A_DAY = 20  # of one network, over all guides


@public_page()
@require_safe
def guides_page(request: HttpRequest) -> HttpResponse:
    guides = in_best_language(Guide.objects.published().for_links())
    return render(request, "articles/guides.html", {"title": _("Guides"), "sections": by_section(guides)})


@public_page(minute=True)
@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    guide = _guide(slug)
    context = guide_context(guide)
    context["canonical"] = own_address("guide", guide)
    context["token"] = visitor_forms.token(f"guide:{slug}", data_version(request))
    sheet = on_paper(
        request,
        "paper/guide.html",
        request.GET.getlist("layout"),
        lambda paper: guide_on_paper(context, paper, request.path),
    )
    return sheet or render(request, "articles/guide.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def guide_vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Two counts and nothing else: who pressed is not kept."""
    if request.method != "POST":
        return redirect("guide", slug=slug)
    guide = _guide(slug)
    subject = f"guide:{slug}"
    good = visitor_forms.from_our_page(request) and not visitor_forms.by_a_machine(request)
    context = {
        "title": _("Thank you"),
        "back": reverse("guide", args=[slug]),
        "guide": guide,
        "robots": "noindex",
    }
    answer = {"yes": "helpful", "no": "not_helpful"}.get(request.POST.get("helpful", ""))
    if not good or answer is None or not visitor_forms.token_holds(request.POST.get("token", ""), subject):
        context |= {"title": _("That did not reach us"), "token": _token(request, subject)}
        return never_kept(render(request, "articles/voted.html", context, status=400))
    if not visitor_forms.too_many(request, "vote", VOTES_A_DAY):
        vote, _made = Vote.objects.get_or_create(guide=guide)
        Vote.objects.filter(pk=vote.pk).update(**{answer: F(answer) + 1})
    return never_kept(render(request, "articles/voted.html", context))


def _token(request: HttpRequest, subject: str) -> str:
    return visitor_forms.token(subject, data_version(request))


def _guide(slug: str) -> Guide:
    found = in_best_language(Guide.objects.published().filter(slug=slug))
    if not found:
        raise Http404("no such guide")
    return found[0]


@public_page()
@require_safe
def questions_page(request: HttpRequest) -> HttpResponse:
    rows = in_best_language(Question.objects.published())
    context = {
        "title": _("Common questions"),
        "questions": [question_link(row) for row in rows],
        "json_ld": graph(*questions_nodes(rows)) if rows else None,
    }
    return render(request, "articles/faq.html", context)


@public_page()
@require_safe
def question_page(request: HttpRequest, slug: str) -> HttpResponse:
    found = in_best_language(
        Question.objects.published().filter(slug=slug).select_related("guide", "same_as__guide")
    )
    if not found:
        raise Http404("no such question")
    question = found[0]
    answer = question.same_as or question
    guide = _guide_with_more(answer)
    context = {
        "title": question.question,
        "shared_as": _("An answer to a question"),
        "shared_kind": "article",
        "json_ld": graph(*question_nodes(question, answer)),
        "answer": answer,
        "foreign": foreign(answer.language),
        "guide": link(guide) if guide else None,
        "sources": cited_in_order(answer.cites),
        "review": review_words(answer),
        "canonical": own_address("question", answer),
    }
    return render(request, "articles/question.html", context)


def _guide_with_more(answer: Question) -> Guide | None:
    """One query on a page that is not English."""
    guide = answer.guide
    if guide and page_language() != guide.language:
        same = Guide.objects.published().in_languages([page_language(), DEFAULT]).filter(slug=guide.slug)
        guide = next(iter(in_best_language(same.for_links())), None)
    elif guide and guide.status != Text.Status.PUBLISHED:
        guide = None
    return guide


@public_page()
@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    terms = in_best_language(Term.objects.published().select_related("source"))
    return render(
        request, "articles/glossary.html", {"title": _("Words explained"), "terms": term_rows(terms)}
    )
