"""Every address of the site. Public pages stand in every language; feeds and files have none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from recovery_site.pages.home import home_page
from recovery_site.pages.robots import robots_file

handler500 = "recovery_site.pages.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("robots.txt", robots_file, name="robots-file"),
    *i18n_patterns(
        path("", home_page, name="home"),
        path("", include("meetings.urls")),
        prefix_default_language=False,
    ),
]
