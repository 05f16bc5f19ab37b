"""What is asked and answered. Whatever is wrong, what was typed stays in the form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.groups.forms import Words
from vezi.network.questions.models import LONGEST, LONGEST_LINE, MOST_ROOM, Breadth, Wanted

DAYS = ((7, _("a week")), (14, _("two weeks")), (30, _("a month")))


class QuestionForm(forms.Form):
    words = Words(
        label=_("Your question"), longest=LONGEST, rows=5,
        help_text=_("As you would ask it across a table. The words that matter find the people: a trade, a country, a skill."),
        error_messages={"required": _("Write your question in a sentence or two.")},
    )  # fmt: skip
    wanted = forms.ChoiceField(
        label=_("What would help"), choices=Wanted.choices, initial=Wanted.ANSWER, widget=forms.RadioSelect
    )
    breadth = forms.ChoiceField(
        label=_("Who may be asked"), choices=Breadth.choices, initial=Breadth.CLUBS, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(label=_("How long it may take"), choices=DAYS, coerce=int, initial=14)

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("words", "wanted", "breadth", "days")}


class HelpForm(forms.Form):
    line = Words(
        label=_("A line to begin with"), longest=LONGEST_LINE, rows=3, required=False,
        help_text=_("The answer itself, or when and how you are best reached. It begins a conversation of you two."),
    )  # fmt: skip
    shares_mail = forms.BooleanField(label=_("Pass my mail address on with it"), required=False)


class NameForm(forms.Form):
    other = forms.ChoiceField(label=_("Whom would you ask?"), error_messages={"required": _("Choose somebody.")})
    word = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("Whom you name reads it."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", "…"), *people]  # type: ignore[attr-defined]


class ThanksForm(forms.Form):
    thanks = Words(
        label=_("A word of thanks"), longest=LONGEST_LINE, rows=3, required=False, help_text=_("Who helped reads it.")
    )


class RoomForm(forms.Form):
    monthly = forms.IntegerField(
        label=_("Questions in thirty days, at most"), min_value=0, max_value=MOST_ROOM,
        help_text=_("0 for none at all."), widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    taken = forms.MultipleChoiceField(
        label=_("What you may be asked for"),
        choices=Wanted.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with it"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300})
    )
