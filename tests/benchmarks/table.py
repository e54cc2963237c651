"""What was measured, as Markdown."""

from dataclasses import dataclass

from tests.benchmarks.build import CLOSE_BY
from tests.benchmarks.importing import ROWS


@dataclass(frozen=True)
class Results:
    """Of one kind of database: `cases` of pages.measure, `sizes` of pages.weigh, `lists` of importing."""

    name: str
    cases: dict
    lists: dict
    sizes: list
    memory: tuple
    places: list


def as_markdown(found):
    """One table of ratios, one of bytes, and what the ratios stand against."""
    heads = [head for one in found for head in (f"{one.name}: processor time", f"{one.name}: rate")]
    lines = [_row("measured", "against", *heads), _row(*["---"] * (2 + len(heads)))]
    ratios = [_ratios(one) for one in found]
    for measured, against in ratios[0]:
        cells = [cell for one in ratios for cell in _cells(*one[measured, against])]
        lines.append(_row(measured, against, *cells))
    lines += ["", _row("bytes with headers", "raw", "gzip", "brotli"), _row(*["---"] * 4)]
    lines += [_row(page, *(f"{size:,}" for size in sizes)) for page, *sizes in found[0].sizes]
    lines += ["", *(_absolute(one) for one in found)]
    return "\n".join(lines)


def _row(*cells):
    return f"| {' | '.join(cells)} |"


def _cells(processor, rate):
    return f"{processor:.2f}×", f"{rate:.3f}×"


def _ratios(one):
    """{(measured, against): (ratio of processor time, ratio of what is done in a second)}."""
    found = {}
    for place in one.places:
        for how in ("unseen", "repeated", "not modified"):
            found[f"{place}, {how}", "an empty view"] = _against(one.cases, f"{place}, {how}", "empty")
    for place in one.places:
        if f"{place}, unseen, larger" in one.cases:
            pair = f"{place}, unseen, of a million", f"of {CLOSE_BY:,}"
            found[pair] = _against(one.cases, f"{place}, unseen, larger", f"{place}, unseen")
    found["an empty view", "the same without any middleware"] = _against(one.cases, "empty", "bare")
    plain = one.lists["plain"]
    for name, words in (("first", f"first import of {ROWS:,} rows"), ("again", "the same list again")):
        spent = one.lists[name]
        ratios = spent["processor"] / plain["processor"], plain["clock"] / spent["clock"]
        found[words, "executemany of the same rows"] = ratios
    return found


def _against(cases, measured, against):
    measured, against = cases[measured], cases[against]
    return measured.processor / against.processor, against.elapsed / measured.elapsed


def _absolute(one):
    empty, (total, own) = one.cases["empty"], one.memory
    return (
        f"{one.name}: an empty view takes {empty.processor * 1000:.2f} ms of the worker's processor time; a "
        f"worker holds {total:.0f} MB (PSS), {own:.0f} MB of them its own and the rest files it reads."
    )
