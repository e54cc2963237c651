"""Every template compiles."""

import pytest
from django.template import engines

from tests.site.sources import ROOT, templates

NAMES = [str(path.relative_to(ROOT / "templates")) for path in templates()]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert engines["django"].get_template(name)


def test_there_are_templates():
    assert NAMES
