"""Every address of the site. Public pages stand in every language; feeds and files have none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from articles.feeds import guides_feed
from recovery_site.pages.choose import choose_page
from recovery_site.pages.compare import compare_choice, compare_page
from recovery_site.pages.feeds import feeds_page
from recovery_site.pages.fellowship import fellowship_page, fellowships_page
from recovery_site.pages.fixed import about_page, accessibility_page, privacy_page, tracks_page
from recovery_site.pages.help_now import help_page
from recovery_site.pages.home import home_page
from recovery_site.pages.offline import manifest_file, offline_page, worker_file
from recovery_site.pages.openapi import openapi_file
from recovery_site.pages.opensearch import opensearch_file
from recovery_site.pages.robots import robots_file
from recovery_site.pages.security import security_file
from recovery_site.pages.sources import sources_page
from recovery_site.pages.styleguide import styleguide_page
from recovery_site.sitemaps import sitemap_file, sitemap_index

handler403 = "recovery_site.pages.errors.refused"
handler404 = "recovery_site.pages.errors.not_found"
handler500 = "recovery_site.pages.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("robots.txt", robots_file, name="robots-file"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap_file, name="sitemap-file"),
    path("opensearch.xml", opensearch_file, name="opensearch"),
    path("sw.js", worker_file, name="worker"),
    path("manifest.webmanifest", manifest_file, name="manifest"),
    path(".well-known/security.txt", security_file, name="security-file"),
    path("feeds/guides.atom", guides_feed, name="guides-feed"),
    path("feeds/openapi.json", openapi_file, name="openapi"),
    path("feeds/", include("meetings.feed_urls")),
    *i18n_patterns(
        path("", home_page, name="home"),
        path("", include("meetings.urls")),
        path("", include("articles.urls")),
        path("choose/", choose_page, name="choose"),
        path("compare/", compare_choice, name="compare-choice"),
        path("compare/<path:programmes>/", compare_page, name="compare"),
        path("fellowships/", fellowships_page, name="fellowships"),
        path("fellowships/<slug:slug>/", fellowship_page, name="fellowship"),
        path("help-now/", help_page, name="help-now"),
        path("offline/", offline_page, name="offline"),
        path("privacy/", privacy_page, name="privacy"),
        path("cover-your-tracks/", tracks_page, name="cover-your-tracks"),
        path("accessibility/", accessibility_page, name="accessibility"),
        path("about/", about_page, name="about"),
        path("sources/", sources_page, name="sources"),
        path("feeds/", feeds_page, name="feeds"),
        path("styleguide/", styleguide_page, name="styleguide"),
        prefix_default_language=False,
    ),
]
