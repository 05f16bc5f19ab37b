"""Pages of tickets and money, as they are walked: by an organiser, by who comes, by who holds the letter alone."""

import io
from typing import Any
from urllib.parse import urlencode

import pytest
import zxingcpp
from django.test import Client
from django.urls import include, path, reverse
from PIL import Image

from vezi.activities.events import answers, services
from vezi.activities.events.cards import Begun
from vezi.activities.events.models import Bill, Event, Flow, Movement, Registration, Standing, Way, Whom
from vezi.activities.events.queries import books
from vezi.activities.events.services.ticketing import Kind, Ways
from vezi.activities.events.tests.factories import kinds_of, make_event, organise, owed_by, says, sell
from vezi.core.bank import references
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db
urlpatterns = [path("", include("vezi.config.urls")), path("", include("vezi.demo.urls"))]


@pytest.fixture
def club() -> Club:
    return make_club("economics", payee_name="Klub ekonomistov", iban="SI56263300012039086", payee_town="2000 Maribor")


@pytest.fixture
def event(club: Club, edith: Person) -> Event:
    from django.utils import timezone

    made = make_event(
        club, starts_at=timezone.now() + timezone.timedelta(days=40), most_companions=1, now=timezone.now()
    )
    organise(made, edith)
    return made


def at(name: str, event: Event, *more: str) -> str:
    return reverse(f"events:{name}", args=[event.public_id, *more])


def row(number: int, **said: object) -> dict[str, object]:
    told = {"title": "", "price": "", "whom": "all", "public_id": ""} | said
    return {f"form-{number}-{name}": value for name, value in told.items()}


def rows(*several: dict[str, object], begin: int = 0, **more: object) -> dict[str, object]:
    counted = {"form-TOTAL_FORMS": len(several), "form-INITIAL_FORMS": begin}
    ways = {"currency": "EUR", "at_door": "on", "pay_within": 14}
    return counted | ways | {key: value for one in several for key, value in one.items()} | more


def test_an_organiser_writes_tickets_in_rows(event, edith) -> None:
    page = at("tickets", event)
    client = client_of(edith)

    answer = client.post(page, rows(
        row(0, title="A seat", price="45,00 €", early_price="40", early_day="2026-12-24"),
        row(1, title="Student", price="20", whom="students"), row(2), by_transfer="on",
    ))  # fmt: skip

    assert answer.status_code == 302, answer.context["rows"].errors
    assert [(one.title, one.price, one.early_price, one.whom) for one in event.tickets.all()] == [
        ("A seat", 4500, 4000, "all"), ("Student", 2000, None, "students"),
    ]  # fmt: skip
    assert f"{event.there(event.tickets.first().early_until):%d.%m. %H:%M}" == "24.12. 23:59"
    assert client.get(page).status_code == 200


def test_a_row_is_removed_and_others_are_added_without_a_script(event, edith) -> None:
    sell(event, Kind("A seat", 4500), Kind("Student", 2000))
    client, page = client_of(edith), at("tickets", event)
    seat, student = (kinds_of(event)[name].public_id for name in ("A seat", "Student"))
    said = [row(0, title="A seat", price="50", public_id=seat), row(1, title="Student", price="20", public_id=student)]

    more = client.post(page, rows(*said, begin=2, more="1"))
    gone = client.post(page, rows(said[0], said[1] | {"form-1-DELETE": "on"}, begin=2))

    assert more.status_code == 200
    assert (len(more.context["rows"].forms), more.context["rows"].forms[0]["price"].value()) == (5, "50")
    assert gone.status_code == 302
    assert [(one.title, one.price) for one in event.tickets.all()] == [("A seat", 5000)]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "A seat"}, "price"), ({"price": "45"}, "title"), ({"title": "A seat", "price": "a lot"}, "price"),
        ({"title": "A seat", "price": "45", "early_price": "40"}, "early_day"),
        ({"title": "A seat", "price": "45", "early_price": "46", "early_day": "2026-12-24"}, "early_price"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field(event, edith, said: dict[str, str], field: str) -> None:
    answer = client_of(edith).post(at("tickets", event), rows(row(0, **said)))

    assert (answer.status_code, list(answer.context["rows"].forms[0].errors)) == (422, [field])


def yes(**more: object) -> dict[str, object]:
    return {"answer": "yes", "is_shown": "on"} | more


def test_the_button_says_the_sum_and_it_is_asked_for_once_more_where_it_was_another(event, ada) -> None:
    sell(event, Kind("A seat", 4500))
    client = client_of(ada)

    asked = client.post(at("register", event), yes(companion_1="Katarina", reckon="1")).content.decode()
    first = client.post(at("register", event), yes(companion_1="Katarina", agreed="4500"))
    second = client.post(at("register", event), yes(companion_1="Katarina", agreed="9000"))

    assert "Take 2 tickets, €90" in asked
    assert (first.status_code, "It comes to €90." in first.content.decode()) == (422, True)
    assert 'name="agreed" value="9000"' in first.content.decode()
    assert second.status_code == 302
    assert owed_by(Registration.objects.get(person=ada)) == (9000, 0, 0)


def test_whoever_chooses_sees_prices_and_pays_hers(event, ada) -> None:
    sell(event, Kind("A seat", 4500), Kind("With a bed", 9550, capacity=3))
    bed = kinds_of(event)["With a bed"].public_id
    client = client_of(ada)

    page = client.get(event.get_absolute_url()).content.decode()
    client.post(at("register", event), yes(ticket_0=bed, agreed="9550"))

    assert [words in page for words in ("A seat, €45", "With a bed, €95.50 (3 left)")] == [True, True]
    assert owed_by(Registration.objects.get(person=ada)) == (9550, 0, 0)


def test_a_code_is_made_shown_once_and_taken(event, ada, edith) -> None:
    sell(event, Kind("A seat", 4500), Kind("Speaker", 0, whom=Whom.CODE))
    page = at("codes", event, kinds_of(event)["Speaker"].public_id)

    made = client_of(edith).post(page, {"note": "Ada", "uses": "1"}).context["made"]
    again = client_of(edith).get(page).content.decode()
    answer = client_of(ada).post(at("register", event), yes(code=made, agreed="0"))

    assert (made in again, made[-3:] in again, answer.status_code) == (False, True, 302)
    assert Registration.objects.get(person=ada).people.get().ticket.title == "Speaker"


def seen(svg: str) -> zxingcpp.Barcode:
    """The picture of a page, drawn anew from its path and read by another's eyes."""
    import re
    from urllib.parse import unquote

    plain = unquote(svg.partition(",")[2])
    width = int(re.search(r"width=.(\d+)", plain)[1])
    scale = int(re.search(r"scale\((\d+)\)", plain)[1])
    picture = Image.new("L", (width // scale, width // scale), 255)
    drawn = re.findall(r" d=.(M[^'\"]*)", plain)[-1]
    x = y = 0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]*)", drawn):
        values = [float(one) for one in numbers.split()] if command != "h" else [float(numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for step in range(int(values[0])):
                picture.putpixel((int(x) + step, int(y)), 0)
            x += values[0]
    picture = picture.resize((width, width), Image.Resampling.NEAREST)
    return zxingcpp.read_barcode(picture)


def test_who_owes_sees_pictures_her_bank_reads(event, ada) -> None:
    sell(event, Kind("A seat", 4500), ways=Ways(by_transfer=True))
    mine = says(event, ada)

    answer = client_of(ada).get(event.get_absolute_url())

    ways = answer.context["paying"]["ways"]
    epc, upn = (seen(one).bytes for one in (ways.epc, ways.upn))
    assert epc.decode().split("\n")[5:10] == [
        "Klub ekonomistov", "SI56263300012039086", "EUR45.00", "", references.rf(mine.bill.number),
    ]  # fmt: skip
    assert upn.decode("iso-8859-2").split("\n")[8] == "00000004500"
    assert upn.decode("iso-8859-2").split("\n")[15] == references.si(mine.bill.number)
    assert references.shown(references.si(mine.bill.number)) in answer.content.decode()


def test_nobody_sees_what_others_owe(event, ada, club) -> None:
    sell(event, Kind("A seat", 4500), ways=Ways(by_transfer=True))
    mine, joan = says(event, ada), make_member(club, "Joan", "Ball")
    says(event, joan)

    page = client_of(joan).get(event.get_absolute_url()).content.decode()

    assert [mine.bill.number in page, Bill.objects.get(person=joan).number in page] == [False, True]


def test_who_holds_the_letter_pays_without_signing_in(event, ada) -> None:
    sell(event, Kind("A seat", 4500), ways=Ways(by_transfer=True))
    link = answers.address_of(event, ada)

    Client().post(link, yes(agreed="4500"))
    page = Client().get(link)

    assert page.context["paying"]["ways"].epc != ""
    assert Registration.objects.get(person=ada).standing == Standing.COMING


@pytest.mark.urls(__name__)
def test_a_card_is_paid_once_however_often_the_provider_says_so(settings, event, ada) -> None:
    settings.PAYMENT_PROVIDER = "vezi.demo.paying.Pretended"
    sell(event, Kind("A seat", 4500), ways=Ways(by_card=True))
    mine, client = says(event, ada), client_of(ada)

    there = client.post(at("pay_by_card", event)).url
    back = client.post(there, {"payment": client.get(there).context["payment"], "pay": "1"}).url
    for _time in range(3):
        client.get(back)

    assert owed_by(mine) == (4500, 4500, 0)
    assert list(Movement.objects.values_list("flow", "way")) == [(Flow.PAID, Way.CARD)]


class Elsewhere:
    """A provider with pages of its own."""

    name = "elsewhere"

    def begin(self, **what: Any) -> Begun:
        return Begun("one", f"https://pay.example/?{urlencode({'back': what['back_to']})}")


@pytest.mark.urls(__name__)
def test_a_form_is_followed_to_another_site_by_the_page_that_answers_it(settings, event, ada) -> None:
    settings.PAYMENT_PROVIDER = f"{__name__}.Elsewhere"
    sell(event, Kind("A seat", 4500), ways=Ways(by_card=True))
    says(event, ada)

    answer = client_of(ada).post(at("pay_by_card", event))

    there = answer.context["address"]
    assert there.startswith("https://pay.example/?back=http")
    assert (answer.status_code, answer["Refresh"]) == (200, f"0; url={there}")
    assert "form-action 'self'" in answer["Content-Security-Policy"]


@pytest.mark.urls(__name__)
def test_who_goes_back_without_paying_has_not_paid(settings, event, ada) -> None:
    settings.PAYMENT_PROVIDER = "vezi.demo.paying.Pretended"
    sell(event, Kind("A seat", 4500), ways=Ways(by_card=True))
    mine, client = says(event, ada), client_of(ada)

    there = client.post(at("pay_by_card", event)).url
    client.get(client.post(there, {"payment": client.get(there).context["payment"]}).url)

    assert owed_by(mine) == (4500, 0, 0)


def test_an_organiser_marks_several_as_paid_and_reminds_the_others(event, ada, edith, club) -> None:
    sell(event, Kind("A seat", 4500))
    mine, other = says(event, ada), says(event, make_member(club, "Joan", "Ball"))
    client = client_of(edith)

    client.post(at("money", event), {"bill": [mine.bill.public_id], "way": "door"})
    reminded = client.post(at("nudge", event), follow=True).content.decode()

    assert (owed_by(mine), owed_by(other)) == ((4500, 4500, 0), (4500, 0, 0))
    assert "1 is reminded." in reminded
    sums = books.sums(event)
    assert [str(one) for one in (sums.owed, sums.paid, sums.open)] == ["€90", "€45", "€45"]


def test_a_bill_is_paid_paid_back_and_put_right_by_hand(event, ada, edith) -> None:
    sell(event, Kind("A seat", 4500))
    mine, client = says(event, ada), client_of(edith)
    page = at("bill", event, mine.bill.public_id)
    said = {"amount": "45,00", "way": "transfer", "on": "2026-11-20"}

    client.post(page, said | {"pay": "1"})
    too_much = client.post(page, said | {"amount": "50", "refund": "1"})
    client.post(page, said | {"amount": "5", "refund": "1"})

    assert "No more can be paid back than was paid: €45." in too_much.content.decode()
    assert owed_by(mine) == (4500, 4500, 500)
    client.post(page, {"mistake": mine.bill.movements.last().public_id})
    assert owed_by(mine) == (4500, 4500, 0)
    assert client.get(page).status_code == 200


def test_lines_of_a_statement_are_shown_first_and_then_written_down(event, ada, edith, club) -> None:
    sell(event, Kind("A seat", 4500))
    mine, other = says(event, ada), says(event, make_member(club, "Joan", "Ball"))
    client, page = client_of(edith), at("statement", event)
    lines = f"03.05.2027 {references.rf(mine.bill.number)} 45,00\nsomebody 12,00\n{references.si(other.bill.number)} 40,00\n"

    shown = client.post(page, {"lines": lines}).context["matches"]
    client.post(page, {"write": "1", "line": ["0", "1"]} | {
        f"{name}-{number}": value
        for number, one, _who in shown
        for name, value in {"bill": one.balance.bill.public_id, "amount": one.amount.typed, "id": "", "on": ""}.items()
    })  # fmt: skip

    assert [(one.stands, one.amount.minor) for _number, one, _who in shown] == [("fits", 4500), ("other", 4000)]
    assert (owed_by(mine), owed_by(other)) == ((4500, 4500, 0), (4500, 4000, 0))
    again = client.post(page, {"lines": lines}).context["matches"]
    assert [one.stands for _number, one, _who in again] == ["again", "other"]


def test_a_file_of_the_bank_read_twice_is_written_down_once(event, ada, edith) -> None:
    from vezi.core.bank.tests.test_statements import entry, statement

    sell(event, Kind("A seat", 4500))
    mine, client, page = says(event, ada), client_of(edith), at("statement", event)

    def file() -> io.BytesIO:
        made = io.BytesIO(statement(entry("45.00", references.si(mine.bill.number))))
        made.name = "statement.xml"
        return made

    ((number, one, _who),) = client.post(page, {"file": file()}).context["matches"]
    written = {"write": "1", "line": [number], f"bill-{number}": one.balance.bill.public_id, f"amount-{number}": "45",
               f"id-{number}": one.incoming.id, f"on-{number}": "2027-05-03"}  # fmt: skip
    client.post(page, written), client.post(page, written)

    assert owed_by(mine) == (4500, 4500, 0)
    assert [str(one.moved_on) for one in mine.bill.movements.all()] == ["2027-05-03"]
    assert [match.stands for _number, match, _who in client.post(page, {"file": file()}).context["matches"]] == [
        "again"
    ]


def test_a_file_that_is_none_says_so(event, edith) -> None:
    sell(event, Kind("A seat", 4500))
    file = io.BytesIO(b"<!DOCTYPE a><a/>")
    file.name = "a.xml"

    answer = client_of(edith).post(at("statement", event), {"file": file})

    assert (answer.status_code, "This is no statement a bank writes" in answer.content.decode()) == (422, True)


MONEY_PAGES = ("tickets", "parts", "money", "statement")


@pytest.mark.parametrize("name", MONEY_PAGES)
def test_pages_of_money_are_closed_to_guests(event, ada, edith, name: str) -> None:
    sell(event, Kind("A seat", 4500))

    assert [client_of(one).get(at(name, event)).status_code for one in (ada, edith)] == [403, 200]


def test_a_bill_of_another_event_is_not_opened_by_its_organiser(event, ada, edith, club) -> None:
    other = make_event(club)
    sell(other, Kind("A seat", 4500)), sell(event, Kind("A seat", 4500))
    foreign = says(other, ada).bill

    answers_ = [
        client_of(edith).get(at("bill", event, foreign.public_id)).status_code,
        client_of(edith).get(at("bill", other, foreign.public_id)).status_code,
    ]
    client_of(edith).post(at("money", event), {"bill": [foreign.public_id]})

    assert answers_ == [404, 403]
    assert not foreign.movements.exists()


@pytest.mark.parametrize("bills", [1, 12])
def test_the_page_of_money_costs_the_same_for_one_and_for_many(
    event, edith, club, django_assert_max_num_queries, bills: int
) -> None:
    sell(event, Kind("A seat", 4500))
    for number in range(bills):
        says(event, make_member(club, "Ada", f"N{number}"))
    client = client_of(edith)
    client.get(at("money", event))

    with django_assert_max_num_queries(45) as asked:
        client.get(at("money", event))
    COUNTS.append(len(asked))
    assert len(set(COUNTS)) == 1


COUNTS: list[int] = []


def part(number: int, **said: object) -> dict[str, object]:
    told = {"title": "", "begins": "", "public_id": ""} | said
    return {f"form-{number}-{name}": value for name, value in told.items()}


def test_parts_have_hours_and_seats_of_their_own(event, edith) -> None:
    day = f"{event.starts_there:%Y-%m-%d}"

    answer = client_of(edith).post(at("parts", event), rows(
        part(0, title="A walk", begins="10:00", ends="12:00", day=day, is_chosen="on", capacity="20"),
        part(1, title="Dancing", begins="23:00", ends="02:00", day=day), part(2),
    ))  # fmt: skip

    assert answer.status_code == 302
    walk, dancing = event.parts.order_by("starts_at")
    assert (walk.title, walk.is_chosen, walk.capacity) == ("A walk", True, 20)
    assert f"{event.there(dancing.ends_at) - dancing.starts_there}" == "3:00:00"


def test_a_part_people_chose_goes_only_when_it_is_asked_twice(event, edith, ada) -> None:
    client, page = client_of(edith), at("parts", event)
    client.post(page, rows(part(0, title="A walk", begins="10:00", is_chosen="on", capacity="20")))
    walk = event.parts.get()
    says(event, ada, parts=[walk])
    said = rows(part(0, title="A walk", begins="10:00", is_chosen="on", public_id=walk.public_id, DELETE="on"), begin=1)

    first = client.post(page, said)
    there = event.parts.exists()
    second = client.post(page, said | {"surely": first.context["surely"]})

    assert (first.status_code, there, second.status_code, event.parts.exists()) == (422, True, 302, False)


def test_fewer_seats_in_a_part_than_chose_it_is_refused(event, edith, ada) -> None:
    client, page = client_of(edith), at("parts", event)
    client.post(page, rows(part(0, title="A walk", begins="10:00", is_chosen="on", capacity="20")))
    walk = event.parts.get()
    says(event, ada, "yes", "Katarina", parts=[walk])

    answer = client.post(
        page,
        rows(part(0, title="A walk", begins="10:00", is_chosen="on", capacity="1", public_id=walk.public_id), begin=1),
    )

    assert (answer.status_code, "2 chose “A walk” already." in answer.content.decode()) == (422, True)
    assert event.parts.get().capacity == 20


def test_what_people_chose_outlives_a_change_of_the_event(event, edith, ada) -> None:
    client_of(edith).post(at("parts", event), rows(part(0, title="A walk", begins="10:00", is_chosen="on")))
    says(event, ada, parts=[event.parts.get()])
    client = client_of(edith)

    form = client.get(at("event_change", event)).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    answer = client.post(at("event_change", event), said | {"venue": "Cekinov grad", "groups": []})

    assert answer.status_code == 302, answer.context["form"].errors
    assert event.parts.get().seats.count() == 1


def test_services_are_named_at_one_place() -> None:
    assert all(hasattr(services, name) for name in services.__all__)
