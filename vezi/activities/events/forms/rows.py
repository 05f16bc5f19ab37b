"""Forms in rows, added and removed without a script. One at the end that nobody wrote in is none."""

from typing import Any

from django import forms


class Row(forms.Form):
    use_required_attribute = False

    public_id = forms.CharField(required=False, max_length=13, widget=forms.HiddenInput)


class Tick(forms.CheckboxInput):
    """Of a row that is to go."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "checkbox checkbox-primary checkbox-sm"})


class Rows(forms.BaseFormSet):
    deletion_widget = Tick

    @property
    def kept(self) -> list[Any]:
        """Those that were not removed."""
        return [one for one in self.forms if one not in self.deleted_forms]


def rows_made_of(row: type[Row], rows: type[Rows], *, most: int, extra: int = 1) -> Any:
    """At most so many; `extra` of them empty, to be written in."""
    return forms.formset_factory(
        row, formset=rows, extra=extra, can_delete=True, max_num=most, validate_max=True, absolute_max=most + 5
    )
