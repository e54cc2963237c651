import re
from io import StringIO

import pytest
from django.core.management import call_command

from fellowships.loading import load_fellowships
from fellowships.models import Fellowship

pytestmark = pytest.mark.django_db


def test_a_row_that_staff_made_under_our_name_is_left_alone():
    Fellowship.objects.create(slug="na", name="Ours", short_name="O", approach="other", audience="own-use")
    assert load_fellowships().left_alone == ["Ours"]


def test_the_command_says_what_it_did_and_names_what_it_left():
    out = StringIO()
    call_command("load_fellowships", stdout=out)
    assert re.search(r"programs and help lines: created \d{2,} ", out.getvalue())
    assert "format words and codes: created" in out.getvalue()
    na = Fellowship.objects.get(slug="na")
    na.name = "Changed"
    na.save()
    call_command("load_fellowships", stdout=out)
    assert "Changed was changed here and is left as it is." in out.getvalue()
