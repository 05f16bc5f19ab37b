"""Coming into a group and going out of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.groups import access, telling
from vezi.network.groups.models import Entry, Group, Joining, Member, Rank, Removal, Waiting, Way
from vezi.network.groups.services import offices
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from, are_apart

MOST_INVITED, A_DAY = 50, timedelta(days=1)
A_MONTH = timedelta(days=30)
LONGEST_REASON = 300


class NotYours(Refused):
    status = 403
    sentence = _("This group is not open to you.")


class GroupIsClosed(Refused):
    sentence = _("The group has been closed.")


class NoLongerWaits(Refused):
    sentence = _("That was answered or taken back in the meantime.")


class CannotInvite(Refused):
    sentence = _("This person cannot be invited.")


class EnoughInvited(Refused):
    sentence = _("You have invited fifty people today. Go on tomorrow.")


class InvitedLately(Refused):
    sentence = _("This person was invited to the group not long ago. Ask again in a month.")


class ReasonMissing(Refused):
    status = 422
    sentence = _("Say why: the person reads it.")


@transaction.atomic
def join(*, group: Group, person: Person, by: Account | None, now: datetime) -> Member:
    """Into an open group, or by an invitation that waits; nothing changes for who is in. Raises GroupIsClosed, NotYours."""
    group = _open(group)
    if (found := Member.objects.filter(group=group, person=person).first()) is not None:
        return found
    if not belongs(person, group):
        raise NotYours
    invited = _invitation(group, person)
    free = group.joining == Joining.OPEN and access.fits(person.pk, group)
    if invited is None and (not free or group.removals.filter(person=person).exists()):
        raise NotYours
    return _let_in(group, person, by=by, now=now)


def _invitation(group: Group, person: Person) -> Entry | None:
    """One that waits, of somebody who is not apart from the person."""
    waiting = _at_the_door(group, person).filter(way=Way.INVITED).first()
    if waiting is None or (waiting.by_id is not None and are_apart(waiting.by_id, person.pk)):
        return None
    return waiting


def _at_the_door(group: Group, person: Person) -> QuerySet[Entry]:
    return Entry.objects.select_related("group", "person").filter(group=group, person=person, state=Waiting.WAITING)


def _open(group: Group) -> Group:
    try:
        group = offices.locked(group.pk)
    except Group.DoesNotExist:  # of a class that the records do not know any more
        raise GroupIsClosed from None
    if group.closed_at is not None:
        raise GroupIsClosed
    return group


def belongs(person: Person, group: Group) -> bool:
    """A member of the group's club; for one of the whole network, of any."""
    held = Membership.objects.active().filter(person=person)
    return (held.filter(club=group.club_id) if group.club_id is not None else held).exists()


def _let_in(group: Group, person: Person, *, by: Account | None, now: datetime) -> Member:
    member, is_new = Member.objects.get_or_create(group=group, person=person, defaults={"joined_at": now})
    for entry in _at_the_door(group, person):
        _end(entry, Waiting.IN, now=now)
    group.removals.filter(person=person).delete()
    if is_new:
        audit.record("groups.join", by=by, at=now, subject=group, club_id=group.club_id, person_id=person.pk)
        offices.look_for_officer(group, now=now)
    return member


@transaction.atomic
def ask_to_join(*, group: Group, person: Person, words: str, by: Account | None, now: datetime) -> Entry | Member:
    """Who was invited meanwhile is in at once. Raises GroupIsClosed, NotYours."""
    group = _open(group)
    if (found := Member.objects.filter(group=group, person=person).first()) is not None:
        return found
    if not belongs(person, group) or group.joining not in (Joining.REQUEST, Joining.OPEN):
        raise NotYours
    if group.removals.filter(person=person).exists():
        raise NotYours
    if _invitation(group, person) is not None:
        return _let_in(group, person, by=by, now=now)
    entry, is_new = Entry.objects.get_or_create(
        group=group, person=person, way=Way.ASKED, state=Waiting.WAITING,
        defaults={"at": now, "words": clean.text(words)[:600]},
    )  # fmt: skip
    if is_new:
        audit.record("groups.ask", by=by, at=now, subject=entry, club_id=group.club_id, person_id=person.pk)
        _tell_moderators(entry, now=now)
    return entry


def _tell_moderators(entry: Entry, *, now: datetime) -> None:
    group = entry.group
    for person in offices.who_look_after(group, now=now):
        telling.tell(
            kind="groups.request", person=person, about=telling.of_request(entry),
            path=reverse("groups:door", args=[group.public_id]), by=entry.person, club=group.club,
            words={"group": group.title}, now=now,
        )  # fmt: skip


@transaction.atomic
def decide(*, entry: Entry, admits: bool, reason: str = "", by: Account | None, now: datetime) -> None:
    """On a request. A no may say why; the person is told either way. Raises NoLongerWaits, GroupIsClosed."""
    group = _open(entry.group)
    entry = _waiting(entry, Way.ASKED)
    if admits and belongs(entry.person, group):
        _let_in(group, entry.person, by=by, now=now)
    else:
        _end(entry, Waiting.DECLINED, reason=clean.line(reason)[:LONGEST_REASON], now=now)
        admits = False
    audit.record(
        "groups.decide", by=by, at=now, subject=entry, club_id=group.club_id, person_id=entry.person_id, admits=admits
    )
    kind = "groups.admitted" if admits else "groups.declined"
    path = (
        reverse("groups:group", args=[group.public_id])
        if admits or not group.is_hidden
        else reverse("groups:group_list")
    )
    telling.tell(
        kind=kind, person=entry.person, about=f"{kind}:{group.public_id}", path=path, by=None, club=group.club,
        words={"group": group.title, "reason": entry.reason}, now=now,
    )  # fmt: skip


def _waiting(entry: Entry, way: Way) -> Entry:
    found = Entry.objects.select_related("group", "person").filter(pk=entry.pk, way=way, state=Waiting.WAITING).first()
    if found is None:
        raise NoLongerWaits
    return found


def _end(entry: Entry, state: str, *, reason: str = "", now: datetime) -> None:
    entry.state, entry.reason, entry.decided_at = state, reason, now
    entry.save(update_fields=["state", "reason", "decided_at"])
    telling.ended(entry=entry, now=now)


@transaction.atomic
def invite(
    *, group: Group, whom: Person, person: Person, words: str = "", by: Account | None, now: datetime
) -> Entry | Member:
    """Who asked meanwhile is in at once. Raises GroupIsClosed, CannotInvite, EnoughInvited, InvitedLately."""
    group = _open(group)
    if whom.pk == person.pk or are_apart(person.pk, whom.pk) or not belongs(whom, group):
        raise CannotInvite
    if (found := Member.objects.filter(group=group, person=whom).first()) is not None:
        return found
    if Entry.objects.filter(by=person, way=Way.INVITED, at__gt=now - A_DAY).count() >= MOST_INVITED:
        raise EnoughInvited
    has_asked = Entry.objects.filter(group=group, person=whom, way=Way.ASKED, state=Waiting.WAITING).exists()
    rank = Member.objects.filter(group=group, person=person).values_list("rank", flat=True).first()
    if has_asked and (rank or 0) >= Rank.MODERATOR:
        return _let_in(group, whom, by=by, now=now)
    _make_way(group, whom, now=now)
    entry, is_new = Entry.objects.get_or_create(
        group=group, person=whom, way=Way.INVITED, state=Waiting.WAITING,
        defaults={"at": now, "by": person, "words": clean.text(words)[:600]},
    )  # fmt: skip
    if is_new:
        audit.record("groups.invite", by=by, at=now, subject=entry, club_id=group.club_id, person_id=whom.pk)
        telling.tell(
            kind="groups.invitation", person=whom, about=telling.of_invitation(group),
            path=reverse("groups:group", args=[group.public_id]), by=person, club=group.club,
            words={"group": group.title}, now=now,
        )  # fmt: skip
    return entry


def _make_way(group: Group, whom: Person, *, now: datetime) -> None:
    """Raises InvitedLately after a no and after an invitation taken back alike, so that it does not tell of the no.

    An invitation of somebody apart from her keeps nobody else's away, be it waiting or over.
    """
    apart = list(apart_from(whom.pk))
    for entry in _at_the_door(group, whom).filter(way=Way.INVITED, by__in=apart):
        _end(entry, Waiting.WITHDRAWN, now=now)
    over = Entry.objects.filter(group=group, person=whom, way=Way.INVITED, decided_at__gt=now - A_MONTH)
    over = over.filter(state__in=[Waiting.DECLINED, Waiting.WITHDRAWN])
    if over.exclude(by__in=apart, by__isnull=False).exists():
        raise InvitedLately


@transaction.atomic
def answer_invitation(*, entry: Entry, comes: bool, by: Account | None, now: datetime) -> Member | None:
    """A no is told to nobody. Raises NoLongerWaits, GroupIsClosed, NotYours."""
    group = _open(entry.group)
    entry = _waiting(entry, Way.INVITED)
    if comes:
        return join(group=group, person=entry.person, by=by, now=now)
    _end(entry, Waiting.DECLINED, now=now)
    return None


@transaction.atomic
def withdraw(*, entry: Entry, by: Account | None, now: datetime) -> None:
    """A request by who asked, an invitation by those who look after the group. Raises NoLongerWaits."""
    offices.locked(entry.group_id)
    found = Entry.objects.select_related("group", "person").filter(pk=entry.pk, state=Waiting.WAITING).first()
    if found is None:
        raise NoLongerWaits
    _end(found, Waiting.WITHDRAWN, now=now)
    audit.record("groups.withdraw", by=by, at=now, subject=found, person_id=found.person_id)


@transaction.atomic
def leave(*, group: Group, person: Person, by: Account | None, now: datetime) -> None:
    """What was written stays. Nothing changes for who is not in."""
    _go(offices.locked(group.pk), [person.pk], by=by, now=now, deed="groups.leave")


@transaction.atomic
def remove(*, member: Member, reason: str, by: Account | None, now: datetime) -> None:
    """Taken out and told why; comes back by invitation alone. Raises ReasonMissing, offices.LastOfficer."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    group = offices.locked(member.group_id)
    found = Member.objects.select_related("person").filter(pk=member.pk).first()
    if found is None:
        return
    if found.rank == Rank.OFFICER and not offices.others_lead(group, found.person_id):
        raise offices.LastOfficer
    Removal.objects.update_or_create(group=group, person=found.person, defaults={"reason": reason, "at": now})
    _go(group, [found.person_id], by=by, now=now, deed="groups.remove")
    telling.tell(
        kind="groups.removed", person=found.person, about=f"groups.removed:{group.public_id}",
        path=reverse("groups:group_list"), by=None, club=group.club, words={"group": group.title, "reason": reason}, now=now,
    )  # fmt: skip


@transaction.atomic
def end_with_club(*, person: Person, club: Club, now: datetime) -> None:
    """Who leaves a club leaves its groups; who is in no club any more, those of the network too."""
    here = Q(group__club=club) if Membership.objects.active().filter(person=person).exists() else Q()
    gone = Member.objects.filter(here, person=person)
    for group_id in sorted(gone.values_list("group_id", flat=True)):
        _go(offices.locked(group_id), [person.pk], by=None, now=now, deed="groups.leave")
    waiting = Entry.objects.select_related("group", "person").filter(person=person, state=Waiting.WAITING)
    for entry in waiting.filter(here).order_by("pk"):
        _end(entry, Waiting.WITHDRAWN, now=now)


def _go(group: Group, person_ids: Iterable[int], *, by: Account | None, now: datetime, deed: str) -> None:
    """Under the group's lock."""
    ids = list(person_ids)
    gone, _kinds = Member.objects.filter(group=group, person__in=ids).delete()
    group.offers.filter(person__in=ids).delete()
    if not gone:
        return
    telling.gone(group=group, person_ids=ids, now=now)
    for person_id in ids:
        audit.record(deed, by=by, at=now, subject=group, club_id=group.club_id, person_id=person_id)
    offices.look_for_officer(group, now=now)
