from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: Kinds of news as a reader chooses among them.
KINDS = {
    "work": pgettext_lazy("kind of news", "New work"),
    "town": pgettext_lazy("kind of news", "Who moved"),
    "joined": pgettext_lazy("kind of news", "Who came to a club"),
    "group": pgettext_lazy("kind of news", "Who came into one of my groups"),
    "birthday": pgettext_lazy("kind of news", "Birthdays"),
}


class KindsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=_("I want to hear of"), choices=tuple(KINDS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
