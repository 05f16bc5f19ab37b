"""Making groups, changing what they say of themselves, closing them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.core.models import AuditEntry
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.groups.models import Group, Joining, Kind, Member, Rank
from vezi.network.groups.services import offices
from vezi.network.people.models import Person

FEW_AT_ONCE, A_WHILE = 5, timedelta(days=7)
PRESSED_TWICE = timedelta(minutes=1)


class NameMissing(Refused):
    status = 422
    sentence = _("Give the group a name that can be read.")


class TooManyGroups(Refused):
    sentence = _("You have made five groups this week. Let them find their people first.")


class OneIsThere(Refused):
    sentence = _("There is such a group already.")


class StillLived(Refused):
    sentence = _("This group is made of the records. It stays for those who come.")


@transaction.atomic
def found_group(
    *, kind: str, name: str, club: Club | None, joining: str, person: Person, by: Account | None, now: datetime,
    about: str = "", is_pressed: bool = False, **facts: Any,
) -> Group:  # fmt: skip
    """A group with the person as its first officer. Raises NameMissing, TooManyGroups, OneIsThere.

    `facts`: city and country of a chapter, the trade of a group of a trade. `is_pressed`: by a button, so that the same
    twice in a minute is one group.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    same = {"kind": kind, "folded": _folded(name), "club": club, "joining": joining, **facts}
    if is_pressed and (there := _made_just_now(person, same, now=now)):
        return there
    _not_too_many(person, now=now)
    group = made(kind=kind, name=name, club=club, joining=joining, about=about, now=now, **facts)
    Member.objects.create(group=group, person=person, rank=Rank.OFFICER, joined_at=now)
    audit.record("groups.found", by=by, at=now, subject=group, club_id=group.club_id, person_id=person.pk, kind=kind)
    return group


def made(
    *, kind: str, name: str, club: Club | None, joining: str, now: datetime, about: str = "", **facts: Any
) -> Group:
    name = clean.line(name)[:100]
    if clean.is_blank(name):
        raise NameMissing
    if _is_there(kind, name, club, facts):
        raise OneIsThere
    try:
        with transaction.atomic():
            return Group.objects.create(
                kind=kind, name=name, folded=_folded(name), club=club, joining=joining, about=clean.text(about),
                made_at=now, **facts,
            )  # fmt: skip
    except IntegrityError:
        raise OneIsThere from None


def _is_there(kind: str, name: str, club: Club | None, facts: dict[str, Any]) -> bool:
    """Of the same place for a chapter, else of the same name; hidden groups say nothing of themselves, here neither."""
    others = Group.objects.living().filter(club=club).exclude(joining=Joining.HIDDEN)
    if kind == Kind.CHAPTER:
        here = others.filter(kind=kind, country=facts.get("country", ""), city=facts.get("city"))
        return here.exists()
    return kind in (Kind.INTEREST, Kind.TRADE) and others.filter(folded=_folded(name)).exists()


def _folded(name: str) -> str:
    return fold(clean.line(name)[:100])[:200]


def _made_just_now(person: Person, same: dict[str, Any], *, now: datetime) -> Group | None:
    """With the maker locked, so that one press waits for the other."""
    made = Group.objects.living().filter(made_at__gt=now - PRESSED_TWICE, members__person=person, **same)
    return made.filter(members__rank=Rank.OFFICER).first()


def _not_too_many(person: Person, *, now: datetime) -> None:
    """With the maker locked."""
    lately = AuditEntry.objects.filter(deed="groups.found", person_id=person.pk, at__gt=now - A_WHILE)
    if lately.count() >= FEW_AT_ONCE:
        raise TooManyGroups


@transaction.atomic
def change_group(*, group: Group, name: str, about: str, joining: str, by: Account | None, now: datetime) -> Group:
    """Raises NameMissing."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    name = clean.line(name)[:100]
    if clean.is_blank(name):
        raise NameMissing
    was = {"name": group.name, "joining": group.joining}
    group.name, group.folded, group.about, group.joining = name, fold(name)[:200], clean.text(about), joining
    group.save(update_fields=["name", "folded", "about", "joining"])
    audit.record("groups.change", by=by, at=now, subject=group, club_id=group.club_id, was=was)
    return group


@transaction.atomic
def close_group(*, group: Group, by: Account | None, now: datetime) -> None:
    """Nobody writes in it or comes into it any more; who was in it reads on. Raises StillLived for one of the records."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.kind in (Kind.CLASS, Kind.PROGRAMME):
        raise StillLived
    if group.closed_at is None:
        offices.shut(group, by=by, now=now)
