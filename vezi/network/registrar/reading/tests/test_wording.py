"""Every code has its sentence, in both languages, and the facts to fill it."""

import ast
import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from django.utils.translation import override

from vezi.network.registrar.reading import NOTE, REJECTED, Problem, message, place, sentence, wording
from vezi.network.registrar.reading.fields import FIELDS

READING = Path(wording.__file__).parent
PO = READING.parent / "locale/sl/LC_MESSAGES/django.po"
NAMED = re.compile(r"%\((\w+)\)[sd]")


def slovenian() -> Catalog:
    with PO.open("rb") as file:
        return pofile.read_po(file)


def forms_of(catalog: Catalog, text: str | tuple[str, str], context: str | None = None) -> list[str]:
    entry = catalog.get(text, context)
    assert entry is not None, text
    assert entry.string, text
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


def texts_of(node: ast.Call) -> list[str]:
    return [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def calls(name: str) -> list[tuple[str, ...]]:
    """The arguments of every call of a translation function in this package."""
    return [
        tuple(texts_of(node))
        for path in READING.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def test_every_code_that_is_raised_has_a_sentence() -> None:
    source = "\n".join(path.read_text() for path in [*READING.glob("*.py"), *READING.glob("values/*.py")])
    patterns = (
        r'(?:Problem|Unreadable|rejected|doubtful|NoSuchDay|_why|_word_reader)\(\s*"(\w+)"',
        r'"code": "(\w+)"',
        r'\(\("(\w+)", (?:"warning"|REJECTED)',
        r'\("(\w+)", (?:"warning"|REJECTED|WARNING), \{',
    )
    raised = {code for pattern in patterns for code in re.findall(pattern, source)}
    raised |= {"mode_unknown", "kind_unknown", "letters_twice_encoded", "letters_maybe_twice_encoded"}
    raised |= {"file_erased"}  # by importing, where a file that is gone is to be read anew
    raised -= {"study_mode", "affiliation_kind"}

    assert raised == set(wording.SENTENCES)


def test_every_sentence_is_translated_with_the_same_facts() -> None:
    catalog = slovenian()
    for (text,) in calls("_"):
        (translated,) = forms_of(catalog, text)
        assert translated, text
        assert set(NAMED.findall(text)) == set(NAMED.findall(translated)), text
    for singular, plural, _count in calls("ngettext_lazy"):
        forms = forms_of(catalog, (singular, plural))
        assert len(forms) == 4
        assert {frozenset(NAMED.findall(form)) for form in forms} == {frozenset(NAMED.findall(plural))}
    for context, text in calls("pgettext_lazy"):
        assert all(forms_of(catalog, text, context))
    assert not [message.id for message in catalog if message.fuzzy and message.id]


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("no_such_day", {"month": 2, "day": 31}, "February has no 31st. Write it as 14. 5. 1976."),
        ("no_such_day", {"month": 4, "day": 32}, "April has no 32nd. Write it as 14. 5. 1976."),
        ("no_such_day", {"month": 11, "day": 113}, "November has no 113th. Write it as 14. 5. 1976."),
        ("nul_bytes", {"count": 1}, "1 zero byte stood in the file. We left it out; the file may be damaged."),
        (
            "country_perhaps",
            {"value": "Slovenja", "country": "SI"},
            "“Slovenja” is not a country we know, so it was left out. Slovenia?",
        ),
        (
            "row_other_delimiter",
            {"used": ",", "usual": ";"},
            "This row is parted by commas, the others by semicolons. We read it so.",
        ),
        ("mapping_field_twice", {"field": "family"}, "Two columns cannot both be: Surname."),
        ("why_contents", {"share": 90, "field": "mail"}, "90% of the cells look like it."),
    ],
)
def test_sentences_are_filled(code: str, facts: dict[str, object], said: str) -> None:
    assert message(code, facts) == said


def texts_by_code() -> list[tuple[str, str]]:
    return [
        (key.value, texts_of(call)[-2 if len(texts_of(call)) > 1 else 0])
        for node in ast.walk(ast.parse(Path(wording.__file__).read_text()))
        if isinstance(node, ast.Dict)
        for key, call in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value in wording.SENTENCES and isinstance(call, ast.Call)
    ]


@pytest.mark.parametrize(("code", "text"), texts_by_code())
def test_every_sentence_can_be_filled_from_plain_facts(code: str, text: str) -> None:
    facts: dict[str, object] = {
        "column": "Ime",
        "month": 2,
        "day": 31,
        "order": "day_first",
        "country": "SI",
        "field": "given",
    }
    facts |= dict.fromkeys(re.findall(r"%\((\w+)\)d", text), 2)
    facts |= {name: "x" for name in re.findall(r"%\((\w+)\)s", text) if not name.endswith(("_label", "_name", "_th"))}

    assert "%(" not in message(code, facts)


def test_sentences_in_slovenian() -> None:
    compiled = io.BytesIO()
    mofile.write_mo(compiled, slovenian())
    compiled.seek(0)
    sl = gettext.GNUTranslations(compiled)
    (text,) = [text for code, text in texts_by_code() if code == "no_such_day"]

    assert sl.gettext(text) % {"month_name": "Februar", "day_th": "31."} == (
        "Februar nima 31. dne. Zapišite tako: 14. 5. 1976."
    )
    (one, many, _count) = next(texts for texts in calls("ngettext_lazy") if "zero byte" in texts[0])
    assert [(sl.ngettext(one, many, n) % {"count": n}).split(".")[0] for n in (1, 2, 3, 5, 101)] == [
        "V datoteki je bil 1 ničelni bajt",
        "V datoteki sta bila 2 ničelna bajta",
        "V datoteki so bili 3 ničelni bajti",
        "V datoteki je bilo 5 ničelnih bajtov",
        "V datoteki je bil 101 ničelni bajt",
    ]


def test_a_problem_says_where_it_is() -> None:
    with override("en"):
        assert place(Problem("no_name", REJECTED, 418)) == "Row 418"
        assert place(Problem("not_a_date", REJECTED, 418, "Rojen")) == "Row 418, “Rojen”"
        assert place(Problem("private_column", NOTE, column="Spol")) == "“Spol”"
        assert place(Problem("header_missing", NOTE)) == ""
        assert sentence(Problem("mapping_column_missing", NOTE, column="Ime", params={"field": "given"})) == (
            "The file has no column “Ime”, which gave: Given name."
        )


def test_ordinals_and_countries_follow_the_language() -> None:
    with override("sl"):
        assert message("no_such_day", {"month": 2, "day": 31}).count("31.") == 1
        assert "Slovenija" in message("country_perhaps", {"value": "Slovenja", "country": "SI"})


def test_a_problem_survives_being_kept() -> None:
    problem = Problem("no_such_day", REJECTED, 2, "Rojen", {"value": "31. 2. 1978", "month": 2, "day": 31})

    assert Problem.from_json(problem.as_json()) == problem


def test_every_field_has_a_label() -> None:
    assert all(str(field.label) for field in FIELDS.values())
