from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from vezi.core import slots
from vezi.core.components.parts import NumberTab, Pages, Place, Station, pages_of
from vezi.core.tests.drawing import draw
from vezi.core.who import Who

GRACE = Who(name="Grace Hopper", url="/p/grace/", what="Admiral", where="Arlington", tie="Your classmate")


def test_a_section_hangs_its_head_beside_the_matter() -> None:
    assertHTMLEqual(
        draw("{% hang 'Head' note='Note' id='here' %}<p>{{ name }}</p>{% endhang %}", name="A & B"),
        '<section class="hang" id="here"><header><h2>Head</h2><p>Note</p></header>'
        '<div class="min-w-0"><p>A &amp; B</p></div></section>',
    )


def test_a_notice_is_read_out_only_where_asked() -> None:
    assert 'role="alert"' in draw("{% notice 'bad' lead='No.' alert=True %}Not sent{% endnotice %}")
    assert "role" not in draw("{% notice %}Good to know{% endnotice %}")
    assert "n-warn" in draw("{% notice 'warn' %}Not confirmed{% endnotice %}")


def test_an_empty_room_offers_the_step_that_starts_it() -> None:
    shown = draw("{% empty_room 'No letters yet' 'Here they lie.' %} <a href='/w/'>Write</a> {% endempty_room %}")

    assert "No letters yet" in shown
    assert "<a href='/w/'>Write</a>" in shown
    assert "mt-5" not in draw("{% empty_room 'Nothing' %} {% endempty_room %}")


def test_a_dialog_over_the_page_is_one() -> None:
    assert "<dialog" in draw("{% dialog 'Erase?' 'erase' modal=True %}Yes{% enddialog %}")
    assert "<dialog" not in draw("{% dialog 'Erase?' 'erase' %}Yes{% enddialog %}")


def test_a_row_says_who_what_where_and_how_i_know_them() -> None:
    shown = draw("{% who person %}", person=GRACE)

    assert [shown.index(word) for word in ("Grace Hopper", "Admiral", "Arlington", "Your classmate")] == sorted(
        shown.index(word) for word in ("Grace Hopper", "Admiral", "Arlington", "Your classmate")
    )
    assert "who-deed" not in shown


def test_a_row_with_a_deed_keeps_it_at_the_edge() -> None:
    assert '<div class="deed flex flex-wrap gap-2"><a>Write</a></div>' in draw(
        "{% who_deed person 'lg' %}<a>Write</a>{% endwho_deed %}", person=GRACE
    )


def test_a_degree_has_the_colour_of_its_class_and_work_has_not() -> None:
    shown = draw(
        "{% life stations %}", stations=[Station("2021–now", "Admiral"), Station("1995–1999", "BSc", year=1999)]
    )

    assert shown.count('class="edu y1"') == 1
    assert "’99" in shown


def test_a_phone_keeps_the_first_two_facts_and_the_last() -> None:
    shown = draw("{% plateline 'one' 'two' '' 'three' 'four' %}")

    assert '<span class="max-sm:hidden">three</span>' in shown
    assert shown.count("max-sm:hidden") == 1


def test_steps_say_what_is_done_and_where_one_is() -> None:
    shown = draw("{% steps titles 2 %}", titles=["File", "Columns", "Done"])

    assert shown.count("done:") == 1
    assert shown.count('aria-current="step"') == 1


def test_tabs_mark_the_one_that_is_shown() -> None:
    shown = draw(
        "{% tabs places 'Views' %}", places=[Place("All", "?", is_current=True), Place("Near", "?near", count=0)]
    )

    assert '<a href="?" aria-current="page">All</a>' in shown
    assert '<span class="tabular-nums font-normal">0</span>' in shown


def test_chips_are_links_when_they_lead_somewhere() -> None:
    assert draw("{% chip 'Koper' %}") == '<span class="chip">Koper</span>\n'
    assert 'aria-current="true"' in draw("{% chip 'Koper' url='?city=Koper' on=True count=3 %}")
    assert "remove" in draw("{% filter_chip 'Koper' '?' %}")


def test_messages_become_notices() -> None:
    shown = draw(
        "{% said notes %}", notes=[Message(constants.SUCCESS, "Saved."), Message(constants.ERROR, "Not <so>.")]
    )

    assert '<p class="notice n-ok">Saved.</p>' in shown
    assert "Not &lt;so&gt;." in shown
    assert draw("{% said notes %}", notes=[]) == ""


def test_a_slot_shows_what_areas_put_there_in_order(monkeypatch) -> None:
    monkeypatch.setattr(slots, "_slots", {})
    slots.fills("hall", order=20)(lambda _request, *, person: f"<p>second {person}</p>")
    slots.fills("hall", order=10)(lambda _request, *, person: f"<p>first {person}</p>")
    slots.fills("hall", order=15)(lambda _request, *, person: None)

    assert draw("{% slot 'hall' person='Ada' %}") == "<p>first Ada</p>\n<p>second Ada</p>"


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(214), 8).page(2)

    assert pages_of(page, QueryDict("city=Koper&city=Celje&page=2")) == Pages(
        first=9,
        last=16,
        total=214,
        earlier="?city=Koper&city=Celje&page=1",
        later="?city=Koper&city=Celje&page=3",
        later_count=8,
    )


def test_the_last_page_leads_back_only() -> None:
    shown = draw("{% pages at %}", at=pages_of(Paginator(range(20), 8).page(3)))

    assert "17 to 20 of 20" in shown
    assert 'rel="prev" href="?page=2"' in shown
    assert 'rel="next"' not in shown
    assert draw("{% pages at %}", at=pages_of(Paginator([], 8).page(1))) == "\n"


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    tabs = [NumberTab(21806, "members", "?"), NumberTab(5, "lost", is_current=True)]

    assert ">21,806<" in draw("{% number_tabs tabs 'Reach' %}", tabs=tabs)
    with translation.override("sl"):
        assert ">21.806<" in draw("{% number_tabs tabs 'Doseg' %}", tabs=tabs)
        assert ">318.402<" in draw("{% numbers facts %}", facts=[(318402, "diplomantov")])


def test_progress_asks_again_until_it_is_done() -> None:
    assert 'hx-get="/job/"' in draw("{% progress 'Reading' 812 1284 url='/job/' %}")
    assert 'value="1284" max="1284"' in draw("{% progress 'Reading' 1284 1284 url='/job/' %}")
    assert "hx-get" not in draw("{% progress 'Reading' 1284 1284 url='/job/' %}")
    assert "812 of 1,284" in draw("{% progress 'Reading' 812 1284 %}")
    assert 'content="3"' in draw("{% refresh_without_script %}")


def test_a_skeleton_has_the_shape_of_rows() -> None:
    assert draw("{% skeleton 3 %}").count('class="who"') == 3
