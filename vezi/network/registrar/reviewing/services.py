"""Deeds on records that may be of one person."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import merging
from vezi.network.people.models import Merge, Person
from vezi.network.registrar.models import Duplicate, DuplicateRules, Verdict
from vezi.network.registrar.reviewing import queries
from vezi.network.registrar.reviewing.queries import ONE, OTHER

LOOKS_FOR = timedelta(minutes=10)  # how long a pair is one officer's
AT_ONCE = 100  # sure pairs merged in one job


class AlreadyDecided(Refused):
    sentence = _("Somebody has decided this pair already.")


class NotOnTheBooks(Refused):
    sentence = _("One of the two records is no longer on the books of the club.")


class HasChanged(Refused):
    sentence = _("One of the two has become part of another record meanwhile. Look at them again.")


@transaction.atomic
def take_next(*, club: Club, by: Account, now: datetime, but: Duplicate | None = None) -> Duplicate | None:
    """The next pair that nobody else is looking at; it is the officer's for ten minutes."""
    found = queries.free_for(queries.to_decide(club, now=now), by, now=now)
    if but is not None:
        found = found.exclude(pk=but.pk)
    duplicate = queries.in_order(found).select_for_update(of=("self",), skip_locked=True).first()
    if duplicate is not None:
        _is_looked_at(duplicate, by=by, now=now)
    return duplicate


@transaction.atomic
def look_at(*, duplicate: Duplicate, by: Account, now: datetime) -> Account | None:
    """Somebody opens the pair; answers who else is looking at it, if anybody is."""
    duplicate = (
        Duplicate.objects.select_for_update(of=("self",)).select_related("looked_at_by__person").get(pk=duplicate.pk)
    )
    until = duplicate.looked_at_until
    if until is not None and until > now and duplicate.looked_at_by_id not in (None, by.pk):
        return duplicate.looked_at_by
    _is_looked_at(duplicate, by=by, now=now)
    return None


def _is_looked_at(duplicate: Duplicate, *, by: Account, now: datetime) -> None:
    Duplicate.objects.filter(looked_at_by=by).exclude(pk=duplicate.pk).update(looked_at_by=None, looked_at_until=None)
    Duplicate.objects.filter(pk=duplicate.pk).update(looked_at_by=by, looked_at_until=now + LOOKS_FOR)


@transaction.atomic
def same(
    *,
    duplicate: Duplicate,
    by: Account | None,
    now: datetime,
    chosen: dict[str, str] | None = None,
    how: str = "officer",
) -> Merge:
    """They are one person. *chosen*: by field, whose word the record carries; what was said later, unless given.

    Raises AlreadyDecided, HasChanged, NotOnTheBooks, merging.CannotMerge.
    """
    duplicate = undecided(duplicate)
    if not queries.waiting(duplicate.club).filter(pk=duplicate.pk).exists():
        raise NotOnTheBooks
    one, other = queries.sides_of(duplicate)
    kept, gone = (other, one) if queries.kept_of(other) == OTHER else (one, other)
    side = {ONE: one, OTHER: other}
    if chosen is None:
        carry: Collection[str] = queries.carried_by_age(one, other)
    else:
        carry = [what for what, whose in chosen.items() if side[whose] is gone]
    because = {
        "how": how, "duplicate": duplicate.public_id, "probability": duplicate.probability, "model": duplicate.version,
    }  # fmt: skip
    _decide(duplicate, Verdict.SAME, by=by, now=now)
    return merging.merge(
        kept=kept.person, gone=gone.person, by=by, now=now, carry=carry, club=duplicate.club, because=because
    )


@transaction.atomic
def different(*, duplicate: Duplicate, by: Account | None, now: datetime) -> Duplicate:
    """They are two people, and it is not asked again. Raises AlreadyDecided, HasChanged."""
    return _decide(undecided(duplicate), Verdict.DIFFERENT, by=by, now=now)


@transaction.atomic
def put_off(*, duplicate: Duplicate, by: Account, now: datetime) -> Duplicate:
    """Somebody would rather decide later: it comes after all others. Raises AlreadyDecided, HasChanged."""
    duplicate = undecided(duplicate)
    duplicate.put_off_at = now
    duplicate.save(update_fields=["put_off_at"])
    let_go(duplicate)
    audit.record("registrar.put_off_duplicate", by=by, at=now, subject=duplicate, club_id=duplicate.club_id)
    return duplicate


def let_go(duplicate: Duplicate) -> None:
    """Whoever looked at it looks no more."""
    Duplicate.objects.filter(pk=duplicate.pk).update(looked_at_by=None, looked_at_until=None)


def open_again(duplicate: Duplicate) -> None:
    """What was decided does not count."""
    Duplicate.objects.filter(pk=duplicate.pk).update(verdict=Verdict.WAITING, decided_by=None, decided_at=None)


def undecided(duplicate: Duplicate) -> Duplicate:
    """The pair, locked: two officers must not decide it twice. Raises AlreadyDecided, HasChanged.

    The two people first, as merging locks them: whoever merges one of the two takes their questions along.
    """
    two = [duplicate.one_id, duplicate.other_id]
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=two).order_by("pk").values_list("pk"))
    pairs = Duplicate.objects.select_for_update(of=("self",)).select_related("club")
    found = pairs.filter(pk=duplicate.pk).first()
    if found is None or found.verdict != Verdict.WAITING:
        raise AlreadyDecided
    if [found.one_id, found.other_id] != two:
        raise HasChanged
    return found


def _decide(duplicate: Duplicate, verdict: Verdict, *, by: Account | None, now: datetime) -> Duplicate:
    duplicate.verdict, duplicate.decided_by, duplicate.decided_at = verdict, by, now
    duplicate.looked_at_by = duplicate.looked_at_until = None
    duplicate.save(update_fields=["verdict", "decided_by", "decided_at", "looked_at_by", "looked_at_until"])
    audit.record(
        f"registrar.{verdict.value}_person", by=by, at=now, subject=duplicate, club_id=duplicate.club_id,
        person_id=duplicate.one_id, other=duplicate.other_id, probability=duplicate.probability, model=duplicate.version,
    )  # fmt: skip
    return duplicate


@transaction.atomic
def rule(*, club: Club, wrong_in: int, by: Account, now: datetime) -> DuplicateRules:
    """How sure the club wants to be."""
    rules, _made = DuplicateRules.objects.update_or_create(club=club, defaults={"wrong_in": wrong_in})
    audit.record("registrar.rule_duplicates", by=by, at=now, subject=club, club_id=club.pk, wrong_in=wrong_in)
    return rules


def merge_sure(*, club: Club, by: Account | None, now: datetime) -> int:
    """Merge the next sure pairs, each by itself; how many there were to do."""
    pks = list(
        queries.in_order(queries.sure(club, queries.rules_of(club), now=now)).values_list("pk", flat=True)[:AT_ONCE]
    )
    for pk in pks:
        duplicate = Duplicate.objects.filter(pk=pk).first()  # by now; the merge before may have settled or moved it
        try:
            if duplicate is not None:
                same(duplicate=duplicate, by=by, now=now, how="sure")
        except HasChanged:
            continue  # it comes again
        except Refused:
            Duplicate.objects.filter(pk=pk, verdict=Verdict.WAITING).update(put_off_at=now)
    return len(pks)


@transaction.atomic
def ask_to_merge_sure(*, club: Club, by: Account, now: datetime) -> int:
    """Have all that is sure merged, in the background; how many pairs these are."""
    count = queries.sure(club, queries.rules_of(club), now=now).count()
    audit.record("registrar.merge_sure", by=by, at=now, subject=club, club_id=club.pk, count=count)
    from vezi.network.registrar.reviewing import tasks  # they call these services

    jobs.ask_for(tasks.merge_sure, club_id=club.pk, by_id=by.pk)
    return count


@transaction.atomic
def ask_to_look(*, club: Club, by: Account | None, now: datetime, registrar_import: int | None = None) -> None:
    """Have the club's books looked through for records of one person, in the background."""
    rules = queries.rules_of(club)
    rules.looking_since = now
    rules.save()
    audit.record("registrar.look_for_duplicates", by=by, at=now, subject=club, club_id=club.pk)
    from vezi.network.registrar.reviewing import tasks  # they call these services

    jobs.ask_for(tasks.look, club_id=club.pk, import_id=registrar_import)
