"""Every address of the staff site, found by walking its URL patterns, filled with the rows of an area."""

import re
from dataclasses import dataclass
from itertools import product

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern

from meetings.models import Decision, Meeting, Report
from tests.site.two_areas import SHARED, version_of

# Parameters of patterns that name a row of the page's own model, and one of its kept versions.
OWN_ROW = {"object_id", "pk", "id"}
VERSION = {"history_id", "version", "version_id"}
# Addresses whose number is of another model than their list's.
OF_OTHERS = {"queue-undo": Decision}
# Parameters that are written in a way of their own: what they stand for, from the rows of an area.
WRITTEN = {"key": lambda rows: (f"report-{rows[Report].pk}", f"meeting-{rows[Meeting].pk}")}
# Signing in and out have tests of their own, and so have links with a secret in them.
NOT_HERE = {"login", "logout", "password_reset_confirm"}
VERBS = ("view", "add", "change", "delete")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    path: str
    name: str
    model: type | None = None
    of_a_row: bool = False

    @property
    def shared(self):
        return self.model in SHARED


def open_to(person):
    """The models of which this person may see anything; every page of the others is to refuse."""
    return [
        model
        for model in admin.site._registry
        if any(person.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}") for verb in VERBS)
    ]


def addresses(rows, versions=None):
    """All of them with these rows; `versions` may come from other rows than the page's own."""
    return [
        *_of_site(rows),
        *(one for model in admin.site._registry for one in _of_model(model, rows, versions)),
    ]


def row_of(model, rows):
    if model not in rows:
        pytest.fail(
            f"{model._meta.label} is in the admin: give each area a row of it in tests/site/two_areas.py"
        )
    return rows[model]


def _of_model(model, rows, versions):
    row, version = row_of(model, rows), version_of(row_of(model, versions or rows))
    prefix = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for pattern in admin.site._registry[model].get_urls():
        yield from _filled(pattern, prefix, model, row, version, rows)


def _filled(pattern, prefix, model, row, version, rows):
    """The pattern with every value its parameters have in this area."""
    route = _route(pattern)
    parameters = PARAMETER.findall(route)
    row = rows[OF_OTHERS[pattern.name]] if pattern.name in OF_OTHERS else row
    for values in product(*(_values(parameter, row, version, rows, pattern) for parameter in parameters)):
        path = route
        for value in values:
            path = PARAMETER.sub(str(value), path, count=1)
        yield Address(prefix + path, pattern.name or "", model, bool(parameters))


def _route(pattern: URLPattern):
    """As `<path:object_id>/change/`, those written as regular expressions too."""
    route = str(pattern.pattern)
    if hasattr(pattern.pattern, "_regex"):
        names = iter(("object_id", "history_id"))
        route = re.sub(r"\([^)]*\)", lambda _found: f"<{next(names)}>", route).strip("^$").replace("\\Z", "")
    return route


def _values(parameter, row, version, rows, pattern):
    if parameter in OWN_ROW and row is not None:
        return (row.pk,)
    if parameter in VERSION:
        return (version,)
    if parameter in WRITTEN:
        return WRITTEN[parameter](rows)
    named = {f"{model._meta.model_name}_id": other.pk for model, other in rows.items()}
    if parameter not in named:
        pytest.fail(
            f"Say in tests/site/staff_addresses.py what <{parameter}> of {pattern.name or pattern.pattern} "
            "stands for, so that it can be tried with a row outside a volunteer's scope."
        )
    return (named[parameter],)


def _of_site(rows):
    """Pages of the site itself; the register's own patterns come from `_of_model`."""
    for pattern in admin.site.get_urls():
        catches_all = "(?P<url>" in str(pattern.pattern)
        if not isinstance(pattern, URLPattern) or pattern.name in NOT_HERE or catches_all:
            continue
        if pattern.name == "view_on_site":
            for model, row in rows.items():
                if not hasattr(row, "get_absolute_url"):
                    continue
                kind = ContentType.objects.get_for_model(model).pk
                yield Address(f"/admin/r/{kind}/{row.pk}/", "view_on_site", model, True)
        elif pattern.name == "app_list":
            labels = sorted({model._meta.app_label for model in admin.site._registry})
            yield from (Address(f"/admin/{label}/", "app_list") for label in labels)
        else:
            yield from _filled(pattern, "/admin/", None, None, 1, rows)
