"""The letter that tells of new people: who they are, and why each of them fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.mail import gate, tints
from vezi.core.mail.gate import Letter, Stop
from vezi.network.consent.models import Purpose
from vezi.network.directory.filters import CLUB
from vezi.network.directory.index import entries
from vezi.network.directory.rows import Row, plain
from vezi.network.directory.saved import words
from vezi.network.directory.saved.models import Every, SavedSearch
from vezi.network.directory.saved.queries import Looking

KIND = "directory.saved_search"
SALT = "directory.saved.stop"
NAMED = 12  # people with all that is said of them; of the others the letter says how many they are
#: Facets whose values a row does not show by itself, or shows among others.
SAID_APART = ("help", "speaks", "trade", "degree", "programme", "institution")


def language_of(search: SavedSearch, club: Any) -> str:
    known, account = dict(settings.LANGUAGES), search.person.account
    wanted = (account.language if account else "", search.person.language, club.language)
    return next((one for one in wanted if one in known), settings.LANGUAGE_CODE)


@contextmanager
def spoken(search: SavedSearch, club: Any) -> Iterator[None]:
    """Rows and letter in the owner's language."""
    with translation.override(language_of(search, club)):
        yield


def by_mail(search: SavedSearch, rows: list[Row], *, others: int, club: Any, looking: Looking) -> Letter:
    """Call it within `spoken`; rows in the order to be read, `others` new people fit, too, beside those of the rows."""
    language = language_of(search, club)
    total, named = len(rows) + others, rows[:NAMED]
    stops = ways_to_stop(search, club_id=club.pk, language=language)
    context: dict[str, object] = {
        "search": search,
        "headline": headline(search, total, rows),
        "question": words.in_one_line(looking.asked, clubs=looking.clubs),
        "people": [person_said(row, looking) for row in named],
        "preheader": ", ".join(row.who.name for row in named),
        "more": total - len(named),
        "every": Every(search.every).label,
        "button": {"words": _("Open the search"), "url": f"{settings.SITE_ADDRESS}{address(search)}"},
        "searches": f"{settings.SITE_ADDRESS}{reverse('directory:saved_list')}",
        "stops": stops,
    }
    return Letter(
        key=f"{KIND}:{search.public_id}:{search.letters}",
        kind=KIND,
        purpose=Purpose.SEARCHES,
        to=looking.viewer.account.email,
        to_name=search.person.name,
        language=language,
        template="directory/mail/new_people",
        context=context,
        club=club,
        person_id=search.person_id,
        sender_name=str(club),
        reply_to=club.contact_mail,
        headers=gate.stop_headers(stops),
    )


def headline(search: SavedSearch, total: int, rows: list[Row]) -> str:
    if total == 1:
        return _("%(name)s fits “%(search)s”") % {"name": rows[0].who.name, "search": search.name}
    said = ngettext("%(count)s new person fits “%(search)s”", "%(count)s new people fit “%(search)s”", total)
    return said % {"count": total, "search": search.name}


def address(search: SavedSearch) -> str:
    return f"{reverse('directory:people')}?{search.asked}"


def person_said(row: Row, looking: Looking) -> dict[str, object]:
    who = row.who
    said = [plain(part) for part in (who.what, who.where) if part]
    return {
        "name": who.name,
        "url": f"{settings.SITE_ADDRESS}{who.url}",
        "face": next(iter(tints.faces([who.name]))),
        "year": tints.year(who.year),
        "what": " · ".join(said),
        "tie": who.tie,
        "why": why(row, looking),
    }


def why(row: Row, looking: Looking) -> str:
    """By which words, and by which of the values chosen that her line does not show anyway."""
    reasons = [plain(row.who.found)] if row.who.found else []
    entry = entries.entry_of(row.seen)
    hers = entry.facets if entry is not None else {}
    for facet in words.chosen(looking.asked.filters, looking.clubs):
        if facet.name == CLUB or facet.name not in SAID_APART:
            continue
        values = {str(value) for value in hers.get(facet.name, ())}
        named = [str(one.title) for one in facet.choices if one.is_chosen and one.value in values]
        if named:
            reasons.append(f"{facet.title}: {', '.join(named)}")
    return " · ".join(reasons)


def ways_to_stop(search: SavedSearch, *, club_id: int, language: str) -> list[Stop]:
    """Of this search first, which a mail program can do by itself; then of all searches, then of everything."""
    token = signing.dumps(search.public_id, salt=SALT)
    here = (
        f"{settings.SITE_ADDRESS}{reverse(name, args=[token])}"
        for name in ("directory:saved_stop", "directory:saved_stop_now")
    )
    rest = gate.stops_for(person_id=search.person_id, club_id=club_id, purpose=Purpose.SEARCHES, language=language)
    return [Stop(_("No more about this search"), *here), *rest]


def search_named(token: str) -> SavedSearch | None:
    """The search a link stops; None if nobody here made it, or the search is gone."""
    try:
        public_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    kept = SavedSearch.objects.filter(public_id=public_id, removed_at__isnull=True)
    return kept.select_related("person__account", "club").first()
