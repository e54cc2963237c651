"""Addresses of guides, questions and explained words."""

from django.urls import path

from articles import views

urlpatterns = [
    path("guides/", views.guides_page, name="guides"),
    path("guides/<slug:slug>/", views.guide_page, name="guide"),
    path("guides/<slug:slug>/helpful/", views.guide_vote, name="guide-vote"),
    path("faq/", views.questions_page, name="faq"),
    path("faq/<slug:slug>/", views.question_page, name="question"),
    path("glossary/", views.glossary_page, name="glossary"),
]
