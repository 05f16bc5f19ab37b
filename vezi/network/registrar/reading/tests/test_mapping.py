import json

from vezi.network.registrar.reading import ColumnUse, Mapping, fingerprint_of

MAPPING = Mapping(
    columns=(
        ColumnUse("Priimek", "family", mends_capitals=True),
        ColumnUse("Ime", "given"),
        ColumnUse("Rojen", "born_on", date_order="month_first"),
        ColumnUse("Spol", "ignored"),
    ),
    constants={"programme": "Ekonomija", "class_year": 1999},
    region="HR",
    class_year_rule="graduated_on",
)


def test_a_mapping_survives_being_kept() -> None:
    assert Mapping.from_json(json.loads(json.dumps(MAPPING.as_json()))) == MAPPING


def test_a_file_with_the_same_columns_is_recognised_in_any_order_and_writing() -> None:
    assert MAPPING.fits(["Priimek", "Ime", "Rojen", "Spol"])
    assert MAPPING.fits(["SPOL", "ime", "rojen", "Priimek"])
    assert not MAPPING.fits(["Priimek", "Ime", "Rojen"])
    assert fingerprint_of(["(A)", "(B)"]) != fingerprint_of(["(A)", "(B)", "(C)"])


def test_a_file_with_nearly_the_same_columns_is_like_it() -> None:
    assert MAPPING.likeness(["ime", "priimek", "rojen", "spol"]) == 1
    assert MAPPING.likeness(["Ime", "Priimek", "Rojen", "Kraj"]) == 3 / 5
    assert MAPPING.likeness([]) == 0


def test_a_mapping_follows_columns_that_moved() -> None:
    adapted = MAPPING.adapted_to(["rojen", "PRIIMEK", "Ime", "Kraj"])

    assert [(use.column, use.field, use.date_order) for use in adapted.columns] == [
        ("rojen", "born_on", "month_first"),
        ("PRIIMEK", "family", "day_first"),
        ("Ime", "given", "day_first"),
        ("Kraj", "source_only", "day_first"),
    ]


def test_what_keeps_a_sheet_from_being_read_is_said() -> None:
    twice = MAPPING.with_use("Ime", field="family").with_use("Rojen", field="horoscope")
    nameless = MAPPING.with_use("Ime", field="city").with_use("Priimek", field="ignored")

    assert MAPPING.problems(["Priimek", "Ime", "Rojen", "Spol"]) == []
    assert [(p.code, p.params) for p in twice.problems(["Priimek", "Ime", "Rojen"])] == [
        ("mapping_field_twice", {"field": "family"}),
        ("mapping_field_unknown", {"field": "horoscope"}),
    ]
    assert [p.code for p in nameless.problems(["Priimek", "Ime"])] == ["mapping_column_missing", "mapping_without_name"]


def test_a_column_the_mapping_does_not_know_is_kept_in_the_source_row() -> None:
    assert MAPPING.use_of("Opomba") == ColumnUse("Opomba", "source_only")
    assert (MAPPING.column_of("family"), MAPPING.column_of("mail")) == ("Priimek", None)
