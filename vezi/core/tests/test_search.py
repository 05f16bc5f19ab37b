import re

from vezi.core.components.parts import Answer, Answers, Choice
from vezi.core.tests.drawing import draw
from vezi.core.who import Who


def test_a_plain_search_field_is_a_form() -> None:
    shown = draw("{% search_field '/people/' 'Find a person' 'find' value=asked %}", asked='Kovač "x"')

    assert 'action="/people/"' in shown
    assert 'value="Kovač &quot;x&quot;"' in shown
    assert "combobox" not in shown


def test_a_field_that_answers_is_a_combobox_for_its_answers() -> None:
    shown = draw("{% search_field '/people/' 'Find' 'find' suggest='/suggest/' key=True %}")

    assert 'role="combobox"' in shown
    assert 'aria-controls="find-answers"' in shown
    assert 'id="find-answers" hidden' in shown
    assert 'hx-get="/suggest/"' in shown
    assert 'data-key="/"' in shown


def test_answers_are_options_in_groups_without_empty_ones() -> None:
    groups = [
        Answers("People", [Answer("/p/ada/", Who(name="Ada Lovelace", year=1999, what="Poet"), aside="classmate")]),
        Answers("Groups", []),
        Answers("Events", [Answer("/e/1/", title="Evening", note="14 May", icon="calendar")]),
    ]

    shown = draw("{% answers groups 'find' %}", groups=groups)

    assert re.findall(r'role="option" id="([\w-]+)"', shown) == ["find-1-1", "find-2-1"]
    assert shown.count('role="group"') == 2
    assert "classmate" in shown


def test_no_answer_is_an_answer() -> None:
    assert 'role="status"' in draw("{% answers groups 'find' %}", groups=[])


def test_a_facet_folds_what_is_beyond_the_first() -> None:
    choices = [Choice(str(number), f"City {number}", number) for number in range(9)]

    shown = draw("{% facet 'Lives in' 'city' choices shown=6 %}", choices=choices)

    assert shown.count('type="checkbox"') == 9
    assert "<details>" in shown
    assert "<details" not in draw("{% facet 'Lives in' 'city' choices %}", choices=choices[:6])


def test_a_folded_choice_that_is_chosen_opens_the_fold() -> None:
    choices = [Choice("a", "A"), Choice("b", "B", is_chosen=True)]

    shown = draw("{% facet 'Lives in' 'city' choices shown=1 %}", choices=choices)

    assert "<details open>" in shown
    assert shown.count(" checked") == 1
