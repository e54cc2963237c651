"""Lines out of TopoJSON: each border once, with what it parts. Development only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Degrees = tuple[float, float]  # longitude, latitude


def arcs_of(topology: Mapping[str, Any]) -> list[list[Degrees]]:
    """Every arc of a quantized topology in degrees."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * wide + west, y * high + south))
        arcs.append(arc)
    return arcs


def owners(
    geometries: Iterable[Mapping[str, Any]], name: Callable[[Mapping[str, Any]], str]
) -> dict[int, set[str]]:
    """Arc by arc the names of the geometries whose edge it is."""
    found: dict[int, set[str]] = defaultdict(set)
    for geometry in geometries:
        for arc in _arcs_in(geometry.get("arcs", ())):
            found[arc].add(name(geometry))
    return found


def _arcs_in(nested: Any) -> Iterator[int]:
    """Numbers of arcs; the ones' complement says that an arc is walked backwards."""
    for part in nested:
        if isinstance(part, int):
            yield part if part >= 0 else ~part
        else:
            yield from _arcs_in(part)
