"""The first page and the profiles of programmes as structured data (fellowships/json_ld.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fellowships.json_ld import Node, absolute, breadcrumbs, stated, us
from fellowships.models import Fellowship


def home_nodes() -> list[Node]:
    """The site, and whose it is."""
    site = {"@type": "WebSite", "name": us()["name"], "url": absolute("/")}
    return [site, {**us(), "publishingPrinciples": absolute(reverse("about"))}]


def profile_nodes(one: Fellowship) -> list[Node]:
    """A page about an organization that is not ours and has not written it."""
    path = reverse("fellowship", args=[one.slug])
    programme = {
        "@type": "Organization",
        "name": one.name,
        "alternateName": one.also_called,
        "url": one.website,
        "sameAs": one.website,
        "description": one.whom_it_is_for,
    }
    page = {"@type": "WebPage", "url": absolute(path), "mainEntity": stated(programme)}
    return [page, breadcrumbs((_("Programs"), reverse("fellowships")), (one.name, path))]
