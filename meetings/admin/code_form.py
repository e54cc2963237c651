"""The question what a code means, with the four answers there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.language_names import language_name
from meetings.mapping import Meant, Unknown
from meetings.models import Feed, Format, Meeting

FORMAT, LANGUAGE, SLIPS, NOTHING = "format", "language", "slips", "nothing"
LANGUAGES = "en es fr de pt ar zh fa hi it ja ko nl pl ru tl uk ur vi ase bfi ht he sv so".split()


class ExplainForm(forms.Form):
    what = forms.ChoiceField(
        label=gettext_lazy("It says"),
        choices=[
            (FORMAT, gettext_lazy("who the meeting is for, what happens there, or what the building offers")),
            (LANGUAGE, gettext_lazy("in which language it is held")),
            (SLIPS, gettext_lazy("whether attendance slips are signed")),
            (NOTHING, gettext_lazy("nothing that visitors should see")),
        ],
        widget=forms.RadioSelect,
    )
    format = forms.ModelChoiceField(
        label=gettext_lazy("Who, what or which building"), queryset=Format.objects.all(), required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    slips = forms.ChoiceField(
        label=gettext_lazy("Attendance slips"),
        choices=[("", "---------"), *Meeting.Slips.choices],
        required=False,
    )
    where = forms.ChoiceField(label=gettext_lazy("It means this"), widget=forms.RadioSelect)

    def __init__(self, unknown: Unknown, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feeds: dict[str, Feed] = {str(feed.pk): feed for feed in unknown.feeds}
        languages = sorted((language_name(code), code) for code in LANGUAGES)
        choice: Any = self.fields["language"]
        choice.choices = [("", "---------"), *((code, name) for name, code in languages)]
        where: Any = self.fields["where"]
        where.choices = [
            (pk, _("in the list %(list)s only") % {"list": one}) for pk, one in self.feeds.items()
        ]
        if unknown.fellowship:
            everywhere = _("in every list of %(program)s") % {"program": unknown.program}
            where.choices = [("program", everywhere), *where.choices]
            self.initial.setdefault("where", "program")

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        what = held.get("what", "")
        if what in (FORMAT, LANGUAGE, SLIPS) and not held.get(what) and what not in self.errors:
            self.add_error(what, _("Choose one, or say that it means something else."))
        return held

    def meant(self) -> Meant:
        held, what = self.cleaned_data, self.cleaned_data["what"]
        return Meant(
            format=held["format"].pk if what == FORMAT else None,
            language=held["language"] if what == LANGUAGE else "",
            slips=held["slips"] if what == SLIPS else "",
        )

    def only(self) -> Feed | None:
        return self.feeds.get(self.cleaned_data["where"])
