"""OpenSearch 1.1: how a browser may search here, for who adds it by hand.

No page links to it: a browser would keep it by itself and show it to whoever uses the device next. Its name
says nothing of what the meetings are about.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import public_page
from fellowships.json_ld import absolute

CONTENT_TYPE = "application/opensearchdescription+xml"
LONGEST_NAME = 16  # by the standard
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"


@public_page()
@require_safe
def opensearch_file(request: HttpRequest) -> HttpResponse:
    root = Element("OpenSearchDescription", xmlns=NAMESPACE)
    SubElement(root, "ShortName").text = _("Meetings")[:LONGEST_NAME]
    SubElement(root, "Description").text = _("Find a meeting by town or US ZIP code.")
    SubElement(root, "InputEncoding").text = "UTF-8"
    template = f"{absolute(reverse('finder'))}?near={{searchTerms}}"
    SubElement(root, "Url", type="text/html", method="get", template=template)
    return HttpResponse(tostring(root, encoding="utf-8", xml_declaration=True), content_type=CONTENT_TYPE)
