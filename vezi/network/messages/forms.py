"""What is written into conversations. Whatever is wrong, what was typed stays in the form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.enclosing import Files
from vezi.core.public_ids import public_id
from vezi.core.wording import clean
from vezi.network.clubs.models import Club
from vezi.network.messages.models import Outcome, Writers

LONGEST_REASON = 600


class Words(forms.CharField):
    """Several lines. Too long is an error beside the field, never a text cut short: no `maxlength` is set."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        attributes = {"rows": rows, "dir": "auto", "data-longest": clean.LONGEST_TEXT}
        super().__init__(strip=False, widget=forms.Textarea(attrs=attributes), **more)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > clean.LONGEST_TEXT:
            said = gettext(
                "That is %(count)s characters; there is room for %(longest)s. Nothing of it is lost: shorten it here."
            )
            raise forms.ValidationError(said % {"count": len(value), "longest": clean.LONGEST_TEXT})


class SendForm(forms.Form):
    text = Words(label=_("Your message"), required=False)
    attached = Files(label=_("Pictures and files"), help_text=_("Six at most, each up to 15 MB."))
    token = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", public_id())

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"text": given["text"], "files": given["attached"], "token": given["token"]}


class BeginForm(SendForm):
    title = forms.CharField(
        label=pgettext_lazy("conversation", "Title"), max_length=100, required=False,
        help_text=_("Only where you write to several; you may leave it empty.")
    )  # fmt: skip
    field_order = ["title", "text", "attached", "token"]

    def __init__(self, *args: Any, is_several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 6
        if not is_several:
            del self.fields["title"]

    def said(self) -> dict[str, Any]:
        return {**super().said(), "title": self.cleaned_data.get("title", "")}


class ChangeForm(forms.Form):
    text = Words(label=_("Your message"), required=False, rows=6)


class TitleForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("conversation", "Title"), max_length=100, required=False)


class ChoiceForm(forms.Form):
    writers = forms.ChoiceField(
        label=_("Who may write to me"), choices=Writers.choices, widget=forms.RadioSelect,
        help_text=_(
            "The first message of somebody neither connected with you nor introduced to you waits for your yes. You can always answer."
        ),
    )  # fmt: skip
    shows_reading = forms.BooleanField(
        label=_("Show what I have read"), required=False,
        help_text=_("Who shows it sees it of others who show it, too."),
    )  # fmt: skip
    shows_typing = forms.BooleanField(label=_("Show when I am writing"), required=False)


class ReportForm(forms.Form):
    club = forms.ModelChoiceField(label=_("Whose moderators"), queryset=Club.objects.none(), empty_label=None)
    reason = forms.CharField(
        label=_("What is wrong with it"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The moderators read it, the writer does not."),
    )  # fmt: skip

    def __init__(self, *args: Any, clubs: Sequence[Club], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["club"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Club.objects.filter(pk__in=[club.pk for club in clubs])
        if clubs:
            field.initial = clubs[0].pk


class JudgeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What comes of it"), choices=Outcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The two read it; where nothing is wrong, only who reported."),
    )  # fmt: skip
