"""A member is asked about a second record: what she sees of it, what her word does, and what it does not."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vezi.core.models import AuditEntry, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Purpose
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import merging
from vezi.network.people.models import NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence
from vezi.network.registrar.linkage import Weighed
from vezi.network.registrar.models import Duplicate, OwnerQuestion, Verdict
from vezi.network.registrar.own_word import queries, services
from vezi.network.registrar.reviewing import queries as reviewing
from vezi.network.registrar.reviewing import services as pairs
from vezi.network.registrar.tests.factories import applied

pytestmark = pytest.mark.django_db
ASKED = timezone.now()
#: Of the other record, what may be a stranger's: each is found nowhere else.
STRANGERS = (
    "Kolobarnik", "Zvezdana", "1961", "28. 2.", "zvezdana@tuja.example", "041778899", "Mravljevci", "Mravljinčarna",
    "Mrakič", "ZK-778899", "zapisi-kolobarnik.csv", "Pot na Mravljišče",
)  # fmt: skip


@pytest.fixture
def club(club: Club) -> Club:
    club.languages, club.contact_mail = ["en"], "office@economics.example"
    club.save()
    consent.publish_notice(
        club=club, purpose=Purpose.MEMBERSHIP, basis=Basis.LEGITIMATE_INTEREST, text={"en": "."}, by=None, now=NOW
    )
    return club


@pytest.fixture
def spela(club: Club) -> Person:
    return make_member(club, "Špela", "Čebulj", email="spela@example.org")


@pytest.fixture
def other(club: Club) -> Person:
    record = make_record(club, "Špela", "Žnidaršič", source=Source.REGISTRAR)
    make_affiliation(record, 1999, club=club, programme=programme_named("Economics", institution=club.institution))
    return record


@pytest.fixture
def pair(club: Club, spela: Person, other: Person) -> Duplicate:
    return doubted(club, spela, other)


def doubted(club: Club, *two: Person) -> Duplicate:
    one, other = sorted(two, key=lambda person: person.pk)
    Duplicate.objects.filter(one=one, other=other).delete()
    why = Weighed(0.0, 0.5, ()).as_json()
    return Duplicate.objects.create(
        club=club, one=one, other=other, probability=0.5, why=why, version="x", found_at=NOW
    )


def ask(pair: Duplicate, grace: Officer, now=ASKED) -> OwnerQuestion:
    services.ask(duplicate=pair, by=grace.person.account, now=now)
    return OwnerQuestion.objects.get(duplicate=pair)


def page_of(question: OwnerQuestion) -> str:
    return reverse("registrar:is_it_you", args=[queries.token_of(question)])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def taken_along(person: Person) -> dict[str, list[dict[str, str]]]:
    """What she takes along for programs, by kind."""
    records: dict[str, list[dict[str, str]]] = client_of(person).get(reverse("profiles:held_json")).json()["records"]
    return records


# Asking


def test_the_officer_asks_by_one_key_and_the_pair_waits_apart(
    pair: Duplicate, office: Client, grace: Officer, club: Club
) -> None:
    page = reverse("registrar:duplicate", args=[club.slug, pair.public_id])
    before = words(office.get(page))

    answer = office.post(page, {"verdict": "ask"}, follow=True)

    assert re.search(r'value="ask" data-key="a"> Ask Špela ', before)
    assert "Asked by mail." in words(answer)
    assert "Špela Čebulj, asked on " in words(answer)
    assert pairs.take_next(club=club, by=grace.person.account, now=timezone.now()) is None
    again = words(office.get(page))
    assert "was asked on" in again
    assert 'value="ask"' not in again
    assert AuditEntry.objects.get(deed="registrar.ask_owner").by_id == grace.person.account_id


def test_the_letter_says_what_she_knows_if_it_is_hers(pair: Duplicate, grace: Officer) -> None:
    question = ask(pair, grace)

    mail = OutgoingMail.objects.get(kind="registrar.is_it_you")
    assert (mail.to, mail.subject, mail.person_id) == (
        "spela@example.org",
        "Špela, is this you, too?",
        question.person_id,
    )
    assert (
        "Studied: Economics, class of 1999\nName: not written as yours is\nFrom: the books of the school, " in mail.text
    )
    assert f"{page_of(question)}?answer=me" in mail.text
    assert f"{page_of(question)}?answer=other" in mail.text


def test_nothing_of_a_stranger_is_shown(club: Club, spela: Person, grace: Officer) -> None:
    stored = applied(
        club,
        [
            {
                "family": "Kolobarnik", "given": "Zvezdana", "former_family": "Mrakič", "born_on": "28. 2. 1961",
                "student_number": "ZK-778899", "mail": "zvezdana@tuja.example", "post": "Pot na Mravljišče 7",
                "class_year": "1985", "phone": "041778899", "city": "Mravljevci", "employer": "Mravljinčarna",
            }
        ],
    )  # fmt: skip
    stored.filename = "zapisi-kolobarnik.csv"
    stored.save()
    stranger = Person.objects.get(family="Kolobarnik")
    make_residence(stranger, "Mravljevci") if not hasattr(stranger, "residence") else None
    make_position(stranger, "Mravljinčarna", "Mravljinčarna", club=club)
    question = ask(doubted(club, spela, stranger), grace)

    mail = OutgoingMail.objects.get(kind="registrar.is_it_you")
    hers = client_of(spela)
    told = [
        mail.text, mail.html, mail.subject, words(Client().get(page_of(question))), words(hers.get("/home/")),
        words(hers.get("/me/held/")), str(taken_along(spela)["registrar.OwnerQuestion"]),
    ]  # fmt: skip

    assert "class of 1985" in told[0]
    assert [value for value in STRANGERS for text in told if value.casefold() in text.casefold()] == []


def test_whether_the_name_is_one_of_hers_is_said_without_the_name(spela: Person, other: Person) -> None:
    before = queries.how_named(other, spela)
    OtherName.objects.create(
        person=spela, kind=NameKind.FORMER, family="Znidarsic", source=Source.SELF, recorded_at=NOW
    )

    assert (before, queries.how_named(other, spela)) == (queries.ANOTHER, queries.ONE_OF_HERS)
    assert queries.how_named(Person(given="SPELA", family="cebulj"), spela) == queries.SAME


def test_what_another_club_holds_of_the_record_is_not_told(pair: Duplicate, other: Person, grace: Officer) -> None:
    make_affiliation(other, 2004, club=make_club("law", name="Law"))

    assert [year for _what, year in queries.shown(ask(pair, grace)).studies] == [1999]


def test_only_the_owner_of_one_of_the_two_can_be_asked_and_once(
    club: Club, pair: Duplicate, other: Person, grace: Officer
) -> None:
    nobodys = doubted(club, other, make_record(club, "Špela", "Žnidar"))
    left = make_member(club, "Edsger", "Dijkstra")
    left.memberships.update(state="left")
    gone = doubted(club, left, make_record(club, "Edsger", "Dijkstra"))
    ask(pair, grace)

    for one in (nobodys, gone, pair):
        with pytest.raises(services.NobodyToAsk):
            services.ask(duplicate=one, by=grace.person.account, now=ASKED)
    assert OwnerQuestion.objects.count() == 1


def test_nobody_is_asked_about_a_heap(club: Club, spela: Person, grace: Officer) -> None:
    records = [make_record(club, "Špela", f"Čebulj {number}") for number in range(4)]
    for record in records[:3]:
        ask(doubted(club, spela, record), grace)

    with pytest.raises(services.AskedEnough):
        ask(doubted(club, spela, records[3]), grace)


def test_to_whom_no_mail_may_go_the_question_stands_on_her_home(
    club: Club, pair: Duplicate, spela: Person, office: Client
) -> None:
    consent.say(
        person=spela, club=club, purpose=Purpose.MEMBERSHIP, channel="mail", decision="objected", source="page",
        by=spela.account, now=NOW,
    )  # fmt: skip

    said = office.post(
        reverse("registrar:duplicate", args=[club.slug, pair.public_id]), {"verdict": "ask"}, follow=True
    )

    assert "No mail may go" in words(said)
    assert OutgoingMail.objects.get(kind="registrar.is_it_you").state == "held_back"
    assert "Is this you, too?" in words(client_of(spela).get("/home/"))


# Her word


def test_opening_the_link_says_nothing(pair: Duplicate, grace: Officer) -> None:
    question = ask(pair, grace)

    for answer in ("", "?answer=me", "?answer=other"):
        assert "Yes, that was me" in words(Client().get(page_of(question) + answer))
        Client().head(page_of(question) + answer)

    question.refresh_from_db()
    assert question.word == ""


def test_her_yes_is_evidence_and_an_officer_decides(
    club: Club, pair: Duplicate, office: Client, grace: Officer
) -> None:
    question = ask(pair, grace)
    surer = doubted(club, make_record(club, "Ana", "Novak"), make_record(club, "Ana", "Nowak"))
    Duplicate.objects.filter(pk=surer.pk).update(probability=0.9999)

    said = Client().post(page_of(question), {"deed": "me"}, follow=True)

    pair.refresh_from_db()
    assert "An officer looks at both records once more" in words(said)
    assert pair.verdict == Verdict.WAITING
    assert list(reviewing.in_order(reviewing.to_decide(club, now=ASKED))) == [pair, surer]
    page = words(office.get(reverse("registrar:duplicate", args=[club.slug, pair.public_id])))
    assert "<b>Špela Čebulj says: that was me.</b>" in page
    assert "Pair 1 of 2" in page
    assert "Pair 2 of 2" in words(office.get(reverse("registrar:duplicate", args=[club.slug, surer.public_id])))
    assert "1 member</b> says of a second record" in words(office.get(f"/c/{club.slug}/office/"))


def test_her_no_is_remembered_and_not_asked_again(pair: Duplicate, spela: Person, grace: Officer) -> None:
    question = ask(pair, grace)

    said = Client().post(page_of(question), {"deed": "other"}, follow=True)

    pair.refresh_from_db()
    assert "You will not be asked about this record again" in words(said)
    assert (pair.verdict, pair.decided_by) == (Verdict.DIFFERENT, spela.account)
    assert "Is this you, too?" not in words(client_of(spela).get("/home/"))


@pytest.mark.parametrize("word", ["me", "other"])
def test_a_slip_can_be_taken_back_until_somebody_decides(pair: Duplicate, grace: Officer, word: str) -> None:
    question = ask(pair, grace)
    Client().post(page_of(question), {"deed": word})

    said = Client().post(page_of(question), {"deed": "take_back"}, follow=True)

    question.refresh_from_db()
    pair.refresh_from_db()
    assert "Taken back" in words(said)
    assert (question.word, pair.verdict) == ("", Verdict.WAITING)
    Client().post(page_of(question), {"deed": word})
    Duplicate.objects.filter(pk=pair.pk).update(verdict=Verdict.DIFFERENT, decided_at=NOW)
    settled = words(Client().post(page_of(question), {"deed": "take_back"}, follow=True))
    assert "An officer of the club has decided this meanwhile" in settled


def test_said_twice_it_is_one_word(pair: Duplicate, grace: Officer) -> None:
    question = ask(pair, grace)
    for word in ("me", "other"):
        Client().post(page_of(question), {"deed": word})

    question.refresh_from_db()
    assert question.word == "me"
    assert AuditEntry.objects.filter(deed__startswith="registrar.say_").count() == 1


def test_what_an_officer_has_decided_meanwhile_is_settled(pair: Duplicate, grace: Officer) -> None:
    question = ask(pair, grace)
    pairs.different(duplicate=pair, by=grace.person.account, now=ASKED)

    said = Client().post(page_of(question), {"deed": "me"}, follow=True)

    question.refresh_from_db()
    assert "An officer of the club has decided this meanwhile" in words(said)
    assert "Economics" not in words(said).replace("Economics Alumni", "")
    assert question.word == ""


def test_without_an_answer_the_pair_comes_back_and_a_late_one_still_counts(
    club: Club, pair: Duplicate, grace: Officer
) -> None:
    question = ask(pair, grace)
    later = ASKED + reviewing.WAITS_FOR + timedelta(minutes=1)

    assert not reviewing.to_decide(club, now=later - timedelta(minutes=2)).exists()
    assert list(reviewing.to_decide(club, now=later)) == [pair]
    assert queries.askable(pair) is None
    services.answer(question=question, word="me", now=later)
    assert list(reviewing.own_words(club)) == [pair]


def test_who_is_asked_is_not_merged_meanwhile_however_sure(club: Club, pair: Duplicate, grace: Officer) -> None:
    Duplicate.objects.filter(pk=pair.pk).update(probability=0.99999)
    ask(pair, grace)

    assert pairs.merge_sure(club=club, by=grace.person.account, now=ASKED) == 0


def test_a_link_that_is_nobodys_leads_nowhere(pair: Duplicate, other: Person, grace: Officer) -> None:
    question = ask(pair, grace)
    link = page_of(question)
    assert Client().get(link[:-3] + "x/").status_code == 404

    other.delete()

    assert Client().get(link).status_code == 404


def test_she_can_read_that_she_was_asked_and_what_she_said(pair: Duplicate, spela: Person, grace: Officer) -> None:
    services.answer(question=ask(pair, grace), word="me", now=ASKED)

    told = words(client_of(spela).get("/me/held/"))

    assert "You were asked on" in told
    assert "You said: “Yes, that was me”." in told
    record = taken_along(spela)["registrar.OwnerQuestion"]
    assert record == [{"asked_at": ASKED.isoformat(), "word": "me", "answered_at": ASKED.isoformat()}]


def test_in_her_language(pair: Duplicate, spela: Person, grace: Officer) -> None:
    spela.account.language = "sl"
    spela.account.save()

    question = ask(pair, grace)

    mail = OutgoingMail.objects.get(kind="registrar.is_it_you")
    assert "letnik 1999" in mail.text
    assert "Da, to sem jaz" in mail.text
    assert "Da, to sem jaz" in words(Client(headers={"accept-language": "sl"}).get(page_of(question)))


# Merging


def test_the_question_follows_the_record_it_asks_about_and_comes_back(
    club: Club, pair: Duplicate, other: Person, grace: Officer
) -> None:
    question = ask(pair, grace)
    third = make_record(club, "Špela", "Žnidaršič")
    asked_of_third = doubted(club, third, Person.objects.get(pk=question.person_id))

    merge = merging.merge(kept=third, gone=other, by=grace.person.account, now=ASKED, club=club)

    question.refresh_from_db()
    assert question.duplicate == asked_of_third
    assert queries.open_ones(question.person, now=ASKED) == [question]
    merging.undo(merge=merge, by=grace.person.account, now=ASKED)
    question.refresh_from_db()
    assert question.duplicate == pair
    assert Duplicate.objects.get(pk=asked_of_third.pk).verdict == Verdict.WAITING


def test_an_officer_decides_on_the_two_records_she_has_seen(
    club: Club, pair: Duplicate, other: Person, office: Client
) -> None:
    page = reverse("registrar:duplicate", args=[club.slug, pair.public_id])
    seen = re.search(r'name="seen" value="([^"]+)"', office.get(page).content.decode())[1]
    third = make_record(club, "Zala", "Žnidaršič")
    merging.merge(kept=third, gone=other, by=None, now=ASKED)

    answer = office.post(page, {"verdict": "same", "seen": seen}, follow=True)

    pair.refresh_from_db()
    assert "has become part of another record meanwhile" in words(answer)
    assert (pair.verdict, {pair.one_id, pair.other_id} & {third.pk}) == (Verdict.WAITING, {third.pk})


def test_officers_without_the_right_ask_nobody(club: Club, pair: Duplicate) -> None:
    edith = make_officer(club, capabilities=["office", "see_records"], given="Edith")

    answer = client_of(edith.person).post(
        reverse("registrar:duplicate", args=[club.slug, pair.public_id]), {"verdict": "ask"}
    )

    assert answer.status_code == 403
    assert not OwnerQuestion.objects.exists()


def test_erased_with_either_record(club: Club, pair: Duplicate, other: Person, grace: Officer) -> None:
    make_contact(other, "z@example.org")
    ask(pair, grace)

    other.delete()

    assert not OwnerQuestion.objects.exists()
