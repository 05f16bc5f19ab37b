"""The people on a page: read from the database as the viewer sees them, with why each was found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vezi.core.audience import Audience
from vezi.core.folding import fold
from vezi.core.geo import country_name, language_name
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.directory import access
from vezi.network.directory.filters import CLUB, Filters
from vezi.network.directory.index import entries, matching
from vezi.network.directory.index.matching import ALIKE_NAME, SHORT, SOUND, Word
from vezi.network.directory.index.pieces import GROUP, PLACE, YEAR, Entry
from vezi.network.directory.knowing import kinds, standing
from vezi.network.directory.knowing.kinds import TIE, Between, Mine
from vezi.network.directory.knowing.sentences import tie
from vezi.network.directory.marks import Marker
from vezi.network.directory.places import KnownPlaces
from vezi.network.groups import queries as groups
from vezi.network.memberships import queries as memberships
from vezi.network.memberships.access import reaches_of_members
from vezi.network.people import help as helping
from vezi.network.people import queries as people
from vezi.network.people import trades
from vezi.network.people.models import ContactKind, NameKind, Person
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

MOST_REASONS = 2


def plain(text: str) -> str:
    """Without marks, as it was before it was made safe for a page."""
    bare = strip_tags(text)
    return unescape(bare) if isinstance(text, SafeString) else bare


@dataclass(frozen=True)
class Row:
    seen: Seen
    who: Who
    is_unclaimed: bool = False
    is_me: bool = False  # the reader herself

    @property
    def as_json(self) -> dict[str, object]:
        return {
            "public_id": None if self.is_unclaimed else self.seen.person.public_id,
            "name": self.who.name,
            "class_year": self.who.year,
            "what": plain(self.who.what),
            "where": plain(self.who.where),
            "tie": self.who.tie,
            "found": plain(self.who.found),
            "is_unclaimed": self.is_unclaimed,
        }


@dataclass(frozen=True)
class Found:
    """One person the index named, with what the database says of her now."""

    seen: Seen
    club_ids: frozenset[int]
    entry: Entry
    is_unclaimed: bool = False


def rows(
    *,
    viewer: Viewer,
    ids: list[int],
    words: tuple[Word, ...],
    filters: Filters,
    clubs: list[Club],
    is_narrow: bool,
    places: KnownPlaces,
    mine: Mine,
) -> list[Row]:
    """In the order of `ids`. Who may not be seen any more, or does not fit the question any more, is left out.

    A fixed number of queries, whatever the number of people.
    """
    has_mail = any(word.is_mail for word in words)
    found, me = found_now(
        viewer=viewer, ids=ids, clubs=clubs, is_narrow=is_narrow, places=places, has_mail=has_mail
    )  # fmt: skip
    if mine.groups and filters.named(TIE):
        for number, both in groups.shared_with(viewer.person_id, found).items():
            found[number].entry.facets[GROUP] = dict.fromkeys(both)
    between = standing.between(viewer, found, mine=mine)
    made = []
    for number in ids:
        one = found.get(number)
        levels = fitting(one, words, filters, clubs, mine=mine) if one else None
        if one and levels is not None:
            shared = [] if is_narrow else clubs
            made.append(row_of(one, levels, mine=me, clubs=shared, between=between.get(number)))
    return made


def found_now(
    *, viewer: Viewer, ids: list[int], clubs: list[Club], is_narrow: bool, places: KnownPlaces, has_mail: bool
) -> tuple[dict[int, Found], Seen | None]:
    """The people who may still be shown, by number, and the viewer as she sees herself."""
    unclaimed: set[int] = set()
    if is_narrow and clubs[0].shows_unclaimed:
        unclaimed = set(access.unclaimed_in(clubs[0]).filter(pk__in=ids).values_list("pk", flat=True))
    wanted = [*ids, viewer.person_id] if viewer.person_id else ids
    clubs_of = memberships.clubs_of(wanted)
    persons = access.with_shown_parts(wanted, places=places, has_mail=has_mail)
    found: dict[int, Found] = {}
    mine = None
    for seen in memberships.seen_by(viewer, persons, clubs=clubs_of):
        number = seen.person.pk
        mine = seen if number == viewer.person_id else mine
        if number in unclaimed:
            found[number] = unclaimed_now(seen.person, clubs[0])
            continue
        of = frozenset(clubs_of[number])
        is_there = bool(of & {clubs[0].pk} if is_narrow else of)
        if is_there and (entry := entries.entry_of(searched(viewer, seen, clubs_of))):
            found[number] = Found(seen, of, entry)
    return found, mine


def searched(viewer: Viewer, seen: Seen, clubs: dict[int, dict[int, int]]) -> Seen:
    """What of the person the index was asked about: of oneself more is seen than is searched."""
    if seen.reach >= Audience.CONNECTIONS:
        return seen
    number = seen.person.pk
    reach = reaches_of_members(viewer.person_id, [number], clubs=clubs).get(number, int(Audience.PUBLIC))
    return people.seen(seen.person, reach=reach, default=max(clubs[number].values(), default=int(Audience.NOBODY)))


def unclaimed_now(person: Person, club: Club) -> Found:
    """A record of the club that nobody took up: name, class year, programme."""
    seen = people.seen(person, reach=Audience.CLUB, default=Audience.CLUB)
    studies = [one for one in seen.affiliations if one.club_id in (club.pk, None)]
    shown = Seen(person, Audience.CLUB, name=seen.name, affiliations=studies)
    entry = entries.unclaimed_entry_of(shown, club_id=club.pk) or Entry()
    return Found(shown, frozenset(), entry, is_unclaimed=True)


def fitting(
    found: Found, words: tuple[Word, ...], filters: Filters, clubs: list[Club], *, mine: Mine
) -> dict[Word, int] | None:
    """How well each word fits; None when one does not, or a filter does not keep the person."""
    years = {int(year) for year in found.entry.facets.get(YEAR, ())}
    first, last = filters.years
    if filters.has_years and not any(first <= year <= last for year in years):
        return None
    places = set(map(str, found.entry.facets.get(PLACE, ())))
    if filters.also_in is not None and filters.also_in.isdisjoint(places):
        return None
    if filters.near and not filters.near.keeps(places):
        return None
    if not all(_has(found, facet, values, clubs, mine) for facet, values in filters.chosen.items()):
        return None
    if any(_has(found, facet, values, clubs, mine) for facet, values in filters.excluded.items()):
        return None
    said = found.entry.readable
    levels: dict[Word, int] = {}
    for word in words:
        level = matching.level(word, said)
        if level is None:
            return None
        levels[word] = level
    return levels


def _has(found: Found, facet: str, values: frozenset[str], clubs: list[Club], mine: Mine) -> bool:
    if facet == CLUB:
        return bool(found.club_ids & {club.pk for club in clubs if club.slug in values})
    if facet == TIE:
        return not values.isdisjoint(kinds.ways_of(mine, found.entry, found.seen.person.pk))
    return not values.isdisjoint(map(str, found.entry.facets.get(facet, ())))


def row_of(
    found: Found, levels: dict[Word, int], *, mine: Seen | None, clubs: list[Club], between: Between | None
) -> Row:
    seen = found.seen
    who = who_of(seen, linked=not found.is_unclaimed)
    marker = Marker(levels)
    marker.look(f"{seen.person.given} {seen.person.family} {seen.person.preferred}", is_name=True)
    marker.marked |= {word for word in levels if set(word.years) & {who.year}}
    shared = [club for club in clubs if club.pk in found.club_ids]
    return Row(
        seen,
        replace(
            who,
            what=marker.mark(who.what) or who.what,
            where=marker.mark(who.where) or who.where,
            tie=_("On record, not in Vezi yet")
            if found.is_unclaimed
            else tie(seen, mine=mine, clubs=shared, between=between),
            found=why(found, marker),
        ),
        is_unclaimed=found.is_unclaimed,
        is_me=mine is not None and seen.person.pk == mine.person.pk,
    )


def why(found: Found, marker: Marker) -> SafeString | str:
    """What the row does not show by itself: why a name was meant, the values in which the words were found, with marks."""
    reasons = [format_html("{}", reason) for reason in named_otherwise(found, marker.levels)][:MOST_REASONS]
    shown = values(found.seen, is_unclaimed=found.is_unclaimed) if marker.missing() else ()
    for label, text, is_name in shown:
        missing = marker.missing()
        if not missing or len(reasons) == MOST_REASONS:
            break
        marked = marker.mark(text, is_name=True, only=missing) if is_name else marker.excerpt(text, only=missing)
        if marked:
            reasons.append(format_html("{} {}", label, marked) if label else marked)
    if marker.missing() and len(reasons) < MOST_REASONS:
        trade = trade_meant(found.seen, marker)
        if trade and not any(trade in strip_tags(reason) for reason in reasons):
            reasons.append(format_html("{} {}", _("Trade:"), trade))
    return format_html_join(" · ", "{}", ((reason,) for reason in reasons)) if reasons else ""


def named_otherwise(found: Found, levels: dict[Word, int]) -> Iterator[str]:
    """That a word asked for is short for a name, or sounds like one."""
    if not set(levels.values()) & {SHORT, ALIKE_NAME, SOUND}:
        return
    person = found.seen.person
    names = {fold(name): name for name in f"{person.given} {person.preferred} {person.family}".split()}
    for word, level in levels.items():
        if level == SHORT and (formal := names.keys() & word.formal):
            full = min(names[name] for name in formal)
            yield _("“%(word)s” is short for %(name)s") % {"word": word.text, "name": full}
        elif level == ALIKE_NAME and (shorter := names.keys() & word.shorter):
            yield _("“%(word)s” is short for %(name)s") % {"word": names[min(shorter)], "name": word.text}
        elif level == SOUND:
            yield _("sounds like “%(word)s”") % {"word": word.text}


def trade_meant(seen: Seen, marker: Marker) -> str:
    """The trade that is also called as a word asked for says."""
    for work in seen.positions:
        found = marker.meant(trades.WORDS.get(work.trade, ""))
        if found:
            return str(work.get_trade_display())
    return ""


def values(seen: Seen, *, is_unclaimed: bool) -> Iterator[tuple[str, str, bool]]:
    """What is seen of a person beside the row: a word before it, the value, whether it is a name.

    Of a record that nobody took up programme and class year are all there is to see of a study.
    """
    labels = {NameKind.GRADUATION: _("At graduation:"), NameKind.FORMER: _("Formerly:"), NameKind.OTHER: _("Also:")}
    yield from ((_("Mail:"), mail.value, False) for mail in seen.contacts if mail.kind == ContactKind.MAIL)
    for name in seen.other_names:
        yield labels[NameKind(name.kind)], str(name), True
    yield from ((_("Ask about:"), seen.ask_about, False),) if seen.ask_about else ()
    for work in seen.positions:
        where = ", ".join(part for part in (work.city, country_name(work.country)) if part)
        text = " · ".join(part for part in (str(work), where, work.get_trade_display()) if part)
        yield ("" if work.is_current else _("Earlier:")), text, False
    for study in seen.affiliations:
        more = () if is_unclaimed else entries.upwards(study.institution)
        parts = ("" if is_unclaimed else study.degree, study.programme, *more, study.class_year)
        yield _("Studied:"), ", ".join(str(part) for part in parts if part), False
    if seen.residence:
        yield (
            _("Lives in:"),
            ", ".join(filter(None, (seen.residence.city, country_name(seen.residence.country)))),
            False,
        )
    help_names = {str(code): str(label) for code, label in helping.CHOICES}
    yield _("Will help with:"), ", ".join(help_names.get(code, code) for code in seen.helps_with), False
    yield _("Speaks:"), ", ".join(language_name(code) for code in seen.speaks), False
