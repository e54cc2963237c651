"""What a screen reader says of the main errand's pages, in the order in which it says it."""

import re

import pytest

pytestmark = pytest.mark.browser

TOLD = {"heading", "textbox", "button", "navigation", "main", "region", "contentinfo"}
HELP = ["region Help now", "heading Help now", "contentinfo"]
# Each stands somewhere after the one before; patterns of role and name.
ORDER = {
    "home": [
        "link Skip to the content",
        "link Call 911",
        "link Call 988",
        "navigation Main",
        "main",
        "heading Find a recovery meeting",
        r"textbox Town or US ZIP code",
        "button Find meetings",
        "button Near me",
        "heading For me",
        "heading For someone I love",
        "heading Programs",
        "heading Guides",
    ],
    "results": [
        "navigation Main",
        "main",
        r"heading \d+ meetings near Memphis, TN",
        "textbox Town or US ZIP code",
        "button Find meetings",
        "heading (Tomorrow|Today|Tonight)?.*, (.*day )?\\d+ .*",
        "link Paper Boat .*",
        "link Tell us.*|link Is a meeting missing.*",
    ],
    "meeting": [
        "navigation Main",
        "main",
        "heading Lamp Group",
        "heading Next date",
        "heading Where",
        "link OpenStreetMap",
        "link .*Tell us what is wrong",
        "heading Other meetings in this building",
    ],
}


def read_aloud(page):
    """Role and name of all that is told, as the browser hands it to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    said = []

    def say(node):
        if not node["ignored"]:
            name = node.get("name", {}).get("value", "")
            said.append(f"{node['role']['value']} {name}".strip())
        for child in node.get("childIds", []):
            if child in nodes:
                say(nodes[child])

    say(next(one for one in nodes.values() if "parentId" not in one))
    return said


@pytest.mark.parametrize("name", ORDER)
def test_headings_box_and_results_are_said_in_order_and_help_last(visit, name):
    said = read_aloud(visit(name))
    at = -1
    for wanted in ORDER[name] + HELP:
        found = [number for number, words in enumerate(said) if number > at and re.fullmatch(wanted, words)]
        assert found, f"{wanted} is not said after {said[max(at, 0)]}"
        at = found[0]
    helped = said.index("region Help now")
    assert [words for words in said[helped:] if words.startswith("heading ")] == ["heading Help now"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_comparison_is_said_as_a_table_in_any_window(visit, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    said = read_aloud(visit("compared"))
    roles = {words.split(" ")[0] for words in said}
    assert {"table", "row", "columnheader", "rowheader", "cell"} <= roles
