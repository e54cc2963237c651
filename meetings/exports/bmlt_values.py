"""Values of BMLT's parameters: arrays, lists with commas and single ones; the sign says with or without."""

import re
from typing import Final, NamedTuple

from django.http import QueryDict

NUMBER: Final = re.compile(r"[+-]?[0-9]{1,18}")


class Signed(NamedTuple):
    """Numbers asked for, and numbers left out."""

    wanted: set[int]
    unwanted: set[int]


def values(query: QueryDict, name: str) -> list[str]:
    """`name[]=a&name[]=b`, `name[0]=a` and `name=a,b` alike; empty values are none."""
    given = [
        value for key, held in query.lists() if key == name or key.startswith(f"{name}[") for value in held
    ]
    return [part.strip() for value in given for part in value.split(",") if part.strip()]


def signed(query: QueryDict, name: str) -> Signed:
    """What is no number, and 0, is ignored."""
    numbers = [int(value) for value in values(query, name) if NUMBER.fullmatch(value)]
    return Signed({one for one in numbers if one > 0}, {-one for one in numbers if one < 0})
