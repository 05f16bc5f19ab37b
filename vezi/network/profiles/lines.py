"""What is held of a person, line by line: where it came from, who sees it, on which basis, what one can do with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vezi.core import geo
from vezi.core.errors import Words
from vezi.network.clubs.models import Club
from vezi.network.people.models import Affiliation, ContactValue, Identifier, Person, Position, Source, Sourced
from vezi.network.profiles import queries, shown
from vezi.network.profiles.templatetags.profiles import element_id, help_names

Basis = Callable[[Sourced | None], str]


@dataclass(frozen=True)
class Line:
    """One value. Either `audience_url` leads to choosing who sees it, or `rule` says it in words."""

    what: Words
    value: str
    held: Sourced | None = None  # None: the person's own word, of no noted day
    basis: str = ""
    audience: int | None = None
    audience_url: str = ""
    element: str = ""
    rule: Words = ""
    change_url: str = ""
    asks: Club | None = None  # the club that alone corrects it
    note: Words = ""


@dataclass(frozen=True)
class Section:
    id: str
    title: Words
    lines: list[Line] = field(default_factory=list)
    note: Words = ""
    add_url: str = ""
    add: Words = ""


def sections(person: Person, *, basis: Basis, default: int) -> list[Section]:
    """Every value that is the person's, by kind. `person` comes with its parts; `default` is her clubs' rule."""
    drawn = Drawn(person, basis, default)
    return [
        Section("names", _("Names"), drawn.names()),
        Section(
            "studies", _("Studies"), drawn.studies(), _("What the registrar said, the club corrects."),
            reverse("profiles:study_add"), _("Add studies"),
        ),
        Section("work", _("Work"), drawn.work(), "", reverse("profiles:position_add"), _("Add work")),
        Section("where", _("Where you live"), drawn.where()),
        Section(
            "reach", _("Ways to reach you"), drawn.reach(), "", reverse("profiles:contact_add"),
            _("Add a way to reach you"),
        ),
        Section("about", _("About you"), drawn.about()),
    ]  # fmt: skip


def counted(found: Iterable[Section]) -> int:
    return sum(len(section.lines) for section in found)


def said_oneself(found: Iterable[Section]) -> int:
    return sum(line.held is None or line.held.source == Source.SELF for section in found for line in section.lines)


@dataclass(frozen=True)
class Drawn:
    """Draws the lines of one person."""

    person: Person
    basis: Basis
    default: int

    def names(self) -> list[Line]:
        me = self.person
        full = " ".join(part for part in (me.title, me.given, me.family) if part)
        lines = [
            self.own(
                "name",
                pgettext("of a person", "Name"),
                full,
                audience=queries.chosen_or(me.name_audience, self.default),
                held=me,
                part="name",
            ),
        ]
        if me.preferred:
            lines.append(self.beside_name(_("Called"), me.preferred, me, part="name"))
        lines += [self.beside_name(one.get_kind_display(), str(one), one) for one in self.person.other_names.all()]
        if me.born_on or me.birth_year:
            born = date_format(me.born_on, "DATE_FORMAT") if me.born_on else str(me.birth_year)
            lines.append(self.own("birth", _("Born"), born, audience=me.birth_audience, held=me, part="birth"))
        if me.face:
            lines.append(self.beside_name(_("Picture"), _("A face of the house’s own set"), None))
        if me.language:
            spoken = geo.language_name(me.language)
            lines.append(
                Line(
                    _("Language of letters"),
                    spoken,
                    None,
                    self.basis(None),
                    rule=_("Nobody; letters are written in it"),
                )
            )
        return lines

    def studies(self) -> list[Line]:
        lines = [self.study(one) for one in self.person.affiliations.all()]
        return lines + [self.number(one) for one in self.person.identifiers.all()]

    def study(self, one: Affiliation) -> Line:
        station = shown.study(one)
        title = ", ".join(str(part) for part in (station.title, station.where, station.note, station.when) if part)
        is_own = one.source == Source.SELF
        return Line(
            one.get_kind_display(), title, one, self.basis(one),
            audience=queries.chosen_or(one.audience, self.default), audience_url=audience_at("study", one.pk),
            element=element_id(one.pk, "aud-study"),
            change_url=reverse("profiles:study_edit", args=[one.pk]) if is_own else "",
            asks=None if is_own else one.club,
        )  # fmt: skip

    def number(self, one: Identifier) -> Line:
        return Line(_("Student number"), one.value, one, self.basis(one), rule=_("You and the officers"), asks=one.club)

    def work(self) -> list[Line]:
        newest_first = sorted(self.person.positions.all(), key=queries.latest_first, reverse=True)
        return [self.position(one) for one in newest_first]

    def position(self, one: Position) -> Line:
        station = shown.work(one)
        value = ", ".join(str(part) for part in (station.title, station.where) if part)
        trade = one.get_trade_display() if one.trade else ""
        return Line(
            station.when or pgettext("work", "Some time"), f"{value} ({trade})" if trade else value, one,
            self.basis(one), audience=one.audience, audience_url=audience_at("work", one.pk), element=element_id(one.pk, "aud-work"),
            change_url=reverse("profiles:position_edit", args=[one.pk]),
        )  # fmt: skip

    def where(self) -> list[Line]:
        home = getattr(self.person, "residence", None)
        if home is None:
            return []
        town = ", ".join(part for part in (home.city, geo.country_name(home.country) if home.country else "") if part)
        return [self.own("home-town", _("Home town"), town, audience=home.audience, held=home, part="home-town")]

    def reach(self) -> list[Line]:
        return [self.contact(one) for one in queries.contacts_by_kind(list(self.person.contacts.all()))]

    def contact(self, one: ContactValue) -> Line:
        return Line(
            one.get_kind_display(), one.value, one, self.basis(one), audience=one.audience,
            audience_url=audience_at("contact", one.pk), element=element_id(one.pk, "aud-contact"),
            change_url=reverse("profiles:contact_edit", args=[one.pk]),
            note=_("Mail came back from here.") if one.bounced_at else "",
        )  # fmt: skip

    def about(self) -> list[Line]:
        me, lines = self.person, []
        if me.speaks:
            spoken = ", ".join(geo.language_name(code) for code in me.speaks)
            lines.append(self.own("speaks", _("Languages"), spoken, audience=me.speaks_audience, part="languages"))
        if me.ask_about:
            lines.append(
                self.own("ask", _("Ask me about"), me.ask_about, audience=me.ask_audience, part="ask-me-about")
            )
        if me.helps_with:
            helps = ", ".join(str(name) for name in help_names(me.helps_with))
            lines.append(self.own("help", _("I can help with"), helps, audience=me.help_audience, part="help"))
        return lines

    def own(
        self, subject: str, what: Words, value: str, *, audience: int | None, part: str, held: Sourced | None = None
    ) -> Line:
        """A value of the person's own page."""
        return Line(
            what, value, held, self.basis(held), audience, reverse("profiles:audience", args=[subject]),
            f"aud-{subject}", change_url=reverse("profiles:part_edit", args=[part]),
        )  # fmt: skip

    def beside_name(self, what: Words, value: str, held: Sourced | None, *, part: str = "") -> Line:
        change = reverse("profiles:part_edit", args=[part]) if part else ""
        return Line(what, value, held, self.basis(held), rule=_("Whoever sees your name"), change_url=change)


def audience_at(subject: str, pk: int) -> str:
    return reverse("profiles:audience_of", args=[subject, pk])
