"""An old phone on a bad network: what comes with the first answer, what a whole page weighs, what moves."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes/s
FIRST_ANSWER, WHOLE_PAGE = 14_600, 60_000  # bytes
HEADERS = 600  # bytes, for what is fetched beside the page; tests/site holds every page to that
# Elements that moved without anybody having touched them: how far, and which.
SHIFTS = """() => new Promise((tell) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries()))
    .observe({ type: "layout-shift", buffered: true });
  const words = (node) => ((node && (node.outerHTML || node.data)) || "").slice(0, 90);
  setTimeout(() => tell(found.map((one) => [one.value, ...one.sources.map(({ node }) => words(node))])), 300);
})"""
BESIDE = "() => [...document.querySelectorAll('link[rel~=icon], link[rel=manifest]')].map((one) => one.href)"
STYLED = "getComputedStyle(document.body).marginLeft !== '8px'"


class Slow:
    """A page on a slow phone; `weighed` are the bytes, with headers, of every answer by its address."""

    def __init__(self, page):
        self.weighed, self.addresses = {}, {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._named)
        session.on("Network.loadingFinished", self._weigh)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def _named(self, event):
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _weigh(self, event):
        if found := self.addresses.get(event["requestId"]):
            self.weighed[found] = int(event["encodedDataLength"])


@pytest.fixture
def slow(page):
    return Slow(page)


def test_the_first_answer_alone_shows_styled_results(slow, page, address, complaints, record_property):
    page.route(
        "**/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort()
    )
    page.goto(address("results"))
    results = page.get_by_role("main").get_by_role("heading", level=3)
    expect(results.first).to_be_visible()
    assert results.count() >= 25
    assert page.evaluate(STYLED)
    assert list(slow.weighed) == [address("results")]
    weight = slow.weighed[address("results")]
    record_property("said", f"The first answer of a search: {weight} bytes with its headers")
    assert weight <= FIRST_ANSWER
    assert {words.partition("net::")[2] for words in complaints} <= {"ERR_FAILED"}  # what was held back
    complaints.clear()


def test_all_that_a_search_loads_is_light(slow, page, address, record_property):
    page.goto(address("results"), wait_until="networkidle")
    for beside in set(page.evaluate(BESIDE)) - set(slow.weighed):
        slow.weighed[beside] = len(page.request.get(beside).body()) + HEADERS
    record_property("said", f"All that a search loads: {sum(slow.weighed.values())} bytes")
    assert len(slow.weighed) > 1
    assert sum(slow.weighed.values()) <= WHOLE_PAGE


@pytest.mark.parametrize("name", ["home", "results", "meeting"])
def test_nothing_moves_while_a_page_loads(slow, visit, name):
    page = visit(name)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == []
