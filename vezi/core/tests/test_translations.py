import gettext
from pathlib import Path

import pytest

from vezi.core import translations

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Members")
def told(count): return ngettext("%(count)d member", "%(count)d members", count) % {"count": count}
MAY = pgettext("month", "May")
"""
PAGE = """
{% load i18n %}
  <h1>{% translate "Your club's page" %}</h1>
    {% blocktranslate count n=members|length trimmed %}
      {{ n }} person
    {% plural %}
      {{ n }} people
    {% endblocktranslate %}
<a title="{{ _("Close")|upper }}">x</a>
"""


@pytest.fixture
def area(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    (folder / "templates" / "talks").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "apps.py").write_text("")
    (folder / "models.py").write_text(PYTHON)
    (folder / "templates" / "talks" / "page.html").write_text(PAGE)
    (folder / "tests" / "test_talks.py").write_text('_("Not for readers")')
    return folder


def translate(area: Path, **words: str) -> None:
    path = translations.catalogue_of(area, "sl")
    lines = path.read_text().splitlines()
    for word, translation in words.items():
        at = lines.index(f'msgid "{word}"')
        lines[at + 1] = f'msgstr "{translation}"'
    path.write_text("\n".join(lines) + "\n")


def test_collects_the_words_of_python_and_of_templates(area: Path) -> None:
    found = {message.id for message in translations.words_of(area, "sl") if message.id}

    assert found == {
        "Members",
        ("%(count)d member", "%(count)d members"),
        "May",
        "Your club's page",
        ("%(n)s person", "%(n)s people"),
        "Close",
    }


def test_an_area_without_a_catalogue_is_a_fault(area: Path) -> None:
    assert translations.check(area, "sl") == [
        f"{translations.catalogue_of(area, 'sl')}: missing, with 6 words; run `make messages`."
    ]


def test_update_keeps_what_is_translated_and_drops_what_is_no_longer_said(area: Path) -> None:
    translations.update(area, "sl")
    translate(area, Members="Člani", Close="Zapri")
    (area / "models.py").write_text('_("Members"), _("Guests")')

    translations.update(area, "sl")

    text = translations.catalogue_of(area, "sl").read_text()
    assert 'msgid "Members"\nmsgstr "Člani"\n' in text
    assert 'msgid "Guests"\nmsgstr ""\n' in text
    assert "May" not in text
    assert "Date" not in text


def test_a_second_update_changes_nothing(area: Path) -> None:
    translations.update(area, "sl")
    first = translations.catalogue_of(area, "sl").read_text()

    translations.update(area, "sl")

    assert translations.catalogue_of(area, "sl").read_text() == first


def test_untranslated_fuzzy_missing_and_needless_words_are_faults(area: Path) -> None:
    (area / "templates" / "talks" / "page.html").unlink()
    (area / "models.py").write_text('_("Members"), _("Guests"), _("Gone")')
    translations.update(area, "sl")
    translate(area, Members="Člani", Gone="Odšlo")
    path = translations.catalogue_of(area, "sl")
    path.write_text(path.read_text().replace('msgid "Members"', '#, fuzzy\nmsgid "Members"'))
    (area / "models.py").write_text('_("Members"), _("Guests"), _("New")')

    faults = [fault.rpartition(":")[2].strip() for fault in translations.check(area, "sl")]

    assert sorted(faults) == [
        "“Gone” is said nowhere; run `make messages`.",
        "“Guests” has no translation.",
        "“Members” is marked fuzzy.",
        "“New” is missing; run `make messages`.",
    ]


def test_a_translation_that_loses_a_value_is_a_fault(area: Path) -> None:
    (area / "templates" / "talks" / "page.html").unlink()
    (area / "models.py").write_text('_("Hello %(name)s")')
    translations.update(area, "sl")
    path = translations.catalogue_of(area, "sl")
    path.write_text(
        path.read_text().replace('"Hello %(name)s"\nmsgstr ""', '"Hello %(name)s"\nmsgstr "Zdravo %(ime)s"')
    )

    (fault,) = translations.check(area, "sl")

    assert "“Hello %(name)s” does not fit" in fault


@pytest.fixture
def two_areas(tmp_path: Path) -> list[Path]:
    """That both know members and the month of May; the one counts what is lost, the other says that something is."""
    folders = [tmp_path / "clubs", tmp_path / "groups"]
    for folder, says in zip(folders, ("ngettext('lost', 'lost', 2)", "_('lost')"), strict=True):
        folder.mkdir()
        (folder / "models.py").write_text(f"_('Members'), pgettext('month', 'May'), {says}")
        translations.update(folder, "sl")
        translate(folder, Members="Člani", May="maj")
    return folders


def test_two_areas_may_say_the_same(two_areas: list[Path]) -> None:
    assert translations.conflicts(two_areas, "sl") == []


def test_a_word_translated_otherwise_in_two_areas_is_a_fault(
    two_areas: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    clubs, groups = two_areas
    translate(groups, Members="Članstvo")

    (fault,) = translations.conflicts(two_areas, "sl")
    translations.main(["check", str(clubs), str(groups)])

    assert "“Members” is “Članstvo” here, and “Člani” in" in fault
    assert [str(translations.catalogue_of(one, "sl")) in fault for one in (clubs, groups)] == [True, True]
    assert fault in capsys.readouterr().err.splitlines()


def test_a_context_parts_two_meanings_of_a_word(two_areas: list[Path]) -> None:
    _clubs, groups = two_areas
    (groups / "models.py").write_text("pgettext('group', 'Members'), pgettext('month', 'May')")
    translations.update(groups, "sl")
    translate(groups, Members="Članstvo", May="maj")

    assert translations.conflicts(two_areas, "sl") == []


def test_what_is_counted_is_no_other_word_than_what_is_not(two_areas: list[Path]) -> None:
    """The catalogue keeps them apart."""
    clubs, groups = two_areas
    path = translations.catalogue_of(clubs, "sl")
    path.write_text(path.read_text().replace('msgstr[0] ""', 'msgstr[0] "izgubljen"').replace('] ""', '] "izgubljeni"'))
    translate(groups, lost="izgubljeno")

    assert translations.conflicts(two_areas, "sl") == []


def test_words_that_are_not_translated_yet_are_no_conflict(two_areas: list[Path]) -> None:
    _clubs, groups = two_areas
    translate(groups, Members="")

    assert translations.conflicts(two_areas, "sl") == []


def test_compiled_words_are_read_by_the_standard_library(area: Path) -> None:
    (area / "templates" / "talks" / "page.html").unlink()
    (area / "models.py").write_text('ngettext("%(n)d member", "%(n)d members", n)')
    translations.update(area, "sl")
    path = translations.catalogue_of(area, "sl")
    text = path.read_text()
    for form, word in enumerate(["%(n)d član", "%(n)d člana", "%(n)d člani", "%(n)d članov"]):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "{word}"')
    path.write_text(text)

    assert translations.check(area, "sl") == []
    assert translations.compile_changed(area, "sl") == []

    with path.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    said = [words.ngettext("%(n)d member", "%(n)d members", n) % {"n": n} for n in (1, 2, 4, 5, 101)]
    assert said == ["1 član", "2 člana", "4 člani", "5 članov", "101 član"]
