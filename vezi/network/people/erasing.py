"""A person is erased: all that is held of her goes, in one transaction.

What belongs to her follows the rule each area declared for it (`core.features.PersonTie`), records that were merged
into hers with it. Her sign-in goes, letters to her and about her, her portrait; of what was done and who looked the
fact stays, without words. The row stays empty, so that numbers in the log lead to nobody, and stones are put up that
keep her from being written down again (`tombstones`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import Storage
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.core.features import OnErase, PersonTie
from vezi.core.models import AuditEntry, IncomingMail, MailState, OutgoingMail
from vezi.core.public_ids import public_id
from vezi.network.accounts import services as accounts
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import ledgers, letters, naming, signals, tombstones
from vezi.network.people.models import ContactValue, Identifier, OtherName, Person
from vezi.network.people.tombstones import Described

OWN_WORD = "own_word"  # why: she asked for it herself, signed in or with her invitation
LONGEST_WHY = 200
SHORTEST_NUMBER = 5  # signs; a shorter one stands in too many texts to know anybody by


class CannotErase(Refused):
    sentence = _("This record is gone already.")


class WhyMissing(Refused):
    status = 422
    sentence = _("Say how the person asked for it, in at most 200 characters and without a name.")


@dataclass(frozen=True)
class Traces:
    """By what a person may be found where no tie leads to her."""

    person: Person
    ids: list[int]  # of her record and of those merged into it
    account: Account | None
    said: Described
    pairs: frozenset[tuple[str, str]]  # each given name with each surname
    addresses: frozenset[str]
    numbers: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """In full, as letters write them."""
        return frozenset(f"{given} {family}" for given, family in self.pairs)

    @property
    def patterns(self) -> list[str]:
        """For `like`: what nobody but her is likely to be meant by."""
        told = [*self.names, *self.addresses, *(one for one in self.numbers if len(one) >= SHORTEST_NUMBER)]
        return [f"%{escaped(one)}%" for one in sorted(told) if one]


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@transaction.atomic
def erase(*, person: Person, by: Account | None, why: str, now: datetime, club: Club | None = None) -> Person:
    """Erase the person; `why` is OWN_WORD or how she asked for it. With `club` an officer of it does it for her.

    Raises CannotErase, WhyMissing, and what receivers of `person_erasing` refuse.
    """
    if not 0 < len(why.strip()) <= LONGEST_WHY:
        raise WhyMissing
    people = _locked(person)
    person = people[0]
    traces = traces_of(people)
    by_id = None if traces.account is not None and by == traces.account else getattr(by, "pk", None)
    signals.person_erasing.send(Person, traces=traces, now=now)
    tombstones.put_up(traces.said, club=club, now=now)
    with ledgers.opened("erasing"), connection.cursor() as cursor:
        cursor.execute("set constraints all deferred")  # kind after kind: rows may miss each other until all are gone
        for tie in features.person_ties():
            _follow(tie, traces.ids)
    _forget_letters(traces)
    if traces.account is not None:
        letters.say_goodbye(traces.account, now=now)
    for record in people:
        _empty(record, now=now)
    if traces.account is not None:
        _forget_words(AuditEntry.objects.filter(subject=Account._meta.label, subject_id=traces.account.pk))
        accounts.erase(account=traces.account, now=now)
    _forget_words(AuditEntry.objects.filter(person_id__in=traces.ids))
    entry = audit.record(
        "people.erase", by=None, at=now, subject=person, club_id=club.pk if club else None, person_id=person.pk,
        why=why.strip(),
    )  # fmt: skip
    AuditEntry.objects.filter(pk=entry.pk).update(by_id=by_id)
    signals.person_erased.send(Person, person=person, now=now)
    return person


@transaction.atomic
def erase_account(*, account: Account, now: datetime) -> None:
    """Erase the account of somebody who has no record here. Raises CannotErase if there is one."""
    if Person.objects.filter(account=account).exists():
        raise CannotErase
    addresses = accounts.addresses_of(account)
    _forget_what_was_said_of(addresses, [f"%{escaped(one)}%" for one in addresses])
    for relation in account._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            model = relation.related_model
            rows = model._base_manager.filter(**{relation.field.name: account}).values_list("pk", flat=True)
            _forget_words(AuditEntry.objects.filter(subject=model._meta.label, subject_id__in=list(rows)))
    _forget_words(AuditEntry.objects.filter(subject=Account._meta.label, subject_id=account.pk))
    letters.say_goodbye(account, now=now)
    accounts.erase(account=account, now=now)


def _locked(person: Person) -> list[Person]:
    """Her record first, then those that were merged into it. Raises CannotErase."""
    everybody = Person.objects.select_for_update(of=("self",)).order_by("pk")
    found = list(everybody.filter(pk=person.pk, merged_into__isnull=True, erased_at__isnull=True))
    if not found:
        raise CannotErase
    latest = found
    while latest := list(everybody.filter(merged_into__in=latest)):
        found += latest
    return found


def traces_of(people: list[Person]) -> Traces:
    ids = [person.pk for person in people]
    account = Account.objects.filter(person__in=ids).first()
    given = {called for one in people for called in (one.given, one.preferred) if called}
    surnames = {one.family for one in people if one.family}
    surnames |= {one for one in OtherName.objects.filter(person__in=ids).values_list("family", flat=True) if one}
    pairs = {(called, surname) for called in given for surname in surnames}
    pairs |= {(one.given, one.family) for one in OtherName.objects.filter(person__in=ids) if one.given and one.family}
    addresses = set(ContactValue.objects.filter(person__in=ids).values_list("value", flat=True))
    if account is not None:
        addresses |= set(accounts.addresses_of(account))
    return Traces(
        person=people[0],
        ids=ids,
        account=account,
        said=tombstones.of_record(people),
        pairs=frozenset(pairs),
        addresses=frozenset(addresses),
        numbers=frozenset(Identifier.objects.filter(person__in=ids).values_list("value", flat=True)),
    )


def _follow(tie: PersonTie, ids: list[int]) -> None:
    model = features.model_of(tie)
    if model is Person or tie.on_erase == OnErase.KEEP:  # records merged into hers are emptied with it
        return
    rows = model._base_manager.filter(**{f"{tie.field}__in": ids})
    if tie.on_erase == OnErase.CLEAR:
        rows.update(**{tie.field: None})
        return
    gone = list(rows.values_list("pk", flat=True))
    _forget_words(AuditEntry.objects.filter(subject=model._meta.label, subject_id__in=gone))
    rows.delete()


def _forget_words(entries: models.QuerySet[AuditEntry]) -> None:
    """That it was done, when and by whom stays; what it said does not."""
    entries.exclude(details={}).update(details={})


def _forget_letters(traces: Traces) -> None:
    """Letters to her go; those about her lose their words, and leave no more. Letters to her namesakes stay."""
    OutgoingMail.objects.filter(person_id__in=traces.ids).delete()
    named = Person.objects.filter(pk__in=traces.ids).values_list("public_id", flat=True)
    IncomingMail.objects.filter(who__in=list(named)).delete()
    IncomingMail.objects.filter(person_id__in=traces.ids).delete()
    _forget_what_was_said_of(traces.addresses, traces.patterns, namesakes=traces.names)


def _forget_what_was_said_of(addresses: Iterable[str], patterns: list[str], *, namesakes: Iterable[str] = ()) -> None:
    addresses = list(addresses)
    OutgoingMail.objects.filter(to__in=addresses).delete()
    about = OutgoingMail.objects.extra(
        where=["(text ilike any(%s) or subject ilike any(%s) or reply_to = any(%s))"],
        params=[patterns, patterns, addresses],
    ).exclude(to_name__in=namesakes)
    about.filter(state=MailState.WAITING).update(state=MailState.HELD_BACK, reason="whom it tells of was erased")
    about.update(text="", html="", subject="", reply_to="")
    _forget_words(AuditEntry.objects.extra(where=["details::text ilike any(%s)"], params=[patterns]))


def _empty(person: Person, *, now: datetime) -> None:
    """What is left of a record: that there was one, and when it was erased."""
    if person.portrait:
        _delete_on_commit(person.portrait.storage, person.portrait.name or "")
    keys = naming.sort_keys(family="", given="")
    kept: dict[str, Any] = {"id": person.pk, "public_id": public_id(), "merged_into": person.merged_into, "source": ""}
    left = Person(**kept, **keys, recorded_at=now, created_at=now, erased_at=now)
    left.save(force_update=True)
    person.refresh_from_db()


def _delete_on_commit(storage: Storage, name: str) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
