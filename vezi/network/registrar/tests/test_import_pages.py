"""The way of a registrar's file through the pages, as an officer walks it."""

import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Officer
from vezi.network.registrar.models import Import, ImportState, SavedMapping
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.tests import walk
from vezi.network.registrar.tests.walk import GOOD, HEAD, NOW, address, said_in_form, text_of

# The file


def test_an_office_without_imports_offers_the_one_step_that_starts_them(club: Club, office: Client) -> None:
    page = office.get(reverse("registrar:import_list", args=["economics"]))

    assert page.status_code == 200
    assert text_of(page).count("The registrar’s file comes in here") == 1
    assert text_of(page).count("up to 300 MB") == 1


def test_a_file_comes_in_and_its_columns_are_proposed(club: Club, grace: Officer, office: Client) -> None:
    page = office.post(reverse("registrar:import_list", args=["economics"]), {"file": walk.file_of(GOOD)})

    assert page.status_code == 302, page.context["form"].errors
    found = Import.objects.get()
    assert page["Location"] == address("import_columns", found)
    assert (found.filename, found.by, found.state) == ("graduates.csv", grace.person.account, ImportState.UPLOADED)
    assert [use["field"] for use in found.mapping["columns"]] == [
        *("student_number", "family", "given", "born_on", "mail", "programme", "class_year")
    ]


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (b"", "empty.csv", "The file is empty."),
        (b"%PDF-1.7 something", "list.csv", "This is a PDF file, not a table."),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, "face.xlsx", "This is a PNG file, not a table."),
        (b"PK\x03\x04 broken", "book.xlsx", "The spreadsheet is damaged"),
        (HEAD.encode(), "head.csv", "The file has no rows of people."),
    ],
)
def test_what_is_no_table_is_refused_at_the_field(
    club: Club, office: Client, content: bytes, filename: str, said: str
) -> None:
    page = office.post(reverse("registrar:import_list", args=["economics"]), {"file": walk.file_of(content, filename)})

    assert page.status_code == 422
    errors = page.context["form"].errors["file"]
    assert [error[: len(said)] for error in errors] == [said]
    assert not Import.objects.exclude(state=ImportState.DROPPED).exists()


def test_a_file_that_is_too_large_is_refused_at_the_field(club: Club, office: Client, monkeypatch) -> None:
    monkeypatch.setattr(services, "LARGEST_FILE", 10)

    page = office.post(reverse("registrar:import_list", args=["economics"]), {"file": walk.file_of(GOOD)})

    assert page.status_code == 422
    assert page.context["form"].errors["file"] == [str(services.FileTooLarge.sentence)]
    assert Import.objects.count() == 0


def test_forgetting_the_file_is_said_at_the_field(club: Club, office: Client) -> None:
    page = office.post(reverse("registrar:import_list", args=["economics"]), {})

    assert page.status_code == 422
    assert page.context["form"].errors["file"] == ["Choose the file first."]


def test_imports_are_listed_with_what_they_brought(club: Club, office: Client) -> None:
    walk.applied(club)
    walk.proposed(club, filename="later.csv")
    walk.ready(make_club("law"), filename="another club’s.csv")

    said = text_of(office.get(reverse("registrar:import_list", args=["economics"])))

    assert said.count("Undo would take back 3 new people.") == 1
    assert said.index("later.csv") < said.index("graduates.csv")
    assert "another club’s.csv" not in said


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    club: Club, office: Client, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        Import.objects.create(
            club=club, filename=f"{number}.csv", size=1, checksum="", uploaded_at=NOW, rows=3, state=ImportState.APPLIED
        )
    office.get(reverse("registrar:import_list", args=["economics"]))

    with django_assert_num_queries(12, exact=False):
        office.get(reverse("registrar:import_list", args=["economics"]))


def test_the_door_leads_where_the_import_stands(club: Club, office: Client) -> None:
    steps = (
        (walk.proposed, "import_columns"), (walk.reading, "import_progress"), (walk.ready, "import_preview"),
        (walk.applied, "import_done"), (walk.undone, "import_done"),
    )  # fmt: skip
    for number, (step, name) in enumerate(steps):
        found = step(make_club(f"club-of-{number}"))
        Import.objects.filter(pk=found.pk).update(club=club)
        found.refresh_from_db()

        assert office.get(address("import_open", found))["Location"] == address(name, found)


# Columns


def test_the_columns_page_says_what_was_found_and_why(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    said = text_of(office.get(address("import_columns", found)))

    assert said.count("A text in UTF-8, cells parted by semicolons. Row 1 names the columns. 7 columns.") == 1
    assert said.count("The column is called “Surname”.") == 1
    assert said.count("Maja Kovač ’99") + said.count("Maja Kovač ’99".replace(" ", " ")) >= 1
    assert "Economics, 1999" in said


def test_a_choice_is_shown_at_once_in_the_first_rows(club: Club, office: Client) -> None:
    found = walk.proposed(club)
    swapped = said_in_form(found, field_1="given", field_2="family")

    part = office.post(address("import_columns", found), swapped, headers={"hx-request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="first"')
    assert re.findall(r'class="nm[^>]*>([^<]*)<', part.content.decode()) == ["Lovelace Ada", "Kovač Maja", "Čuček Žiga"]
    found.refresh_from_db()
    assert found.mapping["columns"][1]["field"] == "family", "showing keeps nothing"


def test_without_javascript_the_same_is_shown_on_the_page(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), said_in_form(found, deed="", field_6="source_only"))

    assert page.status_code == 200
    assert [one["who"].year for one in page.context["first_people"]] == [None, None, None]


def test_two_columns_for_one_thing_are_refused_at_both(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), said_in_form(found, deed="read", field_2="family"))

    assert page.status_code == 422
    wrong = {row.column: row.errors for row in page.context["rows"] if row.errors}
    refusal = ["Two columns cannot both be: Surname."]
    assert wrong == {"Surname": refusal, "Given name": refusal}
    found.refresh_from_db()
    assert found.state == ImportState.UPLOADED


def test_a_file_needs_a_column_of_names(club: Club, office: Client) -> None:
    found = walk.proposed(club)
    nameless = said_in_form(found, deed="read", field_1="source_only", field_2="source_only")

    page = office.post(address("import_columns", found), nameless)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "Say which column holds the names: nobody can be imported without one."
    ]


@pytest.mark.parametrize(
    "changes", [{"field_0": "nonsense"}, {"region": "XX"}, {"class_year": "soon"}, {"class_year": "19999"}]
)
def test_what_no_browser_of_ours_sends_is_refused(club: Club, office: Client, changes: dict[str, str]) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), said_in_form(found, deed="read", **changes))

    assert page.status_code == 422
    found.refresh_from_db()
    assert found.state == ImportState.UPLOADED


def test_reading_asks_for_the_work_and_remembers_the_columns(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(
        address("import_columns", found),
        said_in_form(found, deed="read", save_as="Spring file", study_mode="part_time", degree="BSc"),
    )

    found.refresh_from_db()
    assert page["Location"] == address("import_progress", found)
    assert found.state == ImportState.READING
    assert found.mapping["constants"] == {"degree": "BSc", "study_mode": "part_time"}
    assert SavedMapping.objects.get(club=club).name == "Spring file"


def test_the_same_columns_are_known_the_next_time(club: Club, office: Client) -> None:
    first = walk.proposed(club)
    said = said_in_form(first, deed="read", save_as="Spring file", field_5="source_only")
    office.post(address("import_columns", first), said)

    second = walk.proposed(club)
    page = text_of(office.get(address("import_columns", second)))
    office.post(address("import_columns", second), {"deed": "anew"})

    assert page.count("As last time.") == 1
    assert second.mapping["columns"][5]["field"] == "source_only"
    second.refresh_from_db()
    assert second.mapping["columns"][5]["field"] == "programme"


def test_the_file_can_be_read_another_way(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), {"deed": "choices", "delimiter": "comma"})

    found.refresh_from_db()
    assert page.status_code == 302
    assert len(found.facts["columns"]) == 1
    warnings = text_of(office.get(address("import_columns", found)))
    assert warnings.count("We found only one column.") == 1


def test_a_way_that_does_not_do_is_said_and_leaves_all_as_it_was(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), {"deed": "choices", "header_row": "4"})

    assert page.status_code == 422
    assert page.context["choices"].non_field_errors() == ["The file has no rows of people."]
    found.refresh_from_db()
    assert (found.state, len(found.facts["columns"])) == (ImportState.UPLOADED, 7)


def test_lost_letters_are_warned_of_with_row_and_column(club: Club, office: Client) -> None:
    found = walk.proposed(club, GOOD.replace("Kovač", "Kova\ufffd") + "1009;Ko\ufffdir;Ana;1. 1. 1970;;;\n" * 1)

    said = text_of(office.get(address("import_columns", found)))

    assert said.count("Row 3, “Surname”.") == 1
    assert said.count("letters look lost") == 1


def test_leaving_for_later_keeps_the_choices(club: Club, office: Client) -> None:
    found = walk.proposed(club)

    page = office.post(address("import_columns", found), said_in_form(found, deed="later", field_5="source_only"))

    found.refresh_from_db()
    assert page["Location"] == reverse("registrar:import_list", args=["economics"])
    assert (found.state, found.mapping["columns"][5]["field"]) == (ImportState.UPLOADED, "source_only")


# Progress


def test_progress_is_told_and_leads_on_when_the_work_is_done(club: Club, office: Client) -> None:
    found = walk.reading(club)
    found.progress.phase, found.progress.done, found.progress.of = "reading", 1_000, 3_000
    found.progress.save()

    page = office.get(address("import_progress", found))
    part = office.get(address("import_progress", found), headers={"hx-request": "true"})
    walk.work(services.do_reading, found)
    after = office.get(address("import_progress", found))
    after_by_script = office.get(address("import_progress", found), headers={"hx-request": "true"})

    assert text_of(page).count("1,000 of 3,000") == 1
    assert page.content.count(b'<meta http-equiv="refresh"') == 1
    assert part.content.decode().lstrip().startswith('<div id="progress"')
    assert after["Location"] == address("import_preview", found)
    assert after_by_script["HX-Redirect"] == address("import_preview", found)


def test_a_worker_that_fell_silent_is_said_and_its_work_is_begun_anew(club: Club, office: Client) -> None:
    found = walk.reading(club)  # its progress was told in 2024, then the worker was killed

    said = text_of(office.get(address("import_progress", found)))
    walk.work(services.do_reading, found)
    again = walk.work(services.do_reading, found)

    assert said.count("Nothing was heard of the work for a while.") == 1
    found.refresh_from_db()
    assert (again, found.state, found.source_rows.count()) == (False, ImportState.READY, 3)


def test_a_reading_that_failed_says_why_and_can_be_tried_again(club: Club, office: Client) -> None:
    found = walk.reading(club)
    default_storage.delete(found.file.name)
    default_storage.save(found.file.name, walk.file_of(b"%PDF-1.7"))

    walk.work(services.do_reading, found)
    page = office.get(address("import_progress", found), follow=True)

    assert page.redirect_chain == [(address("import_columns", found), 302)]
    assert text_of(page).count("It did not go through.") == 1
