"""Facts in the form of their programme or of their row of the comparison."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from fellowships.models import Criterion, Fact, Fellowship
from fellowships.publishing import PublishedInline

OFFERED = {"criterion": Criterion, "fellowship": Fellowship}


class FactInline(PublishedInline):
    """Beside those there are, an empty line for each cell that nobody filled in."""

    model = Fact
    other = "criterion"
    autocomplete_fields = ("source",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (self.other, "text", "source", "as_of")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("fellowship", "criterion", "source")

    def rows(self) -> list[tuple[int, str]]:
        """What cells there can be, in the order of the comparison."""
        model: Any = OFFERED[self.other]
        rows = model.objects.filter(published=True)
        if self.other == "criterion":
            rows = rows.filter(kind=Criterion.Kind.FACT)
        return [(row.pk, str(row)) for row in rows]

    def missing(self, obj: Any) -> list[int]:
        held = set() if obj is None else set(obj.facts.values_list(f"{self.other}_id", flat=True))
        return [pk for pk, _name in self.rows() if pk not in held]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(self.missing(obj)) if self.has_add_permission(request, obj) else 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Each empty line names its cell already, and is saved only when something was written in it."""
        made: Any = super().get_formset(request, obj, **kwargs)
        initial = [{self.other: pk} for pk in self.missing(obj)]

        class CellsFormSet(made):  # type: ignore[misc]
            def __init__(self, *args: Any, **named: Any) -> None:
                super().__init__(*args, **{**named, "initial": initial})

            @cached_property
            def choices(self) -> list[Any]:
                """Read once for all lines."""
                field = made.form.base_fields[self_other]
                return list(field.choices)

            def add_fields(self, form: Any, index: int | None) -> None:
                super().add_fields(form, index)
                if self_other in form.fields:
                    form.fields[self_other].widget.choices = self.choices

        self_other = self.other
        return CellsFormSet


class FactsOfARow(FactInline):
    """One cell for each programme."""

    other = "fellowship"
    ordering = ("fellowship__position",)


class FactsOfAProgramme(FactInline):
    ordering = ("criterion__position",)
