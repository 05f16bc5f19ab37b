"""The import's pages from the differences on: looking, deciding, applying, undoing, rows, and who may."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.registrar.models import Difference, Import, ImportState
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.tests import walk
from vezi.network.registrar.tests.walk import ADA, BORN_NEVER, GOOD, HEAD, MAJA, NOW, ZIGA, address, text_of

# Differences


def changed(club: Club) -> Import:
    """A file that changes two of the three people it brought, and brings one whom it cannot say."""
    walk.applied(club)
    return walk.ready(club, GOOD.replace("Kovač", "Kovač Zupan").replace("2004", "2005") + BORN_NEVER)


def test_a_first_file_opens_with_the_new_people(club: Club, office: Client) -> None:
    found = walk.ready(club)

    page = office.get(address("import_preview", found))

    assert [(tab.number, tab.is_current) for tab in page.context["tabs"]] == [
        ("0", False), ("3", True), ("0", False), ("0", False)
    ]  # fmt: skip
    assert [one["who"].name for one in page.context["told"]] == ["Ada Lovelace", "Maja Kovač", "Žiga Čuček"]
    assert text_of(page).count("Apply to 3 people") == 1
    assert Person.objects.filter(family="Kovač").count() == 0


def test_differences_stand_person_by_person_with_was_and_becomes(club: Club, office: Client) -> None:
    found = changed(club)

    page = office.get(address("import_preview", found))

    told = [
        (one["who"].name, line["field"], line["was"], line["becomes"])
        for one in page.context["people"]
        for line in one["lines"]
    ]
    assert told == [
        ("Žiga Čuček", "Class year", "2004", "2005"),
        ("Maja Kovač", "Surname", "Kovač", "Kovač Zupan"),
    ]
    assert [(row["number"], row["problems"][0]["text"]) for row in page.context["rows"]] == [
        (5, "February has no 31st. Write it as 14. 5. 1976.")
    ]


def test_every_view_of_the_preview_can_be_asked_for(club: Club, office: Client) -> None:
    found = changed(club)
    counts = {}

    for shows in ("changed", "new", "rejected", "warned", "unchanged"):
        page = office.get(address("import_preview", found), {"show": shows})
        shown = next(page.context[name] for name in ("people", "told", "rows") if name in page.context)
        counts[shows] = (page.status_code, len(shown))

    assert counts == {
        "changed": (200, 2), "new": (200, 0), "rejected": (200, 1), "warned": (200, 0), "unchanged": (200, 1)
    }  # fmt: skip


def test_a_kind_of_field_can_be_chosen(club: Club, office: Client) -> None:
    found = changed(club)

    page = office.get(address("import_preview", found), {"show": "changed", "kind": "names"})

    assert [(str(chip["title"]), chip["count"]) for chip in page.context["chips"]] == [
        ("All fields", "2"), ("Names", "1"), ("Degrees", "1")
    ]  # fmt: skip
    assert [one["who"].name for one in page.context["people"]] == ["Maja Kovač"]


def test_a_difference_is_kept_and_taken_again(club: Club, office: Client) -> None:
    found = changed(club)
    name = Difference.objects.get(registrar_import=found, field="person.family")
    line = office.get(address("import_preview", found), {"kind": "names", "show": "changed"}).context["people"][0][
        "lines"
    ][0]

    part = office.post(address("import_decide", found), {"keep": line["id"]}, headers={"hx-request": "true"})
    name.refresh_from_db()
    kept = name.take
    back = office.post(address("import_decide", found), {"take": line["id"], "kind": "names", "page": "1"})
    name.refresh_from_db()

    assert (kept, name.take) == (False, True)
    assert text_of(part).count("Apply to 1 person") == 1
    assert part.content.count(b'hx-swap-oob="true"') == 2
    assert back["Location"] == f"{address('import_preview', found)}?show=changed&kind=names&page=1"


def test_all_of_a_kind_are_kept_at_once(club: Club, office: Client) -> None:
    found = changed(club)

    office.post(address("import_decide", found), {"all": "keep", "kind": "studies"})

    taken = dict(Difference.objects.filter(registrar_import=found).values_list("field", "take"))
    assert taken == {"person.family": True, "affiliation.class_year": False}
    found.refresh_from_db()
    assert (found.changed, found.unchanged) == (1, 2)


def test_a_difference_of_another_import_is_not_decided_here(club: Club, office: Client) -> None:
    found, other = changed(club), changed(make_club("law"))
    line = (
        client_of(make_officer(other.club).person)
        .get(address("import_preview", other))
        .context["people"][0]["lines"][0]
    )

    answers = [
        office.post(address("import_decide", found), {"keep": name}).status_code
        for name in (line["id"], "nonsense", "")
    ]

    assert answers == [404, 404, 404]
    assert not Difference.objects.filter(take=False).exists()


def test_rows_left_out_are_given_back_as_a_table(club: Club, office: Client) -> None:
    found = walk.ready(club, GOOD + BORN_NEVER + "1005;=1+1;Eve;;;;19999\n")

    answer = office.get(address("import_rejected", found))

    lines = b"".join(answer.streaming_content).decode().removeprefix("\ufeff").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="graduates-left-out.csv"'
    assert lines[0] == "Row,What is wrong,Student number,Surname,Given name,Date of birth,E-mail,Programme,Class year"
    assert lines[1].startswith("5,February has no 31st. Write it as 14. 5. 1976.,1004,Hopper,Grace,31. 2. 1978")
    assert lines[2].split(",")[-6:] == ["'=1+1", "Eve", "", "", "", "19999"]


def test_looking_through_an_import_is_written_once(club: Club, grace: Officer, office: Client) -> None:
    found = walk.ready(club)

    for _time in range(3):
        office.get(address("import_preview", found))

    assert (
        AuditEntry.objects.filter(deed="registrar.look", by_id=grace.person.account.pk, subject_id=found.pk).count()
        == 1
    )
    assert AccessEntry.objects.count() == 0


@pytest.mark.parametrize("shows", ["changed", "new", "rejected", "unchanged"])
def test_a_page_costs_the_same_for_one_person_and_for_thirty(club: Club, office: Client, shows: str) -> None:
    def cost(people: int) -> int:
        rows = [f"{n};Family{n};Given;1. 1. 1970;{n}@example.org;Economics;1999\n" for n in range(people)]
        again = [row.replace("Family", "Changed") if n % 2 else row for n, row in enumerate(rows)]
        unread = [row.replace("1. 1. 1970", "31. 2. 1970").replace(";", "9;", 1) for row in rows]
        here = make_club(f"of-{people}-{shows}")
        reader = client_of(make_officer(here).person)
        walk.applied(here, HEAD + "".join(rows))
        fresh = [row.replace(";", "8;", 1).replace("1970", "1971") for row in rows]
        found = walk.ready(here, HEAD + "".join(again + unread + fresh))
        reader.get(address("import_preview", found), {"show": shows})
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address("import_preview", found), {"show": shows}).status_code == 200
        return len(queries)

    assert cost(2) == cost(30)


# Applying and after


def test_applying_asks_for_the_work_and_ends_with_an_account_of_it(club: Club, office: Client) -> None:
    found = changed(club)

    begun = office.post(address("import_apply", found))
    walk.work(services.do_applying, found, by_id=None)
    page = office.get(address("import_progress", found), follow=True)

    assert begun["Location"] == address("import_progress", found)
    assert page.redirect_chain == [(address("import_done", found), 302)]
    assert [tab.number for tab in page.context["doors"]] == ["0", "2", "1", "1"]
    assert [(one["field"], one["number"]) for one in page.context["changed"]] == [("Surname", 1), ("Class year", 1)]
    assert Person.objects.filter(family="Kovač Zupan").count() == 1


def test_two_officers_at_once_apply_once(club: Club, office: Client) -> None:
    found = walk.ready(club)
    katherine = client_of(make_officer(club, given="Katherine", family="Johnson", capabilities=["import"]).person)

    first = office.post(address("import_apply", found))
    second = katherine.post(address("import_apply", found), follow=True)
    decided = katherine.post(address("import_decide", found), {"all": "keep"}, follow=True)

    assert first["Location"] == address("import_progress", found)
    assert second.redirect_chain == [(address("import_progress", found), 302)]
    assert text_of(second).count("That cannot be done with this import now.") == 1
    assert decided.redirect_chain == [(address("import_progress", found), 302)]
    found.refresh_from_db()
    assert found.state == ImportState.APPLYING


def test_a_preview_may_be_looked_at_after_it_was_applied_but_not_decided(club: Club, office: Client) -> None:
    found = changed(club)
    services.apply(registrar_import=found, by=None, now=NOW)
    walk.work(services.do_applying, found, by_id=None)

    page = office.get(address("import_preview", found))
    decided = office.post(address("import_decide", found), {"all": "keep"})

    assert text_of(page).count("This is what the file did.") == 1
    assert page.content.count(b'name="take"') == 0
    assert decided["Location"] == address("import_done", found)
    assert not Difference.objects.filter(registrar_import=found, applied=False).exists()


def test_undoing_asks_by_the_name_of_the_file_and_tells_what_it_did(club: Club, office: Client) -> None:
    found = walk.applied(club)

    asked = text_of(office.get(address("import_undo", found)))
    begun = office.post(address("import_undo", found))
    walk.work(services.do_undoing, found, by_id=None)
    page = office.get(address("import_done", found))

    assert asked.count("Undo “graduates.csv”?") == 1
    assert asked.count("3 people go whom the file brought.") == 1
    assert begun["Location"] == address("import_progress", found)
    assert "3 people" in page.context["removed"]
    assert Person.objects.filter(family__in=["Lovelace", "Kovač", "Čuček"]).count() == 0


def test_who_stays_because_of_another_import_is_said_with_its_name_and_number(club: Club, office: Client) -> None:
    found, other = walk.applied(club), walk.applied(club, HEAD + ADA.replace("1988", "1989"), filename="corrected.csv")
    because = f"1 person stays, because import “corrected.csv” ( {other.public_id} ) tells of them, too."

    asked = text_of(office.get(address("import_undo", found)))
    services.undo(registrar_import=found, by=None, now=NOW)
    walk.work(services.do_undoing, found, by_id=None)
    told = text_of(office.get(address("import_done", found)))

    assert asked.count("2 people go whom the file brought.") == 1
    assert [text.replace("(", "( ").replace(")", " )").replace("  ", " ").count(because) for text in (asked, told)] == [
        1,
        1,
    ]
    assert list(
        Person.objects.filter(memberships__club=club, family__in=["Lovelace", "Kovač", "Čuček"]).values_list(
            "family", flat=True
        )
    ) == ["Lovelace"]


def test_the_shell_says_it_too(club: Club, capsys) -> None:
    found, other = walk.applied(club), walk.applied(club, HEAD + ADA.replace("1988", "1989"), filename="corrected.csv")
    with connection.cursor() as cursor:
        cursor.execute("discard temp")

    call_command("import", undo=found.public_id)

    said = capsys.readouterr().out
    assert f"1 of its people stay, because import {other.public_id} (corrected.csv) says them too" in said


# Where else imports are told of


def test_a_record_leads_to_the_rows_that_brought_it(club: Club, office: Client) -> None:
    found = walk.applied(club)
    ada = Person.objects.get(family="Lovelace")
    record = reverse("memberships:office_member", args=[club.slug, ada.public_id])

    page = office.get(record)
    row = office.get(address("import_row", found, number=2))

    assert f'href="{address("import_row", found, number=2)}"' in page.content.decode()
    assert text_of(page).count("brought the record") == 1
    assert row.status_code == 200
    assert "Lovelace" in text_of(row)


def test_who_may_not_import_sees_no_rows_and_no_last_import(club: Club) -> None:
    walk.applied(club)
    ada = Person.objects.get(family="Lovelace")
    looker = client_of(
        make_officer(club, given="Katherine", family="Johnson", capabilities=["office", "see_records"]).person
    )

    record = looker.get(reverse("memberships:office_member", args=[club.slug, ada.public_id]))
    desk = looker.get(reverse("memberships:office_desk", args=[club.slug]))

    assert (record.status_code, desk.status_code) == (200, 200)
    assert "graduates.csv" not in text_of(record) + text_of(desk)
    assert "Last import" not in text_of(desk)


def test_the_desk_shows_the_last_import(club: Club, office: Client, grace: Officer) -> None:
    desk = reverse("memberships:office_desk", args=[club.slug])
    empty = text_of(office.get(desk))
    walk.applied(club, filename="older.csv")
    found = walk.applied(club, GOOD.replace("2004", "2005"), by=grace.person.account)
    Import.objects.filter(pk=found.pk).update(uploaded_at=NOW + timedelta(days=1))

    page = office.get(desk)

    assert "No file of the registrar has come in yet." in empty
    said = text_of(page)
    assert said.count("graduates.csv") == 1
    assert "older.csv" not in said
    assert "Grace Hopper" in said
    assert "Applied" in said
    assert "3 rows : 0 new people , 1 changed , 2 unchanged" in said.replace(":", " :").replace(",", " ,").replace(
        "  ", " "
    )
    assert f'href="{address("import_open", found)}"' in page.content.decode()


def test_what_others_built_on_stays_and_is_said(club: Club, office: Client) -> None:
    found = walk.applied(club)
    maja = Person.objects.get(family="Kovač")
    Person.objects.filter(pk=maja.pk).update(claimed_at=NOW, account=make_account("maja@example.org"))

    services.undo(registrar_import=found, by=None, now=NOW)
    walk.work(services.do_undoing, found, by_id=None)
    page = office.get(address("import_done", found))

    assert "1 person stays: the record is claimed." in page.context["kept"]


def test_dropping_asks_by_name_and_takes_the_file_away(
    club: Club, office: Client, django_capture_on_commit_callbacks
) -> None:
    found = walk.ready(club)
    stored = found.file.name

    asked = text_of(office.get(address("import_drop", found)))
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(address("import_drop", found))

    assert asked.count("Drop “graduates.csv”?") == 1
    assert answer["Location"] == reverse("registrar:import_list", args=["economics"])
    assert (default_storage.exists(stored), found.source_rows.count()) == (False, 0)
    said = text_of(office.get(reverse("registrar:import_list", args=["economics"])))
    assert said.count("Show the dropped ones, too") == 1


def test_what_is_applied_is_not_dropped(club: Club, office: Client) -> None:
    found = walk.applied(club)

    answer = office.post(address("import_drop", found))

    assert answer["Location"] == address("import_done", found)


# A row


def test_a_row_shows_its_cells_beside_what_was_understood(club: Club, grace: Officer, office: Client) -> None:
    found = walk.applied(club, HEAD + ADA + ADA.replace("1988", "1992") + MAJA)

    page = office.get(address("import_row", found, number=2))

    assert [(one["column"], one["cell"]) for one in page.context["cells"]][3] == ("Date of birth", "10. 12. 1965")
    assert page.context["cells"][3]["became"] == [{"title": "Date of birth", "value": "10 December 1965"}]
    assert page.context["siblings"] == [3]
    ada = Person.objects.get(given="Ada")
    assert list(AccessEntry.objects.values_list("by_id", "person_id", "what")) == [
        (grace.person.account.pk, ada.pk, "registrar.row")
    ]


def test_a_row_that_was_left_out_says_why(club: Club, office: Client) -> None:
    found = walk.ready(club, HEAD + BORN_NEVER + ZIGA)

    page = office.get(address("import_row", found, number=2))

    assert text_of(page).count("February has no 31st. Write it as 14. 5. 1976.") == 1
    assert text_of(page).count("Nobody’s: the row was left out.") == 1


def test_there_is_no_row_beyond_the_file(club: Club, office: Client) -> None:
    found = walk.ready(club)

    answers = [office.get(address("import_row", found, number=number)).status_code for number in (0, 1, 2, 5, 10**12)]

    assert answers == [404, 404, 200, 404, 404]


def test_a_record_leads_to_its_rows(club: Club, office: Client) -> None:
    found = walk.applied(club)
    maja = Person.objects.get(family="Kovač")

    page = office.get(reverse("memberships:office_member", args=["economics", maja.public_id]))

    assert page.content.count(address("import_row", found, number=3).encode()) == 1


# Who may


PAGES = (
    *("import_open", "import_columns", "import_progress", "import_preview", "import_rejected", "import_drop"),
    *("import_done", "import_undo", "import_row"),
)
DEEDS = ("import_columns", "import_decide", "import_apply", "import_drop", "import_undo")


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_to_officers_of_the_club_with_the_right(club: Club, name: str) -> None:
    found = walk.ready(club)
    where = address(name, found, **({"number": 2} if name == "import_row" else {}))
    others = {
        "stranger": client_of(None), "member": client_of(make_member(club)),
        "officer without the right": client_of(make_officer(club, capabilities=["office"], family="Without").person),
        "officer of another club": client_of(make_officer(make_club("law"), family="Other").person),
    }  # fmt: skip

    answers = {who: client.get(where).status_code for who, client in others.items()}

    assert answers == {
        "stranger": 302, "member": 403, "officer without the right": 403, "officer of another club": 404
    }  # fmt: skip


@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_an_import_of_another_club_is_not_found_here(club: Club, office: Client, name: str) -> None:
    found = walk.ready(make_club("law"))
    parts = {"number": 2} if name == "import_row" else {}
    where = reverse(f"registrar:{name}", kwargs={"club": "economics", "public_id": found.public_id, **parts})

    answer = office.post(where) if name in DEEDS else office.get(where)

    assert answer.status_code == 404
    found.refresh_from_db()
    assert found.state == ImportState.READY


@pytest.mark.parametrize("name", ["import_apply", "import_decide"])
def test_asking_for_a_deed_does_nothing(club: Club, office: Client, name: str) -> None:
    found = walk.ready(club)

    assert office.get(address(name, found)).status_code == 405
    found.refresh_from_db()
    assert found.state == ImportState.READY
