"""Filling in visitors' forms in tests: what a browser would send of a page as it stands."""

from django.test import Client

from meetings.presenting.meeting import address
from tests.site.markup import Page


def sender(network):
    """A client in a network of its own: 1, 2, 3 …"""
    return Client(REMOTE_ADDR=f"203.0.{network}.7")


def form_of(page):
    """{name: values} of the form that has a token and a note: what is sent when nothing is touched."""
    sent = {}
    for control in page.all("input", "select", "textarea"):
        name, kind = control.attrs.get("name"), control.attrs.get("type", "")
        if not name or name == "near" or (kind in ("radio", "checkbox") and "checked" not in control.attrs):
            continue
        sent.setdefault(name, []).append(_value(page, control))
    return sent


def _value(page, control):
    if control.tag == "textarea":
        return "".join(map(str, control.children)).removeprefix("\n")
    if control.tag == "select":
        chosen = [one.attrs["value"] for one in control.all("option") if "selected" in one.attrs]
        return chosen[0] if chosen else ""
    return control.attrs.get("value", "")


def open_form(client, meeting=None):
    path = address(meeting, "meeting-report") if meeting else "/meetings/new/"
    return form_of(Page(client.get(path).content.decode()))


def send(client, meeting=None, **changes):
    """The answer to the form of that meeting, or of a missing one, with these changes."""
    path = address(meeting, "meeting-report") if meeting else "/meetings/new/"
    return client.post(path, {**open_form(client, meeting), **changes})
