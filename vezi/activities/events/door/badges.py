"""Name badges: one PDF on the label paper one has, set by typst. Words reach it as data, never as markup."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.door import codes
from vezi.network.registrar.inviting.paper import printable

TEMPLATE = Path(__file__).with_name("badges.typ")


@dataclass(frozen=True)
class Paper:
    """A sheet of labels on A4, in millimetres: how many, how large, how far from the edges and from one another."""

    name: str | Promise
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float = 0.0  # between two columns
    down: float = 0.0
    is_cut: bool = False  # by hand: the corners are marked


PAPERS = {
    "80x50": Paper(_("Labels 80 × 50 mm, ten a sheet (Avery L4785)"), 2, 5, 80, 50, 17.5, 13.5, 15, 5),
    "99x38": Paper(_("Labels 99.1 × 38.1 mm, fourteen a sheet (Avery L7163)"), 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
    "90x54": Paper(_("Cards 90 × 54 mm for holders, ten a sheet, to be cut"), 2, 5, 90, 54, 15, 13.5, is_cut=True),
    "a6": Paper(_("A6 for a ribbon round the neck, four a sheet, to be cut"), 2, 2, 105, 148.5, 0, 0, is_cut=True),
}


@dataclass(frozen=True)
class Badge:
    """`first` is set large, `second` beneath it; `code` what its square says."""

    first: str
    second: str = ""
    year: str = ""
    beneath: str = ""  # whom she is with
    code: str = ""


def printed(badges: Iterable[Badge], *, paper: str, club: str, title: str, language: str) -> bytes:
    """The sheets, as a PDF."""
    words = sheets(badges, paper=paper, club=club, title=title, language=language)
    return cast(bytes, compiler().compile(format="pdf", sys_inputs=words))


def sheets(badges: Iterable[Badge], *, paper: str, club: str, title: str, language: str) -> dict[str, str]:
    """What the press is given."""
    sheet = asdict(PAPERS[paper])
    sheet.pop("name")
    drawn = [
        {
            "first": printable(one.first), "second": printable(one.second), "year": one.year, "beneath": printable(one.beneath),
            "code": codes.svg(one.code) if one.code else "",
        }
        for one in badges
    ]  # fmt: skip
    words = {"paper": sheet, "badges": drawn, "club": printable(club), "title": printable(title), "language": language}
    return {"sheets": json.dumps(words)}


@lru_cache(maxsize=1)
def compiler() -> typst.Compiler:
    return typst.Compiler(input=str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
