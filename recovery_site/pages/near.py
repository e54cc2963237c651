"""What `near=` names on a page that is not the finder: a place, the way on to one, or places it may be."""

from collections.abc import Callable
from dataclasses import dataclass, field

from meetings.models import Place
from meetings.places import gazetteer


@dataclass(frozen=True, slots=True)
class Near:
    """`place` for the slug of one; `redirect` for typed text that means one; else `offers`, perhaps none."""

    place: Place | None = None
    redirect: str = ""
    offers: list[dict[str, str]] = field(default_factory=list)
    several: bool = False  # the offers are places of that name, not guesses


def read_near(text: str, address_of: Callable[[str], str]) -> Near:
    """`address_of` gives the page's own address for the slug of a place."""
    if not text:
        return Near()
    if place := gazetteer.by_slug(text.lower()):
        return Near(place)
    answer = gazetteer.find(text)
    if answer.kind == gazetteer.Kind.ONE and answer.place is not None:
        return Near(redirect=address_of(answer.place.slug))
    offers = [{"url": address_of(one.slug), "label": one.label} for one in answer.places]
    return Near(offers=offers, several=answer.kind == gazetteer.Kind.SEVERAL)
