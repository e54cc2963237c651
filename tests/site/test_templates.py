"""Every template compiles."""

import pytest
from django.template import engines

from tests.site.sources import ROOT, templates

NAMES = [str(path.relative_to(ROOT / "templates")) for path in templates()]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert engines["jinja2" if name.endswith(".jinja") else "django"].get_template(name)


@pytest.mark.parametrize("engine", ["django", "jinja2"])
def test_what_lists_and_visitors_say_is_escaped(engine):
    template = engines[engine].from_string("{{ words }}")
    assert template.render({"words": "<script>"}) == "&lt;script&gt;"


def test_there_are_templates():
    assert NAMES
