"""What a browser sends from the form of a meeting: the page is read, then some of its fields are changed."""

from html.parser import HTMLParser

ADD = "/admin/meetings/meeting/add/"


def change_address(meeting):
    return f"/admin/meetings/meeting/{meeting.pk}/change/"


class _Fields(HTMLParser):
    """Names and values of all fields, as a browser would send them; none of the buttons."""

    def __init__(self):
        super().__init__()
        self.values, self.name, self.text, self.inside = {}, None, None, False

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == "meeting_form"
        if not self.inside:
            return
        name, kind = said.get("name"), said.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "button"):
            if kind not in ("checkbox", "radio") or "checked" in said:
                self.values.setdefault(name, []).append(said.get("value", "on" if "checked" in said else ""))
        elif tag == "select":
            self.name = name
        elif tag == "option" and self.name and "selected" in said:
            self.values.setdefault(self.name, []).append(said.get("value", ""))
        elif tag == "textarea" and name:
            self.name, self.text = name, ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text is not None:
            self.values[self.name] = [self.text.removeprefix("\n")]
            self.text = None
        if tag in ("textarea", "select"):
            self.name = None


def fields_of(page):
    parser = _Fields()
    parser.feed(page.content.decode())
    return parser.values


def send(client, address, **changes):
    """Open the form, change these fields, save; the answer."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, {**fields_of(page), **changes})


def change(client, meeting, **changes):
    return send(client, change_address(meeting), **changes)


def errors_of(page):
    """Every error of the form shown, by field."""
    assert page.status_code == 200, "the form was saved"
    context = page.context
    found = {name: " ".join(sentences) for name, sentences in context["adminform"].form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {name: " ".join(sentences) for name, sentences in form.errors.items()}
    return found


def told(client, address="/admin/meetings/meeting/"):
    """What the next page says of the last one, read once."""
    return " ".join(str(message) for message in client.get(address).context["messages"])
