"""Addresses of meetings for other people's programs; feeds have no language in their path."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
