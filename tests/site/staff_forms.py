"""The forms of a staff page as a browser would send them, and what a person with bad intent would put in."""

from django.contrib import admin

from tests.site.markup import Page
from tests.site.two_areas import SHARED

OTHER_BUTTONS = {"_addanother", "_continue", "_saveasnew", "_popup"}
SKIPPED_ACTIONS = ("/admin/logout/",)


def forms_of(answer):
    """Those that are sent by POST; none of an answer that is no page."""
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return []
    forms = Page(answer.content.decode()).root.all("form")
    posted = [form for form in forms if form.attrs.get("method", "").lower() == "post"]
    return [form for form in posted if form.attrs.get("action") not in SKIPPED_ACTIONS]


def submissions(answer):
    """(address or "", fields) of each form of the page, once for each of its buttons."""
    for form in forms_of(answer):
        controls = form.all("input", "select", "textarea")
        fields = _fields([control for control in controls if control.attrs.get("type") != "submit"])
        buttons = [one for one in form.all("input", "button") if _is_button(one)]
        for pressed in map(_pressed, buttons) if buttons else [{}]:
            yield form.attrs.get("action", ""), {**fields, **pressed}


def _is_button(control):
    kind = control.attrs.get("type", "submit" if control.tag == "button" else "text")
    return kind == "submit" and control.attrs.get("name") not in OTHER_BUTTONS


def _pressed(button):
    name = button.attrs.get("name")
    return {name: button.attrs.get("value") or ""} if name else {}


def _fields(controls):
    """Name → value, or values of a field that takes several."""
    found = {}
    for control in controls:
        name, value = control.attrs.get("name"), _value(control)
        if not name or value is None or name == "csrfmiddlewaretoken":
            continue
        if name in found and control.attrs.get("type") != "radio":
            before = found[name] if isinstance(found[name], list) else [found[name]]
            value = [*before, *(value if isinstance(value, list) else [value])]
        found[name] = value
    return found


def _value(control):
    attrs, kind = control.attrs, control.attrs.get("type", "")
    if control.tag == "textarea":
        return "".join(control._pieces()).removeprefix("\n")
    if control.tag == "select":
        chosen = [option.attrs.get("value", option.text) for option in _chosen(control)]
        return chosen if "multiple" in attrs else (chosen[0] if chosen else None)
    if kind in ("checkbox", "radio"):
        return attrs.get("value", "on") if "checked" in attrs else None
    if kind in ("file", "reset", "image", "button"):
        return None
    return attrs.get("value") or ""


def _chosen(select):
    options = select.all("option")
    marked = [option for option in options if "selected" in option.attrs]
    return marked or ([] if "multiple" in select.attrs else options[:1])


def action_names(model):
    """Every action of a list, offered or not."""
    named = [getattr(action, "__name__", action) for action in admin.site._registry[model].actions or ()]
    return [*named, "delete_selected"]


def foreign_values(model, fields, rows):
    """What may be put into the form's fields to reach a row of `rows`: one change after the other."""
    for name in fields:
        related = _related(model, name)
        if related in rows and related not in SHARED:
            yield {name: rows[related].pk}
    for prefix in [name.removesuffix("-TOTAL_FORMS") for name in fields if name.endswith("-TOTAL_FORMS")]:
        inline = _inline_model(model, prefix)
        if inline in rows:
            taken = {
                f"{prefix}-TOTAL_FORMS": 1,
                f"{prefix}-INITIAL_FORMS": 1,
                f"{prefix}-0-id": rows[inline].pk,
            }
            yield taken
            yield {**taken, f"{prefix}-0-DELETE": "on"}


def _related(model, name):
    """The model a field of the form points to: `venue`, `new_venue`, `closures-0-meeting`."""
    parts = name.split("-")
    owner = model if len(parts) == 1 else _inline_model(model, parts[0])
    if owner is None:
        return None
    if parts[-1] == "id":
        return owner
    links = {field.name: field.related_model for field in owner._meta.get_fields() if field.is_relation}
    return next((links[link] for link in links if parts[-1] == link or parts[-1].endswith(f"_{link}")), None)


def _inline_model(model, prefix):
    named = {relation.get_accessor_name(): relation.related_model for relation in model._meta.related_objects}
    return named.get(prefix)
