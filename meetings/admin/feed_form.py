"""What staff say of a list, in words; and the file they give to try it with."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.feeds.described import Misuse, covered_place
from meetings.feeds.records import FeedBytes
from meetings.feeds.values import ZONES
from meetings.models import Feed

if TYPE_CHECKING:
    Form = forms.ModelForm[Feed]
else:
    Form = forms.ModelForm

KINDS: Final = [one for one in Feed.Kind.choices if one[0] != Feed.Kind.DEMO]
LARGEST_UPLOAD: Final = 20 * 1024 * 1024
web_address = URLValidator(schemes=["http", "https"])


class FeedForm(Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    covers = forms.CharField(
        label=gettext_lazy("Covers"),
        required=False,
        help_text=gettext_lazy(
            "Countries or states this is the whole list for, with commas between: us-tn, us-ms. "
            "There our pages may say “none here”. Empty: nowhere."
        ),
    )

    class Meta:
        model = Feed
        fields = (
            *("name", "fellowship", "kind", "address", "enabled", "every_hours"),
            *("covers", "time_zone", "licence", "republish", "owner_contact"),
        )
        help_texts: Final = {
            "address": gettext_lazy(
                "For BMLT the root server. Only http and https. Empty for a list that comes as a file."
            ),
            "enabled": gettext_lazy("Off: it is not read, and its meetings stay as they are."),
            "time_zone": gettext_lazy("For meetings that name none: America/Chicago."),
            "licence": gettext_lazy("As its owner says it; shown where we name the list."),
            "republish": gettext_lazy("Its owner lets us pass its meetings on to other apps and sites."),
            "owner_contact": gettext_lazy("An e-mail address or a page. Staff see it, visitors do not."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "covers" in self.fields:
            self.initial["covers"] = ", ".join(self.instance.covers)
        if "fellowship" in self.fields:
            self.fields["fellowship"].required = True

    def clean_covers(self) -> list[str]:
        words = [place for place in self.cleaned_data["covers"].split(",") if place.strip()]
        try:
            return list(dict.fromkeys(covered_place(place) for place in words))
        except Misuse as why:
            raise forms.ValidationError(str(why)) from None

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if address:
            try:
                web_address(address)
            except forms.ValidationError:
                raise forms.ValidationError(
                    _("Write a web address that begins with https:// or http://.")
                ) from None
        return address

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"].strip()
        if zone and zone not in ZONES:
            raise forms.ValidationError(
                _("There is no time zone “%(zone)s”. Write it as America/New_York.") % {"zone": zone}
            )
        return zone


class TryFileForm(forms.Form):
    """The list as a file; for BMLT its formats and service bodies, too."""

    main = forms.FileField(label=gettext_lazy("The list, as a file"))
    formats = forms.FileField(label=gettext_lazy("Its formats (a saved GetFormats answer)"), required=False)
    bodies = forms.FileField(
        label=gettext_lazy("Its service bodies (a saved GetServiceBodies answer)"), required=False
    )

    def __init__(self, feed: Feed, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if feed.kind != Feed.Kind.BMLT:
            del self.fields["formats"], self.fields["bodies"]

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        if sum(file.size for file in held.values() if file) > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("These files are larger than 20 MB. Use the command import_feed --dry-run for them.")
            )
        return held

    def given(self) -> FeedBytes:
        files = (self.cleaned_data.get(name) for name in ("main", "formats", "bodies"))
        return FeedBytes(*(file.read() if file else b"" for file in files))
