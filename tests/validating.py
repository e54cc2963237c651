"""Checks XML against the rules of its standard (tests/schemas/) with a real validator."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"


@lru_cache
def _schema(name):
    rules = etree.parse(SCHEMAS / name)
    return etree.RelaxNG(rules) if name.endswith(".rng") else etree.XMLSchema(rules)


def faults(body, name):
    """What the validator says against it; nothing for what the standard allows."""
    schema = _schema(name)
    schema.validate(etree.fromstring(body))
    return [str(fault) for fault in schema.error_log]


def texts(body, tag):
    """The texts of all elements of that name, whatever their namespace."""
    return [one.text for one in etree.fromstring(body).iter(f"{{*}}{tag}")]
