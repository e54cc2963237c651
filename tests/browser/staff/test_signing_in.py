"""Staff come in by the form and see what needs doing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_editor_signs_in_and_meets_what_needs_doing(desk):
    page = desk("editor", by_form=True)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Meetings", exact=True).first).to_be_visible()
