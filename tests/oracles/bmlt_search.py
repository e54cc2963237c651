"""GetSearchResults slowly and obviously: look at every meeting, keep what suits, sort, cut the page.

A meeting is a dict: id, weekday (1 = Sunday), start and length in minutes (0: not stated), venue_type
(1 to 3), body (a number), formats (a set of numbers), point (latitude, longitude) or None. `parents` is
{body: the one above}. A question is a dict of BMLT's parameters, lists as lists of numbers.
"""

from tests.oracles import geo

KM = 1.609344
# The radii that are tried for a width below 0, as bmlt.md 2.2 has them: 0.0625 ... 200.
STEPS = [0.0625, 0.125, 0.1875, 0.25, 0.4375, 0.5, 0.5625, 0.75, 0.8125, 1]
STEPS += [1 + n / 4 for n in range(1, 17)] + [5 + n / 2 for n in range(1, 11)] + [10 + n for n in range(1, 6)]
STEPS += [17.5, 20, 22.5, 25, 27.5, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 150, 200]


def search(meetings, parents, question):
    """The ids, in order."""
    found = [one for one in meetings if suits(one, parents, question)]
    found.sort(key=lambda one: (one["weekday"], one["start"], one["length"], one["id"]))
    if "lat_val" in question:
        found = around(found, question)
    size = question.get("page_size")
    if size is not None:
        first = (question.get("page_num", 1) - 1) * size
        found = found[first : first + size]
    return [one["id"] for one in found]


def suits(one, parents, question):
    for name, value in (("weekdays", one["weekday"]), ("venue_types", one["venue_type"])):
        if not signs_suit({value}, question.get(name, ()), any_is_enough=True):
            return False
    bodies = {one["body"]}
    if question.get("recursive"):
        bodies |= above(one["body"], parents)
    if not signs_suit(bodies, question.get("services", ()), any_is_enough=True):
        return False
    either = question.get("formats_comparison_operator") == "OR"
    if not signs_suit(one["formats"], question.get("formats", ()), any_is_enough=either):
        return False
    return times_suit(one, question)


def signs_suit(values, signed, any_is_enough):
    wanted = {number for number in signed if number > 0}
    unwanted = {-number for number in signed if number < 0}
    if values & unwanted:
        return False
    if not wanted:
        return True
    return bool(values & wanted) if any_is_enough else wanted <= values


def above(body, parents):
    found = set()
    while parents.get(body):
        body = parents[body]
        found.add(body)
    return found


def times_suit(one, question):
    clock = {
        name: 60 * question.get(f"{name}H", 0) + question.get(f"{name}M", 0)
        for name in ("StartsAfter", "StartsBefore", "EndsBefore", "MinDuration", "MaxDuration")
        if f"{name}H" in question or f"{name}M" in question
    }
    return (
        ("StartsAfter" not in clock or one["start"] > clock["StartsAfter"])
        and ("StartsBefore" not in clock or one["start"] < clock["StartsBefore"])
        and ("EndsBefore" not in clock or one["start"] + one["length"] <= clock["EndsBefore"])
        and ("MinDuration" not in clock or one["length"] >= clock["MinDuration"])
        and ("MaxDuration" not in clock or one["length"] <= clock["MaxDuration"])
    )


def around(found, question):
    unit = 1 if "geo_width" in question else KM
    width = question["geo_width"] if "geo_width" in question else question["geo_width_km"]
    placed = [one for one in found if one["point"]]
    far = {
        one["id"]: unit * geo.miles(question["lat_val"], question["long_val"], *one["point"])
        for one in placed
    }
    if width < 0:
        enough = (step for step in STEPS if sum(one <= step for one in far.values()) >= -width)
        width = next(enough, STEPS[-1])
    inside = [one for one in placed if far[one["id"]] <= width]
    if question.get("sort_results_by_distance"):
        inside.sort(key=lambda one: round(far[one["id"]], 9))
    return inside
