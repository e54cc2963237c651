"""OpenSearch 1.1: how a browser may search here, for who adds it by hand.

No page links to it: a browser would keep it by itself and show it to whoever uses the device next. Its name
says nothing of what the meetings are about.
"""

from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import public_page
from fellowships.json_ld import absolute

CONTENT_TYPE = "application/opensearchdescription+xml"
LONGEST_NAME = 16  # by the standard
FILE = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" method="get" template="{address}?near={{searchTerms}}"/>
</OpenSearchDescription>
"""


@public_page()
@require_safe
def opensearch_file(request: HttpRequest) -> HttpResponse:
    text = FILE.format(
        name=escape(_("Meetings")[:LONGEST_NAME]),
        description=escape(_("Find a meeting by town or US ZIP code.")),
        address=escape(absolute(reverse("finder"))),
    )
    return HttpResponse(text, content_type=CONTENT_TYPE)
