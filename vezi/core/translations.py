"""The words of the house, without GNU gettext: `python -m vezi.core.translations update | check | compile`.

*update* collects the words of each area and brings its `locale/<language>/LC_MESSAGES/django.po` up to them, *check*
says what is missing, and what two areas say otherwise, and changes nothing, *compile* writes the `.mo` files that Django
reads.
"""

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

CODE = Path(__file__).resolve().parents[1]
LANGUAGES = ("sl",)
TEMPLATES = {".html", ".txt", ".mjml", ".xml"}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Dates and tools would make every update a change.
NEEDLESS_HEADERS = (
    *("Project-Id-Version", "POT-Creation-Date", "PO-Revision-Date", "Generated-By"),
    *("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team"),
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m vezi.core.translations", description=__doc__)
    parser.add_argument("deed", choices=["update", "check", "compile"])
    parser.add_argument("areas", nargs="*", type=Path, help="folders of areas; all of them unless given")
    asked = parser.parse_args(arguments)
    chosen = [folder.resolve() for folder in asked.areas] or list(areas())
    deed = {"update": update, "check": check, "compile": compile_changed}[asked.deed]
    faults = [fault for area in chosen for language in LANGUAGES for fault in deed(area, language)]
    if asked.deed == "check":
        faults += [fault for language in LANGUAGES for fault in conflicts(chosen, language)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def areas(root: Path = CODE) -> Iterator[Path]:
    """Every folder that is an app of its own."""
    for apps in sorted(root.rglob("apps.py")):
        yield apps.parent


def catalogue_of(area: Path, language: str) -> Path:
    return area / "locale" / language / "LC_MESSAGES" / "django.po"


def words_of(area: Path, language: str) -> Catalog:
    """What the area's Python files and templates say, in the order of their files."""
    found = Catalog(locale=language, fuzzy=False)
    for path in _sources(area):
        for line, words, comments, context in _extract(path):
            place = (path.relative_to(area).as_posix(), line)
            found.add(words, None, [place], auto_comments=comments, context=context)
    return found


def update(area: Path, language: str) -> list[str]:
    """Known translations stay, new words come without one, words no longer said go."""
    words = words_of(area, language)
    path = catalogue_of(area, language)
    catalogue = _read(path, language) if path.exists() else Catalog(locale=language, fuzzy=False)
    catalogue.fuzzy = False
    catalogue.update(words, no_fuzzy_matching=True, update_header_comment=True)
    if not len(catalogue):
        path.unlink(missing_ok=True)
        return []
    text = _written(catalogue, language)
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return []


def check(area: Path, language: str) -> list[str]:
    words = {_key(message): message for message in words_of(area, language) if message.id}
    path = catalogue_of(area, language)
    if not path.exists():
        return [f"{path}: missing, with {len(words)} words; run `make messages`."] if words else []
    try:
        catalogue = _read(path, language)
    except PoFileError as error:
        return [f"{path}: {error}"]
    known = {_key(message): message for message in catalogue if message.id}
    faults = [f"{path}: “{_short(key)}” is missing; run `make messages`." for key in words.keys() - known.keys()]
    faults += [f"{path}: “{_short(key)}” is said nowhere; run `make messages`." for key in known.keys() - words.keys()]
    for key, message in known.items():
        faults += [f"{path}:{message.lineno}: “{_short(key)}” {fault}." for fault in _faults(message, catalogue)]
    return sorted(faults)


def conflicts(areas: Iterable[Path], language: str) -> list[str]:
    """What is translated otherwise in two areas. Django puts all catalogues into one, so a reader would see one of the two
    in both places, by the order of the areas."""
    known: dict[tuple[str | None, str, bool], tuple[Path, Message]] = {}
    faults = []
    for path in (catalogue_of(area, language) for area in areas):
        for message in _translated(path, language):
            place, first = known.setdefault((*_key(message), message.pluralizable), (path, message))
            if message.string != first.string:
                faults.append(
                    f"{path}:{message.lineno}: “{_short(_key(message))}” is “{_forms(message)[0]}” here, and “{_forms(first)[0]}” in"
                    f" {place}:{first.lineno}; say the same, or give one of them a context."
                )
    return faults


def _translated(path: Path, language: str) -> list[Message]:
    """Nothing of a catalogue that cannot be read: *check* tells of it."""
    try:
        found = list(_read(path, language)) if path.exists() else []
    except PoFileError:
        return []
    return [one for one in found if one.id and all(_forms(one))]


def compile_changed(area: Path, language: str) -> list[str]:
    path = catalogue_of(area, language)
    compiled = path.with_suffix(".mo")
    if not path.exists():
        compiled.unlink(missing_ok=True)
        return []
    if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return []
    try:
        catalogue = _read(path, language)
    except PoFileError as error:
        return [f"{path}: {error}"]
    written = io.BytesIO()
    write_mo(written, catalogue)
    new = compiled.with_suffix(".mo.new")
    new.write_bytes(written.getvalue())
    new.replace(compiled)
    return []


def _sources(area: Path) -> Iterator[Path]:
    """Not the tests, not migrations, not an area within the area."""
    inner = [apps.parent for apps in area.rglob("apps.py") if apps.parent != area]
    for path in sorted(area.rglob("*")):
        parts = path.relative_to(area).parts
        if {"tests", "migrations", "locale", "static", "node_modules"} & set(parts):
            continue
        if any(folder in path.parents for folder in inner):
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in parts):
            yield path


def _extract(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text()
    if path.suffix != ".py":
        # Indented as a page is, it would not read as Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    source = io.BytesIO(text.encode())
    options = {"encoding": "utf-8"}
    yield from extract(
        "python", source, KEYWORDS, comment_tags=("Translators",), options=options, strip_comment_tags=True
    )


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def _written(catalogue: Catalog, language: str) -> str:
    written = io.BytesIO()
    catalogue.header_comment = f"# The words of this area in “{language}”, kept by `make messages`."
    write_po(written, catalogue, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}:' for name in NEEDLESS_HEADERS)))


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    forms = _forms(message)
    if not all(forms):
        yield "has no translation"
        return
    if message.fuzzy:
        yield "is marked fuzzy"
    if message.pluralizable and len(forms) != catalogue.num_plurals:
        yield f"has {len(forms)} forms instead of {catalogue.num_plurals}"
    yield from (f"does not fit: {error}" for error in message.check(catalogue))


def _forms(message: Message) -> tuple[str, ...]:
    """Of what is counted one for each number there is, of anything else the one."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _short(key: tuple[str | None, str]) -> str:
    return key[1] if len(key[1]) <= 60 else f"{key[1][:57]}…"


if __name__ == "__main__":
    sys.exit(main())
