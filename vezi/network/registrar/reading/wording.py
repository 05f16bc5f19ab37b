"""Every sentence the reading of a file can say, by its code. Kept as code and facts, worded when shown."""

from collections.abc import Callable
from typing import Any

from babel import Locale
from django.utils.translation import get_language, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.network.registrar.reading.fields import FIELDS
from vezi.network.registrar.reading.problems import Facts, Problem
from vezi.network.registrar.reading.values import dates

FILE = {
    "file_empty": _("The file is empty."),
    "file_cannot_be_opened": _("The file cannot be opened (%(said)s)."),
    "file_erased": _("The file was deleted, because somebody in it asked to be erased. Upload it again."),
    "file_of_another_kind": _(
        "This is a %(kind)s file, not a table. Save the table as CSV or as an Excel file (.xlsx) and upload that."
    ),
    "file_is_binary": _("This file is not a text and not a spreadsheet. Save the table as CSV or as .xlsx."),
    "workbook_empty": _("The spreadsheet has no sheet with anything in it."),
    "workbook_locked": _("The spreadsheet is locked with a password. Save it without one."),
    "workbook_broken": _(
        "The spreadsheet is damaged and cannot be read (%(said)s). Open it, save it anew and try again."
    ),
    "workbook_too_large": _(
        "The spreadsheet takes %(size)d MB unpacked; we read up to %(most)d MB. Save the sheet as CSV: there "
        "is no limit."
    ),
    "no_rows": _("The file has no rows of people."),
    "encoding_unknown": _("There is no encoding “%(encoding)s”."),
    "encoding_unsure": _("We took the letters to be in %(encoding)s, but are not sure. Look at the names below."),
    "nul_bytes": ngettext_lazy(
        "%(count)d zero byte stood in the file. We left it out; the file may be damaged.",
        "%(count)d zero bytes stood in the file. We left them out; the file may be damaged.",
        "count",
    ),
    "letters_lost": ngettext_lazy(
        "%(count)d letter looks lost, first in “%(example)s”. It was lost before the file came here: ask for the file "
        "anew, saved as UTF-8.",
        "%(count)d letters look lost, first in “%(example)s”. They were lost before the file came here: ask "
        "for the file "
        "anew, saved as UTF-8.",
        "count",
    ),
    "letters_twice_encoded": ngettext_lazy(
        "%(count)d word was encoded twice, such as “%(example)s”. We can mend it: “%(mended)s”.",
        "%(count)d words were encoded twice, such as “%(example)s”. We can mend them: “%(mended)s”.",
        "count",
    ),
    "letters_maybe_twice_encoded": ngettext_lazy(
        "%(count)d word may have been encoded twice: “%(example)s” could be “%(mended)s”.",
        "%(count)d words may have been encoded twice: “%(example)s” could be “%(mended)s”.",
        "count",
    ),
    "one_column": _("We found only one column. If there are more, choose what parts them."),
    "header_missing": _("No row names the columns, so they are called by their letters. Check what each one is."),
    "header_after_title": ngettext_lazy(
        "%(rows)d row above the column names is a title and was passed over.",
        "%(rows)d rows above the column names are a title and were passed over.",
        "rows",
    ),
    "column_twice": _("Two columns are called “%(name)s”; the later one is “%(renamed)s” here."),
    "other_sheets": _("We read the sheet “%(sheet)s”. The file also has: %(others)s."),
}
ROWS = {
    "row_too_long": _("The line is longer than %(most)d characters. A line end is probably missing."),
    "cell_too_long": _("The cell is longer than %(most)d characters."),
    "quote_never_closed": _("A quotation mark is opened here and never closed: “%(start)s”. Close it or take it out."),
    "quotes_doubtful": _("The quotation marks in this row do not match. Check how it was read."),
    "row_long": _(
        "The row has %(have)d cells, the table %(need)d columns. Put quotation marks around a cell with a separator."
    ),
    "row_short": _("The row has %(have)d cells, the table %(need)d columns. The missing ones are taken as empty."),
    "row_other_delimiter": _("This row is parted by %(used)s, the others by %(usual)s. We read it so."),
    "no_name": _("The row has no name."),
    "too_young": _("Born in %(born)d and class of %(class_year)d: one of the two is probably wrong."),
    "years_reversed": _("Studied from %(started)d to %(ended)d? Both years were left out."),
    "died_before_birth": _("The date of death is before the date of birth."),
    "number_of_two_births": _(
        "Student number %(student_number)s has another date of birth in row %(first_row)d. Two people cannot "
        "share a number."
    ),
    "number_of_two_people": _(
        "Student number %(student_number)s has another name in row %(first_row)d. Two people cannot share a number."
    ),
    "name_changed": _(
        "The surname differs from row %(first_row)d. Number, given name and birth agree: taken for one person."
    ),
    "mail_shared": _(
        "%(mail)s is also the address of someone else, in row %(other_row)d. It is kept, but nobody can sign "
        "in with it."
    ),
}
VALUES = {
    "number_rounded": _(
        "“%(value)s”: a spreadsheet has rounded the student number. Format the column as text and export anew."
    ),
    "number_too_long": _("The student number “%(value)s” is longer than %(most)d characters."),
    "text_too_long": _("“%(value)s” is longer than %(most)d characters and was left out."),
    "name_too_long": _("“%(value)s”: a name has at most %(most)d characters here."),
    "not_a_date": _("“%(value)s” is not a date. Write it as 14. 5. 1976."),
    "no_such_month": _("“%(value)s”: there is no month %(number)d. Write it as 14. 5. 1976."),
    "no_such_day": _("%(month_name)s has no %(day_th)s. Write it as 14. 5. 1976."),
    "no_leap_day": _("February %(year)d had no 29th."),
    "born_too_early": _("Born on %(value)s? We read years from %(earliest)d on."),
    "born_in_future": _("Born on %(value)s: that is yet to come."),
    "date_stands_for_unknown": _("%(value)s usually stands for “unknown”, so we left it out."),
    "date_out_of_reach": _("%(value)s cannot be right: we read dates from %(earliest)d to today."),
    "not_a_year": _("“%(value)s” is not a year. Write it as 1999 or 1998/99."),
    "year_out_of_reach": _("The year %(value)s cannot be right: we read years from %(earliest)d to %(latest)d."),
    "mode_unknown": _(
        "“%(value)s” is not a mode of study we know; it was left out. We know full-time, part-time, continuing."
    ),
    "kind_unknown": _("“%(value)s” was left out: it does not say whether this is a student, alum, teacher or staff."),
    "mail_bad": _("“%(value)s” is not a mail address and was left out. The person is kept."),
    "mail_too_many": _("We keep two addresses of a person. Left out: %(value)s."),
    "phone_unread": _("“%(value)s” is not a telephone number we can read. It is kept as written."),
    "country_perhaps": _("“%(value)s” is not a country we know, so it was left out. %(country_name)s?"),
    "country_unknown": _("“%(value)s” is not a country we know, so it was left out."),
}
MAPPING = {
    "mapping_column_missing": _("The file has no column “%(column)s”, which gave: %(field_label)s."),
    "mapping_field_twice": _("Two columns cannot both be: %(field_label)s."),
    "mapping_field_unknown": _("We do not know what “%(field)s” means."),
    "mapping_without_name": _("Say which column holds the names: nobody can be imported without one."),
    "why_header": _("The column is called “%(header)s”."),
    "why_header_part": _("“%(phrase)s” stands in the name of the column."),
    "why_contents": _("%(share)d%% of the cells look like it."),
    "why_contents_names": _("%(share)d%% of the cells look like names."),
    "why_contents_against": _("The name “%(header)s” says one thing and the cells another."),
    "why_second_mail": _("A second column of mail addresses."),
    "why_taken": _("“%(column)s” already gives: %(field_label)s."),
    "why_private": _("Private and not needed here, so it is not kept."),
    "why_unknown": _("Neither the name nor the cells tell what it is."),
    "date_order_proved": _("Dates are read with the %(order_name)s: “%(example)s” can only be read so."),
    "date_order_assumed": _(
        "No date shows whether the day or the month comes first. Taken: %(order_name)s. Check one you know."
    ),
    "capitals_mended": _("All names are in capitals; we write “%(example)s” as “%(mended)s”."),
    "private_column": _("This column is private and not needed here: it is not kept, not even in the source row."),
    "class_year_derived": _("There is no class year; it is taken from: %(field_label)s."),
    "class_year_missing": _("No column gives the class year. You can say one for the whole file."),
}
SENTENCES: dict[str, Any] = FILE | ROWS | VALUES | MAPPING

_MONTHS = (
    pgettext_lazy("beginning a sentence", "January"),
    pgettext_lazy("beginning a sentence", "February"),
    pgettext_lazy("beginning a sentence", "March"),
    pgettext_lazy("beginning a sentence", "April"),
    pgettext_lazy("beginning a sentence", "May"),
    pgettext_lazy("beginning a sentence", "June"),
    pgettext_lazy("beginning a sentence", "July"),
    pgettext_lazy("beginning a sentence", "August"),
    pgettext_lazy("beginning a sentence", "September"),
    pgettext_lazy("beginning a sentence", "October"),
    pgettext_lazy("beginning a sentence", "November"),
    pgettext_lazy("beginning a sentence", "December"),
)
_DELIMITERS = {
    ",": _("commas"),
    ";": _("semicolons"),
    "\t": _("tabs"),
    "|": _("upright strokes"),
}
_ORDERS = {
    dates.DAY_FIRST: _("day first"),
    dates.MONTH_FIRST: _("month first"),
    dates.YEAR_FIRST: _("year first"),
    dates.SERIAL: _("days counted since 1900"),
}
_CELL = _("Row %(row)d, “%(column)s”")
_ROW = _("Row %(row)d")
_COLUMN = _("“%(column)s”")


def message(code: str, params: Facts) -> str:
    """The sentence in the language of the reader."""
    spoken: dict[str, Any] = dict(params)
    for name, say in _SPOKEN.items():
        if name in params:
            spoken.update(say(params[name]))
    return str(SENTENCES[code] % spoken)


def sentence(problem: Problem) -> str:
    facts = {"column": problem.column or ""} | problem.params
    return message(problem.code, facts)


def place(problem: Problem) -> str:
    """Where it is: “Row 418, “Date of birth””; empty for the file as a whole."""
    facts = {"row": problem.row, "column": problem.column}
    if problem.row is not None:
        return str((_CELL if problem.column else _ROW) % facts)
    return str(_COLUMN % facts) if problem.column else ""


def parted_by(delimiter: str) -> str:
    """“commas”: what parts the cells of a text."""
    return str(_DELIMITERS.get(delimiter, delimiter))


def _day_th(day: int) -> str:
    if not (get_language() or "en").startswith("en"):
        return f"{day}."
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _country_name(code: str) -> str:
    return Locale.parse((get_language() or "en").replace("-", "_")).territories.get(code, code)


_SPOKEN: dict[str, Callable[[Any], Facts]] = {
    "field": lambda field: {"field_label": FIELDS[field].label if field in FIELDS else field},
    "month": lambda month: {"month_name": _MONTHS[(month - 1) % 12]},
    "day": lambda day: {"day_th": _day_th(day)},
    "country": lambda code: {"country_name": _country_name(code)},
    "order": lambda order: {"order_name": _ORDERS[order]},
    "used": lambda delimiter: {"used": _DELIMITERS.get(delimiter, delimiter)},
    "usual": lambda delimiter: {"usual": _DELIMITERS.get(delimiter, delimiter)},
    "others": lambda names: {"others": ", ".join(f"“{name}”" for name in names)},
}
