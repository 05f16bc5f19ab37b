"""What an officer says of a registrar's file: the file itself, how it is written, which column is what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core import geo
from vezi.network.clubs.models import AffiliationKind, Programme, StudyMode
from vezi.network.registrar.importing import wording
from vezi.network.registrar.models import Import
from vezi.network.registrar.reading import fields as meanings
from vezi.network.registrar.reading.encodings import NAMES as ENCODINGS
from vezi.network.registrar.reading.files import Choices
from vezi.network.registrar.reading.mapping import (
    FROM_COLUMN,
    FROM_GRADUATION,
    FROM_LAST_YEAR,
    NO_RULE,
    ColumnUse,
    Mapping,
)
from vezi.network.registrar.reading.problems import Problem
from vezi.network.registrar.reading.values import dates

KINDS_OF_FILES = ".csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods"
FIRST_CLASS, LATEST_AHEAD = 1850, 10
PROGRAMMES_OFFERED = 200
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "stroke": "|"}
GROUPS = (
    ("person", _("The person")),
    ("study", _("Studies")),
    ("contact", _("Ways to reach them")),
    ("work", _("Work")),
    ("other", _("Not used")),
)


class LightSelect(forms.Select):
    """A select written at once: a file of sixty columns has three thousand options, each a template of its own else."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002
    ) -> SafeString:
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        groups = format_html_join("", "{}", ((self.drawn(option, str(value)),) for option in self.choices))
        return format_html("<select{}>{}</select>", flatatt(built), groups)

    def drawn(self, option: tuple[Any, Any], chosen: str) -> SafeString:
        code, title = option
        if isinstance(title, (list, tuple)):
            inside = format_html_join("", "{}", ((self.drawn(one, chosen),) for one in title))
            return format_html('<optgroup label="{}">{}</optgroup>', code, inside)
        return format_html(
            '<option value="{}"{}>{}</option>', code, mark_safe(" selected") if str(code) == chosen else "", title
        )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Registrar’s file"),
        max_length=255,
        help_text=_(
            "A table with a row for each person, or for each of their studies: CSV, Excel (.xlsx, .xls) or "
            "OpenDocument (.ods), up to 300 MB. Encoding, separator and columns are found by themselves."
        ),
        error_messages={
            "required": _("Choose the file first."),
            "missing": _("Choose the file first."),
            "empty": _("The file is empty."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
        widget=forms.FileInput(attrs={"accept": KINDS_OF_FILES}),
    )


class ChoicesForm(forms.Form):
    """How the file is written, where we guessed wrong. What is left empty is found by itself."""

    encoding = forms.ChoiceField(label=_("Letters are written in"), required=False)
    delimiter = forms.ChoiceField(
        label=_("Cells are parted by"),
        required=False,
        choices=[
            ("", _("Find out")),
            ("comma", _("commas")),
            ("semicolon", _("semicolons")),
            ("tab", _("tabs")),
            ("stroke", _("upright strokes")),
        ],
    )
    sheet_name = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Row with the names of the columns"),
        required=False,
        min_value=0,
        max_value=1_000,
        help_text=_("0: no row names them."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
    )
    mends_letters = forms.BooleanField(label=_("Mend letters that were encoded twice"), required=False)

    def __init__(self, *args: Any, registrar_import: Import, **more: Any) -> None:
        facts = registrar_import.facts
        kept = facts.get("choices", {})
        signs = {sign: name for name, sign in DELIMITERS.items()}
        said = {**kept, "delimiter": signs.get(kept.get("delimiter") or "", "")}
        super().__init__(*args, **{**more, "initial": said, "auto_id": "id_file_%s"})
        is_workbook = bool(facts.get("sheet_name"))
        codes: dict[str, Any] = {
            code: {"code": code, "params": params} for code, params in codes_of(facts.get("warnings", []))
        }
        self.of("encoding").choices = [("", _("Find out")), *encodings()]
        sheets = [facts.get("sheet_name"), *codes.get("other_sheets", {}).get("params", {}).get("others", [])]
        self.of("sheet_name").choices = [(name, name) for name in sheets if name]
        for name in ("encoding", "delimiter", "mends_letters") if is_workbook else ("sheet_name",):
            del self.fields[name]
        if len(sheets) < 2 and is_workbook:
            del self.fields["sheet_name"]
        is_twice_encoded = {"letters_twice_encoded", "letters_maybe_twice_encoded"} & set(codes)
        if not is_twice_encoded and not kept.get("mends_letters"):
            self.fields.pop("mends_letters", None)

    def of(self, name: str) -> Any:
        return self.fields[name]

    @property
    def choices(self) -> Choices:
        said = self.cleaned_data
        return Choices(
            encoding=said.get("encoding") or None,
            delimiter=DELIMITERS.get(said.get("delimiter") or ""),
            header_row=said.get("header_row"),
            sheet_name=said.get("sheet_name") or None,
            mends_letters=said.get("mends_letters", False),
        )


def codes_of(warnings: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(warning["code"], warning["params"]) for warning in warnings]


def encodings() -> list[tuple[str, str]]:
    """(codec, name), each name once."""
    by_name: dict[str, str] = {}
    for codec, name in ENCODINGS.items():
        by_name.setdefault(name, codec)
    return [(codec, name) for name, codec in by_name.items()]


@dataclass(frozen=True)
class ColumnRow:
    """A column as the page shows it."""

    column: str
    field: forms.BoundField
    order: forms.BoundField
    capitals: forms.BoundField | None
    examples: list[str]
    reason: str
    notes: list[dict[str, Any]]
    errors: list[str]


class ColumnsForm(forms.Form):
    """Which column is what, and what holds for the whole file."""

    institution = forms.CharField(label=_("Institution"), max_length=200, required=False)
    faculty = forms.CharField(label=_("Faculty"), max_length=200, required=False)
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)
    degree = forms.CharField(label=_("Degree"), max_length=120, required=False)
    class_year = forms.IntegerField(
        label=_("Class year"),
        required=False,
        min_value=FIRST_CLASS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
        error_messages={"invalid": _("Four digits, such as 1999.")},
    )
    study_mode = forms.ChoiceField(label=_("Mode of study"), required=False)
    affiliation_kind = forms.ChoiceField(label=_("Student, alum or staff"), required=False)
    country = forms.ChoiceField(label=_("Country they live in"), required=False, widget=LightSelect)
    region = forms.ChoiceField(
        label=_("Telephone numbers without a country’s code are of"),
        help_text=_("040 123 456 needs a country."),
        widget=LightSelect,
    )
    class_year_rule = forms.ChoiceField(
        label=_("Where a row has no class year, take"),
        choices=[
            (NO_RULE, _("nothing")),
            (FROM_GRADUATION, _("the year of graduation")),
            (FROM_LAST_YEAR, _("the last year of study")),
        ],
        help_text=_("The class year stands beside every name, as in Maja Kovač ’99."),
    )
    save_as = forms.CharField(
        label=_("Remember these columns as"),
        max_length=80,
        required=False,
        help_text=_("The next file with the same columns is then read the same way."),
    )

    def __init__(self, *args: Any, registrar_import: Import, mapping: Mapping, save_as: str = "", **more: Any) -> None:
        self.registrar_import, self.shown = registrar_import, mapping
        initial = {"save_as": save_as, "region": mapping.region, **mapping.constants}
        rule = mapping.class_year_rule
        initial["class_year_rule"] = NO_RULE if rule == FROM_COLUMN else rule
        super().__init__(*args, **{**more, "initial": initial})
        self.columns: list[str] = list(registrar_import.facts.get("columns", []))
        unsaid = [("", _("differs, or not known"))]
        self.of("study_mode").choices = [*unsaid, *StudyMode.choices]
        self.of("affiliation_kind").choices = [*unsaid, *AffiliationKind.choices]
        self.of("country").choices = [*unsaid, *geo.countries()]
        self.of("region").choices = geo.countries()
        for place, column in enumerate(self.columns):
            self.add_column(place, column, mapping.use_of(column))
        self.wrong: dict[str, list[str]] = {}  # column → what is wrong with its choice

    def of(self, name: str) -> Any:
        return self.fields[name]

    def add_column(self, place: int, column: str, use: ColumnUse) -> None:
        named = {
            "aria-label": _("What “%(column)s” is") % {"column": column},
            "class": "select select-sm w-full text-ellipsis",
        }
        self.fields[f"field_{place}"] = forms.ChoiceField(
            choices=grouped(), initial=use.field, widget=LightSelect(attrs=named)
        )
        named = {"aria-label": _("How dates in “%(column)s” are written") % {"column": column}, "class": named["class"]}
        self.fields[f"order_{place}"] = forms.ChoiceField(
            choices=orders(), initial=use.date_order, required=False, widget=LightSelect(attrs=named)
        )
        self.fields[f"capitals_{place}"] = forms.BooleanField(
            label=_("Write names in capitals as Kovač"), initial=use.mends_capitals, required=False,
            widget=forms.CheckboxInput(attrs={"class": "checkbox checkbox-primary checkbox-sm"}),
        )  # fmt: skip

    def clean_class_year(self) -> int | None:
        year: int | None = self.cleaned_data["class_year"]
        if year is not None and year > timezone.localdate().year + LATEST_AHEAD:
            raise forms.ValidationError(_("This year is too far ahead."))
        return year

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in self.mapping.problems(self.columns):
                self.refuse(problem)
        return said

    def refuse(self, problem: Problem) -> None:
        """Put what keeps the file from being read so where it belongs: at the columns, else over the form."""
        sentence = wording.sentence(problem)
        about = [use.column for use in self.mapping.columns if use.field == problem.params.get("field")]
        for column in about:
            self.wrong.setdefault(column, []).append(sentence)
        self.add_error(None, sentence)

    @property
    def mapping(self) -> Mapping:
        """As it is said in a form that was sent and whose choices exist."""
        said = self.cleaned_data
        uses = [
            ColumnUse(
                column,
                said.get(f"field_{place}") or meanings.SOURCE_ONLY,
                said.get(f"order_{place}") or dates.DAY_FIRST,
                bool(said.get(f"capitals_{place}")),
            )
            for place, column in enumerate(self.columns)
        ]
        constants = {name: said[name] for name in meanings.CONSTANTS if said.get(name) not in (None, "")}
        rule = said.get("class_year_rule") or NO_RULE
        if rule == NO_RULE and any(use.field == "class_year" for use in uses):
            rule = FROM_COLUMN
        return Mapping(tuple(uses), constants, said.get("region") or self.shown.region, rule)

    @property
    def whole_file(self) -> list[forms.BoundField]:
        return [self[name] for name in (*meanings.CONSTANTS, "class_year_rule", "region")]

    @property
    def says_something_of_the_whole(self) -> bool:
        return any(self[name].value() for name in meanings.CONSTANTS) or bool(
            set(self.errors) & {*meanings.CONSTANTS, "class_year_rule", "region"}
        )

    def column_rows(self, examples: dict[str, list[str]]) -> Iterator[ColumnRow]:
        facts = self.registrar_import.facts
        proposals = {one["column"]: one for one in facts.get("proposals", [])}
        about = [*facts.get("notes", []), *facts.get("warnings", [])]
        for place, column in enumerate(self.columns):
            field, capitals = self[f"field_{place}"], self[f"capitals_{place}"]
            proposal = proposals.get(column)
            is_as_proposed = proposal is not None and proposal["field"] == field.value()
            yield ColumnRow(
                column=column,
                field=field,
                order=self[f"order_{place}"],
                capitals=capitals if self.shown.use_of(column).mends_capitals or capitals.value() else None,
                examples=examples.get(column, []),
                reason=wording.sentence_kept(proposal["reason"]) if proposal and is_as_proposed else "",
                notes=[
                    {"text": wording.sentence_kept(note), "is_warning": note["severity"] == "warning"}
                    for note in about
                    if note["column"] == column and note["row"] is None
                ],
                errors=[*field.errors, *self.wrong.get(column, [])],
            )


def grouped() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The fields a column can mean, in groups."""
    return [
        (title, [(one.name, one.label) for one in meanings.FIELDS.values() if one.group == group])
        for group, title in GROUPS
    ]


def orders() -> list[tuple[str, Any]]:
    return [
        (dates.DAY_FIRST, pgettext_lazy("dates", "day first: 31. 12. 1999")),
        (dates.MONTH_FIRST, pgettext_lazy("dates", "month first: 12/31/1999")),
        (dates.YEAR_FIRST, pgettext_lazy("dates", "year first: 1999-12-31")),
        (dates.SERIAL, pgettext_lazy("dates", "days counted since 1900")),
    ]


def programmes_of(registrar_import: Import) -> list[str]:
    """Names to choose from while one types."""
    found = Programme.objects.filter(institution_id=registrar_import.club.institution_id).order_by("folded", "pk")
    return list(found.values_list("name", flat=True)[:PROGRAMMES_OFFERED])
