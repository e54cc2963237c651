"""The form of a venue, in words; where it stands is found from its address."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.form_fields import ZoneField
from meetings.models import Venue
from meetings.places.locator import country_of
from meetings.places.regions import country_code

if TYPE_CHECKING:
    Form = forms.ModelForm[Venue]
else:
    Form = forms.ModelForm

RANGES: Final = {"latitude": 90, "longitude": 180}


class VenueForm(Form):
    time_zone = ZoneField(
        label=gettext_lazy("Time zone"), help_text=gettext_lazy("Empty: the one where the venue stands.")
    )

    class Meta:
        model = Venue
        fields: tuple[str, ...] = ()  # the admin names them
        help_texts = {
            "name": gettext_lazy("As people there call it: First Invented Church."),
            "city": gettext_lazy("Town and state are all that visitors see where the address is hidden."),
            "state": gettext_lazy("In the US its two letters: TN."),
            "country": gettext_lazy("Two letters: US. Empty: from the state."),
            "latitude": gettext_lazy(
                "Leave both empty: the postcode or the town says where it is. Typed ones are taken as exact."
            ),
            "building_kind": gettext_lazy("Church, library, clubhouse …"),
            "transit": gettext_lazy("Which bus or train, and its stop."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone: Any = self.fields.get("time_zone")
        if zone is not None:
            zone.keep(self.instance.time_zone)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        point = [data.get(name) for name in RANGES]
        if (point[0] is None) != (point[1] is None) and not self.errors:
            self.add_error("latitude", _("Give both latitude and longitude, or neither."))
        for name, most in RANGES.items():
            if data.get(name) is not None and abs(data[name]) > most:
                text = _("This is not on earth: it lies between -%(most)d and %(most)d.")
                self.add_error(name, text % {"most": most})
        if not any(data.get(name) for name in ("name", "street", "city", "postal_code")) and not self.errors:
            self.add_error("name", _("Give a name, a street or a town: otherwise nobody can find it."))
        return data

    def clean_country(self) -> str:
        typed, state = self.cleaned_data["country"], self.cleaned_data.get("state") or ""
        if typed and country_code(typed) is None:
            raise forms.ValidationError(_("Write the two letters of the country: US, CA, GB."))
        return country_of(state, typed)
