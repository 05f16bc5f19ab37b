import re

import pytest
from django import forms
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from vezi.core.audience import Audience
from vezi.core.tests.drawing import draw, in_one_line


class Registration(forms.Form):
    title = forms.CharField(label="Title", help_text="Seen by all.")
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A walk"), ("b", "A dinner")])
    meal = forms.ChoiceField(label="Meal", choices=[("v", "Vegetables"), ("f", "Fish")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("1", "Friday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Agreed")
    letter = forms.FileField(label="Letter", required=False)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        if "title" in self.cleaned_data:
            raise forms.ValidationError("Full.")


@pytest.fixture
def wrong() -> Registration:
    return Registration({"title": "", "kind": "a", "token": "t"})


def test_a_field_ties_label_hint_and_error_to_its_control(wrong: Registration) -> None:
    shown = draw("{% field form.title %}", form=wrong)

    assert 'for="id_title"' in shown
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'class="input w-full input-error"' in shown
    assert '<p class="err" id="id_title_error">This field is required.</p>' in shown
    assert '<p class="hint" id="id_title_helptext">Seen by all.</p>' in shown


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("words", "textarea w-full"),
        ("kind", "select w-full"),
        ("letter", "file-input w-full"),
        ("title", "input w-full"),
    ],
)
def test_each_kind_of_field_has_its_style(name: str, style: str) -> None:
    assert f'class="{style}"' in draw("{% field field %}", field=Registration()[name])


def test_what_may_stay_empty_says_so() -> None:
    assert "(may stay empty)" in draw("{% field form.words %}", form=Registration())
    assert "(may stay empty)" not in draw("{% field form.title %}", form=Registration())


def test_choices_stand_in_a_group_that_carries_the_error(wrong: Registration) -> None:
    shown = draw("{% field form.meal %}", form=wrong)

    assert '<fieldset class="field" id="id_meal" tabindex="-1" aria-describedby="id_meal_error">' in in_one_line(shown)
    assert shown.count('class="radio radio-primary radio-sm input-error"') == 2
    assert "aria-invalid" not in shown
    assert re.findall(r'<label [^>]*for="(\w+)"', shown) == ["id_meal_0", "id_meal_1"]


def test_boxes_to_tick_have_their_label_beside_them() -> None:
    assert 'class="checkbox checkbox-primary checkbox-sm"' in draw("{% field form.agreed %}", form=Registration())
    assert 'class="toggle toggle-primary toggle-sm"' in draw("{% field form.agreed toggle=True %}", form=Registration())
    assert 'class="checkbox checkbox-primary checkbox-sm"' in draw("{% field form.days %}", form=Registration())


def test_a_hidden_field_is_only_itself() -> None:
    assert draw("{% field form.token %}", form=Registration()) == '<input type="hidden" name="token" id="id_token">'


def test_a_hint_stands_in_for_the_help_text() -> None:
    assert "Write it short." in draw("{% field form.title hint='Write it short.' %}", form=Registration())


def test_errors_are_counted_and_lead_to_their_fields(wrong: Registration) -> None:
    assertHTMLEqual(
        draw("{% form_errors form %}", form=wrong),
        '<div class="notice n-bad" role="alert" tabindex="-1"><b>3 things to mend.</b> '
        '<a class="lk" href="#id_title">Title</a>, <a class="lk" href="#id_meal">Meal</a> and '
        '<a class="lk" href="#id_agreed">Agreed</a>.</div>',
    )


def test_errors_of_the_whole_form_are_said() -> None:
    form = Registration({"title": "T", "kind": "a", "meal": "v", "agreed": "on", "token": "t"})

    assert "Full." in draw("{% form_errors form %}", form=form)
    assert "to mend" not in draw("{% form_errors form %}", form=form)


def test_a_form_without_errors_says_nothing() -> None:
    assert draw("{% form_errors form %}", form=Registration()) == ""


def test_an_audience_is_changed_on_the_spot_and_without_javascript() -> None:
    shown = draw("{% audience_chooser '/seen/' 20 'E-mail' 'mail-seen' %}")

    assert 'hx-post="/seen/"' in shown
    assert 'method="post" action="/seen/"' in shown
    assert "csrfmiddlewaretoken" in shown
    assert f'<option value="{Audience.CLUB.value}" selected>' in shown
    assert "<noscript><button" in shown


def test_the_narrower_audiences_can_be_left_out() -> None:
    shown = draw("{% audience_chooser '/seen/' 20 'Name' 'name-seen' least=20 %}")

    assert re.findall(r'<option value="(\d+)"', shown) == ["20", "30", "40"]


def test_the_audience_chosen_is_shown_even_if_it_could_not_be_chosen_now() -> None:
    shown = draw("{% audience_chooser '/seen/' none 'Name' 'name-seen' least=20 %}", none=None)

    assert re.findall(r'<option value="(\d+)"', shown) == ["0", "20", "30", "40"]


def test_counting_knows_the_slovenian_dual(wrong: Registration) -> None:
    with translation.override("sl"):
        assert "Popraviti je treba 3 stvari." in draw("{% form_errors form %}", form=wrong)
