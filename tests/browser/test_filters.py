"""Filters are ticked, pages turned and filters taken off again, as a visitor does it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def number_of_meetings(page):
    return int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text())[0])


def option_of(page, group, option):
    """The checkbox of a filter, with what hides it unfolded."""
    page.get_by_text("Filter and sort").click()
    fieldset = page.get_by_role("group", name=group, exact=True)
    if not fieldset.is_visible():
        page.get_by_text(group, exact=True).first.click()
    return fieldset.get_by_role("checkbox", name=re.compile(option))


def tick(page, group, option):
    option_of(page, group, option).check()
    page.get_by_role("button", name="Show meetings").click()


def test_a_filter_is_ticked_and_taken_off_by_its_link(visit, address):
    page = visit("results")
    before = number_of_meetings(page)
    tick(page, "Program", "Narcotics Anonymous")
    expect(page).to_have_url(re.compile(r"/meetings/near/memphis-tn/\?.*fellowship=na"))
    tick(page, "Who it is for", "^Newcomers|^Beginners")
    assert 0 < number_of_meetings(page) < before
    for label in ("Narcotics Anonymous", "Newcomers|Beginners"):
        page.get_by_role("link", name=re.compile(f"^Remove: ({label})")).click()
    assert number_of_meetings(page) == before
    expect(page).not_to_have_url(re.compile("fellowship=|type="))


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_filters_work_without_javascript(visit):
    page = visit("results")
    tick(page, "How to be there", "In person and online")
    assert number_of_meetings(page) == 1
    page.get_by_role("link", name="Clear all filters").click()
    assert number_of_meetings(page) > 1


def test_a_filter_says_how_many_it_will_find(visit):
    option = option_of(visit("results"), "How to be there", "In person and online")
    expect(option).to_be_visible()
    expect(option).to_have_accessible_name("In person and online 1")


def test_pages_are_turned_by_links(visit):
    page = visit("results")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2 of 2")
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 1 of 2")


def test_an_empty_result_names_the_filter_and_leads_on(visit):
    page = visit("no result")
    expect(page.get_by_role("main")).to_contain_text("Heroin Anonymous")
    page.get_by_role("link", name=re.compile("The nearest HA meeting")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("River Group")
