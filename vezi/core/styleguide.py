"""Made-up people and things for the style guide: the cast of the look, with names of awkward length."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from vezi.core.audience import Audience
from vezi.core.components.marks import CRESTS, audience
from vezi.core.components.parts import Answer, Answers, Choice, NumberTab, Pages, Place, Station
from vezi.core.faces import address
from vezi.core.palette import Palette, contrast, palette_of
from vezi.core.who import Who

HERE = "#main"


@dataclass(frozen=True)
class MadeUpClub:
    name: str
    colour: str
    crest_shape: str = ""
    crest_letters: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def palette(self) -> Palette:
        return palette_of(self.colour)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Contrast of words on the fill, and of links on paper and tint at the worst, by day and in the dark."""
        light, dark = self.palette.light, self.palette.dark
        return [
            (f"{contrast(light.fill, light.on):.1f}", f"{contrast(light.text, light.tint):.1f}"),
            (f"{contrast(dark.fill, dark.on):.1f}", f"{contrast(dark.text, dark.tint):.1f}"),
        ]


class ExampleForm(forms.Form):
    """Every kind of field, two of them wrong."""

    mail = forms.EmailField(label=gettext_lazy("Your e-mail"), help_text=gettext_lazy("Seen by your connections."))
    class_year = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Class year"),
        error_messages={"invalid": gettext_lazy("Four digits, such as 1999.")},
    )
    programme = forms.ChoiceField(
        label=gettext_lazy("Programme"), choices=[("bsc", gettext_lazy("Bachelor of Economics")), ("msc", "MSc")]
    )
    words = forms.CharField(label=gettext_lazy("A few words"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who may see it"),
        choices=[choice for choice in Audience.choices if choice[0] >= Audience.CLUB],
        widget=forms.RadioSelect,
    )
    born_on = forms.DateField(label=gettext_lazy("Your date of birth"), input_formats=["%d. %m. %Y"])
    tell = forms.BooleanField(label=gettext_lazy("Tell me by mail"), required=False)
    takes = forms.BooleanField(label=gettext_lazy("Take students this term"), required=False)
    file = forms.FileField(label=gettext_lazy("The registrar’s file"), required=False)


def examples() -> dict[str, Any]:
    cast = people()
    return {
        **cast,
        "stack": [cast["vida"], cast["maja"], cast["ziga"], cast["thordis"]],
        "twelve": letters(),
        "form": form(),
        "years": [(number, 60 + 3 * (number - 1949) + number * number * 31 % 47) for number in range(1949, 2025)],
        "even_years": [(number, 1) for number in range(1949, 2025)],
        "chosen_years": [(number, 40 + number * number * 31 % 47) for number in range(1974, 2025)],
        "colours": colours(),
        "clubs": clubs(),
        "crests": crests(),
        "tabs": tabs(),
        "number_tabs": number_tabs(),
        "facts": facts(),
        "steps": [_("File"), _("Columns"), _("Differences"), _("Done")],
        "stations": stations(),
        "answers": answers(cast),
        "ledger": ledger(cast),
        "cities": cities(),
        "at": Pages(first=1, last=8, total=214, later=HERE, later_count=8),
        "more_people": ngettext("and %(count)s more", "and %(count)s more", 37) % {"count": 37},
    }


def people() -> dict[str, Who]:
    def made(name: str, family: str, class_year: int, face: str = "", **more: str) -> Who:
        given = name.removesuffix(family).strip()
        return Who(
            name=name, given=given, family=family, year=class_year, url=HERE, face=address(face) if face else "", **more
        )

    return {
        "maja": made(
            "Maja Kovač", "Kovač", 1999, "face-16", what=_("Head of Treasury, Luka Jadran"), where="Koper",
            tie=_("Your classmate, 2 shared groups"),
        ),
        "wilhelmina": made(
            "Wilhelmina Aleksandra van den Boogaard-Štrukelj", "van den Boogaard-Štrukelj", 1999,
            what=_("Director of Sustainable Finance for Central and South-Eastern Europe, European Investment Fund"),
            where=_("Luxembourg"), tie=_("Your classmate"),
        ),
        "jean": made(
            "Jean-Baptiste Lefèvre-Desrosiers", "Lefèvre-Desrosiers", 2005, "face-25", what=_("Corporate treasurer"),
            where="Toronto", tie=_("Same exchange semester in Montréal"),
            found=mark_safe(_("Corporate <mark>treasurer</mark> for a shipyard")),  # noqa: S308
        ),
        "vida": made("Vida Zupančič", "Zupančič", 1999, "face-04"),
        "ziga": made("Žiga Črnčec", "Črnčec", 1999, "face-27"),
        "thordis": made("Þórdís Guðmundsdóttir", "Guðmundsdóttir", 2007, what=_("Treasury, Landsvirkjun")),
        "spela": made("Špela Žnidaršič Čebulj", "Žnidaršič Čebulj", 1999),
        "barbara": made("Barbara Krašovec-Požar", "Krašovec-Požar", 1999, "face-07"),
        "janez": made("Janez Novak", "Novak", 1974),
        "matjaz": made("Matjaž Hribovšek", "Hribovšek", 1997, "face-10", what=_("Owner, Hribovšek Orchards")),
    }  # fmt: skip


def letters() -> list[tuple[int, str]]:
    return list(enumerate(["AŠ", "ČB", "ĐD", "EŽ", "FG", "HÅ", "IJ", "KĆ", "LM", "NO", "ÖP", "RŠ"]))


def form() -> ExampleForm:
    filled = ExampleForm(
        {
            "mail": "maja.kovac@luka-jadran.example", "class_year": "19999", "programme": "bsc", "seen_by": "20",
            "words": _("On harbours and cash."), "born_on": "31. 2. 1976", "tell": "on", "takes": "on",
        }
    )  # fmt: skip
    filled.is_valid()
    return filled


def colours() -> list[tuple[str, str, str]]:
    return [
        ("fill-paper", "paper", "base-100"),
        ("fill-well", "well", "base-200"),
        ("fill-line", "line", "base-300"),
        ("fill-edge", "edge", _("field borders")),
        ("fill-soft", "soft", _("second text")),
        ("fill-ink", "ink", "base-content"),
        ("fill-primary", "club fill", "primary"),
        ("fill-club", "club text", _("links")),
        ("fill-clubline", "club line", _("underlines")),
        ("fill-tint", "tint", _("chosen")),
        ("fill-success", "ok", "success"),
        ("fill-warning", "warn", "warning"),
        ("fill-error", "danger", _("error, only")),
        ("fill-info", "info", "info"),
    ]


def clubs() -> list[MadeUpClub]:
    return [
        MadeUpClub(_("Economics"), "#0e5a4f", "shield", "EF"),
        MadeUpClub(_("Architecture"), "#f2a900", "gate", "A"),
        MadeUpClub(_("Law (a red club)"), "#c4122f", "swiss", "P"),
        MadeUpClub(_("Network"), "#1f3a6e", "round", "V"),
    ]


def crests() -> list[MadeUpClub]:
    more = [MadeUpClub("Maritime", "#1f6aa5", "", "FPP"), MadeUpClub("Music", "#6a4c93", "", "AG")]
    return [replace(club, crest_shape=shape) for shape, club in zip(CRESTS, [*clubs(), *more], strict=True)]


def tabs() -> list[Place]:
    return [
        Place(_("All"), HERE, is_current=True),
        Place(_("Classmates"), HERE),
        Place(_("Shared groups"), HERE),
        Place(_("Near you"), HERE),
    ]


def number_tabs() -> list[NumberTab]:
    return [
        NumberTab(21806, _("members"), HERE),
        NumberTab(16940, _("reachable, 78 of 100"), HERE, is_current=True),
        NumberTab(2311, _("not confirmed for two years"), HERE),
        NumberTab(2555, _("lost"), HERE),
    ]


def facts() -> list[tuple[int | str, str]]:
    return [
        (318402, _("graduates on record since 1924")),
        (_("71 in 100"), _("we can reach today; the rest we look for, quietly")),
        (1918, _("mentors with a free place")),
        (94, _("countries with at least one of us")),
    ]


def stations() -> list[Station]:
    return [
        Station(_("2021–now"), _("Head of Treasury"), "Luka Jadran, Koper", aside=audience(Audience.CLUB)),
        Station("2004–2007", _("Analyst"), "Sava Group, Kranj", aside=audience(Audience.CONNECTIONS)),
        Station(
            "2003–2005",
            _("Master of Science, International Finance"),
            _("University of Emona, Economics"),
            year=2005,
            note=_("Thesis: Liquidity of small ports"),
            aside=audience(Audience.PUBLIC),
        ),
        Station("1995–1999", _("Bachelor of Economics"), _("University of Emona, Economics"), year=1999),
    ]


def answers(cast: dict[str, Who]) -> list[Answers]:
    found = mark_safe(_("Head of <mark>Treasur</mark>y, Luka Jadran"))  # noqa: S308
    table = Answer(HERE, title=_("Treasurers’ table"), note=_("213 people, you are in it"), icon="users")
    return [
        Answers(
            pgettext("answers", "People"),
            [
                Answer(HERE, cast["maja"], note=found, aside=_("classmate")),
                Answer(HERE, cast["wilhelmina"]),
                Answer(HERE, cast["matjaz"]),
            ],
        ),
        Answers(_("Groups"), [table]),
    ]


def answers_to(asked: str) -> list[Answers]:
    found = [Answer(HERE, who) for who in people().values() if any(_begins(name, asked) for name in who.name.split())]
    return [Answers(pgettext("answers", "People"), found)]


def _begins(name: str, asked: str) -> bool:
    return name.casefold().startswith(asked.strip().casefold())


def cities() -> list[Choice]:
    names = ["Ljubljana", "Koper", _("Vienna"), "London", "Zürich", "Maribor", "Celje"]
    counts = [96, 31, 22, 14, 9, 8, 5]
    return [
        Choice(value=city, title=city, count=count, is_chosen=city == "Koper")
        for city, count in zip(names, counts, strict=True)
    ]


def ledger(cast: dict[str, Who]) -> list[tuple[Who, str, int, str]]:
    return [
        (cast["vida"], _("Scholarship of the class of ’99"), 58, "€7,340"),
        (cast["janez"], _("Library, evening hours"), 211, "€31,080"),
        (cast["wilhelmina"], _("First job abroad"), 9, "€1,125"),
    ]
