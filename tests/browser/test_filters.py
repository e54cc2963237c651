"""Filters are ticked and taken off again, pages turned, as a visitor does it, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
NEAR_MEMPHIS = re.compile(r"^(\d+) meetings near Memphis, TN")
# Counts what the polite region says: each finished change once.
HEAR = """() => {
  window.heard = [];
  const said = document.querySelector("[data-said]");
  const hear = () => said.textContent && heard.push(said.textContent);
  new MutationObserver(hear).observe(said, { childList: true });
}"""


def number_of_meetings(page):
    return int(NEAR_MEMPHIS.match(page.get_by_role("heading", level=1).text_content())[1])


def folded_filters(page):
    return page.locator("summary").filter(has_text="Filter and sort")


def option_of(page, group, option):
    """The checkbox of a filter, with its group unfolded."""
    fieldset = page.get_by_role("group", name=group, exact=True)
    if not fieldset.is_visible():
        page.get_by_text(group, exact=True).first.click()
    return fieldset.get_by_role("checkbox", name=re.compile(option))


def day(page, name):
    return option_of(page, "Day", f"^{name}")


def tick(page, name, query):
    """Ticks a day and waits for the address that shows it."""
    day(page, name).check()
    expect(page).to_have_url(re.compile(f"{query}$"))


@pytest.mark.browser_context_args(viewport=DESK)
def test_a_changed_filter_replaces_results_and_address_and_says_so_once(visit, address):
    page = visit("results")
    before = number_of_meetings(page)
    page.evaluate(HEAR)
    tick(page, "Tuesday", r"/near/memphis-tn/\?day=tuesday")
    after = number_of_meetings(page)
    assert 0 < after < before
    assert page.evaluate("heard") == [f"{after} meetings near Memphis, TN"]
    assert page.title().startswith(f"{after} meetings near Memphis, TN")
    expect(day(page, "Tuesday")).to_be_focused()
    expect(folded_filters(page)).to_have_text("Filter and sort (1)")
    expect(page.get_by_role("link", name="Español")).to_have_attribute("href", re.compile("day=tuesday$"))
    page.get_by_role("link", name="Remove: Tuesday").click()
    expect(page).to_have_url(address("results"))
    assert number_of_meetings(page) == before
    expect(day(page, "Tuesday")).not_to_be_checked()
    expect(folded_filters(page)).to_be_focused()
    assert len(page.evaluate("heard")) == 2  # also that the page was never loaded anew


@pytest.mark.browser_context_args(viewport=DESK)
def test_each_change_is_one_step_back_with_its_filters_and_focus(visit, address):
    page = visit("results")
    entries = page.evaluate("history.length")
    tick(page, "Tuesday", r"\?day=tuesday")
    tick(page, "Wednesday", r"\?day=tuesday&day=wednesday")
    tick(page, "Friday", r"\?day=tuesday&day=wednesday&day=friday")
    assert page.evaluate("history.length") == entries + 3
    for name, left in (("Friday", 2), ("Wednesday", 1), ("Tuesday", 0)):
        page.go_back()
        expect(page.get_by_role("link", name=re.compile("^Remove:"))).to_have_count(left)
        expect(day(page, name)).not_to_be_checked()
        expect(day(page, name)).to_be_focused()
    expect(page).to_have_url(address("results"))


@pytest.mark.browser_context_args(viewport=DESK)
def test_a_newer_change_overtakes_the_one_under_way(visit):
    page = visit("results")
    page.evaluate(HEAR)
    entries = page.evaluate("history.length")
    held = []
    page.route("**/*day=tuesday", lambda route: held.append((route, route.fetch())))
    day(page, "Tuesday").check()
    expect(page.locator("[aria-busy=true]")).to_be_visible()
    tick(page, "Friday", "day=tuesday&day=friday")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    ((route, answer),) = held
    route.fulfill(response=answer)  # at last, and too late
    assert len(page.evaluate("heard")) == 1
    expect(page.get_by_role("link", name=re.compile("^Remove:"))).to_have_count(2)
    assert page.evaluate("history.length") == entries + 1


@pytest.mark.browser_context_args(viewport=DESK)
def test_what_fails_is_opened_plainly(visit, complaints):
    page = visit("results")
    page.evaluate("window.the_same_page = true")
    page.route(
        "**/*day=tuesday",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    tick(page, "Tuesday", "day=tuesday")
    expect(page.get_by_role("link", name="Remove: Tuesday")).to_be_visible()
    assert not page.evaluate("window.the_same_page")
    complaints[:] = [one for one in complaints if "net::ERR_FAILED" not in one]


@pytest.mark.browser_context_args(viewport={"width": 320, "height": 568}, has_touch=True)
def test_in_a_narrow_window_the_filters_are_a_drawer_for_one_thumb(visit):
    page = visit("results")
    page.get_by_role("button", name="Filter and sort").tap()
    drawer = page.get_by_role("dialog", name="Filter and sort")
    assert drawer.evaluate("one => one.getBoundingClientRect().width === innerWidth")
    expect(drawer.get_by_role("link", name="Leave")).to_be_in_viewport()
    day(page, "Tuesday").tap()
    expect(page).to_have_url(re.compile("day=tuesday$"))
    expect(drawer.get_by_role("status")).to_have_text(NEAR_MEMPHIS)
    done = drawer.get_by_role("button", name=f"Show {number_of_meetings(page)} meetings")
    expect(done).to_be_in_viewport(ratio=1)
    done.tap()
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Filter and sort (1)")).to_be_focused()


def test_the_drawer_by_keyboard(visit):
    page = visit("results")
    opener = page.get_by_role("button", name="Filter and sort")
    drawer = page.get_by_role("dialog", name="Filter and sort")
    for closing in ("Escape", "Close"):
        opener.press("Enter")
        expect(drawer.get_by_role("heading", name="Filter and sort")).to_be_focused()
        if closing == "Close":
            drawer.get_by_role("button", name="Close").press("Enter")
        else:
            page.keyboard.press(closing)
        expect(drawer).to_be_hidden()
        expect(opener).to_be_focused()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_filters_work_without_javascript(visit):
    page = visit("results")
    folded_filters(page).click()
    option = option_of(page, "How to be there", "In person and online")
    expect(option).to_have_accessible_name("In person and online 1")
    option.check()
    page.get_by_role("button", name="Show meetings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 meeting near Memphis, TN")
    page.get_by_role("link", name="Clear all filters").click()
    assert number_of_meetings(page) > 1


def test_pages_are_turned_by_links_and_the_focus_goes_to_the_results(visit):
    page = visit("results")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2 of 2")
    first = page.get_by_role("main").get_by_role("heading", level=2).first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 1 of 2")
    page.go_back()
    expect(page.get_by_role("link", name="Previous page")).to_be_focused()


def test_an_empty_result_names_the_filter_and_leads_on(visit):
    page = visit("no result")
    expect(page.get_by_role("main")).to_contain_text("Heroin Anonymous")
    page.get_by_role("link", name=re.compile("The nearest HA meeting")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("River Group")
